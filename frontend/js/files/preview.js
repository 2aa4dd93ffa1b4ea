// Images and PDFs of a record, shown in the page; the arrow keys lead to the next one.
const WIDE = matchMedia("(width >= 900px) and (pointer: fine)");
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-preview]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // Where PDFs cannot be framed (most phones), the browser opens them as it does.
  if (link.dataset.preview === "pdf" && !(WIDE.matches && navigator.pdfViewerEnabled)) return;
  event.preventDefault();
  show(link);
});

function show(link) {
  const links = [...link.closest("ul").querySelectorAll("[data-preview]")];
  const dialog = document.createElement("dialog");
  dialog.className = "preview";
  dialog.setAttribute("aria-labelledby", "preview-name");
  dialog.innerHTML = `
    <header class="preview-head">
      <h2 id="preview-name"></h2><span class="caption num" role="status"></span>
      <button class="icon-button" type="button" aria-label="Previous file" data-step="-1">←</button>
      <button class="icon-button" type="button" aria-label="Next file" data-step="1">→</button>
      <a class="btn btn-small" download>Download</a>
      <button class="btn btn-small" type="button" data-close-preview>Close</button>
    </header>
    <div class="preview-body"></div>`;
  let place = links.indexOf(link);

  const turn = (step) => {
    place = (place + step + links.length) % links.length;
    draw(dialog, links[place], links.length > 1 ? `${place + 1} of ${links.length}` : "");
  };
  for (const button of dialog.querySelectorAll("[data-step]")) button.hidden = links.length < 2;

  dialog.addEventListener("click", ({ target }) => {
    const step = target.closest("[data-step]")?.dataset.step;
    if (step) turn(Number(step));
    if (target === dialog || target.closest("[data-close-preview]")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS) || links.length < 2) return;
    event.preventDefault();
    turn(STEPS[event.key]);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    (links[place].isConnected ? links[place] : link).focus({ preventScroll: true });
  });
  document.body.append(dialog);
  turn(0);
  dialog.showModal();
}

function draw(dialog, link, where) {
  const name = link.textContent.trim();
  const address = link.getAttribute("href");
  dialog.querySelector("h2").textContent = name;
  dialog.querySelector("[role=status]").textContent = where;
  dialog.querySelector("a[download]").setAttribute("href", address);
  const body = dialog.querySelector(".preview-body");
  body.replaceChildren(link.dataset.preview === "pdf" ? framed(address, name) : picture(address, name));
}

function framed(address, name) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address, title: name });
  return frame;
}

function picture(address, name) {
  const image = document.createElement("img");
  Object.assign(image, { src: address, alt: name });
  image.addEventListener("error", () => {
    const words = document.createElement("p");
    words.className = "problem";
    words.textContent = "This picture cannot be shown. Download it instead.";
    image.replaceWith(words);
  });
  return image;
}
