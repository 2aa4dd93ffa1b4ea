// On a phone a cell stands under the label of its column, which the head says once for all of them.
const rules = new CSSStyleSheet({ media: "(width < 600px)" });
document.adoptedStyleSheets.push(rules);

function label() {
  const heads = [...document.querySelectorAll("table.cards th[data-label]")];
  rules.replaceSync(heads.map((head) => {
    const cell = `#${head.closest("table").id} > tbody > tr > td:nth-child(${head.cellIndex + 1})`;
    return `${cell}::before { content: ${JSON.stringify(head.dataset.label)}; }`;
  }).join("\n"));
}

document.addEventListener("htmx:afterSettle", label);
label();
