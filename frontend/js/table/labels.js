// On a phone a cell stands under the label of its column, which the head says once for all of them.
import { all } from "../elements/element.js";
import { onDrawn } from "../elements/listen.js";
import { heads, label } from "./list.js";

const rules = new CSSStyleSheet({ media: "(width < 600px)" });
document.adoptedStyleSheets.push(rules);

onDrawn(() => {
  const lists = all("table.cards", document, HTMLTableElement);
  const each = lists.flatMap((list) => heads(list).map((head) => (
    `#${list.id} > tbody > tr > td:nth-child(${head.cellIndex + 1})::before { content: ${JSON.stringify(label(head))}; }`
  )));
  rules.replaceSync(each.join("\n"));
});
