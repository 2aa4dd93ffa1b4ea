// Images and PDFs of a record, shown in the page; the arrow keys lead to the next one.
import { across, isReversed } from "../elements/direction.js";
import { all, make, the } from "../elements/element.js";
import { around, isPlainClick, on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { present } from "../elements/present.js";

const WIDE = matchMedia("(width >= 900px) and (pointer: fine)");

on("click", "[data-preview]", (link, event) => {
  if (!isPlainClick(event)) return;
  // Where PDFs cannot be framed (most phones), the browser opens them as it does.
  if (link.dataset.preview === "pdf" && !(WIDE.matches && navigator.pdfViewerEnabled)) return;
  event.preventDefault();
  show(link);
});

/** @param {HTMLElement} link */
function show(link) {
  const links = all("[data-preview]", link.closest("ul") ?? document);
  const dialog = make("dialog", { className: "preview", "aria-labelledby": "preview-name" });
  const [back, next] = isReversed() ? "→←" : "←→";
  dialog.innerHTML = `
    <header class="preview-head">
      <h2 id="preview-name"></h2><span class="caption num" role="status"></span>
      <button class="icon-button" type="button" aria-label="${t("Previous file")}" data-step="-1">${back}</button>
      <button class="icon-button" type="button" aria-label="${t("Next file")}" data-step="1">${next}</button>
      <a class="btn btn-small" download>${t("Download")}</a>
      <button class="btn btn-small" type="button" data-close-preview>${t("Close")}</button>
    </header>
    <div class="preview-body"></div>`;
  let place = links.indexOf(link);

  /** @param {number} step */
  const turn = (step) => {
    place = (place + step + links.length) % links.length;
    draw(dialog, links[place], links.length > 1
      ? t("{place} of {count}", { place: place + 1, count: links.length }) : "");
  };
  for (const button of all("[data-step]", dialog)) button.hidden = links.length < 2;

  dialog.addEventListener("click", (event) => {
    const step = around(event, "[data-step]")?.dataset.step;
    if (step) turn(Number(step));
    if (event.target === dialog || around(event, "[data-close-preview]")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = across(event.key);
    if (!step || links.length < 2) return;
    event.preventDefault();
    turn(step);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    (links[place].isConnected ? links[place] : link).focus({ preventScroll: true });
  });
  turn(0);
  present(dialog);
}

/**
 * @param {HTMLElement} dialog
 * @param {HTMLElement} link
 * @param {string} where which of how many
 */
function draw(dialog, link, where) {
  const name = link.textContent.trim();
  const address = link.getAttribute("href") ?? "";
  the("h2", dialog).textContent = name;
  the("[role=status]", dialog).textContent = where;
  the("a[download]", dialog).setAttribute("href", address);
  const shown = link.dataset.preview === "pdf" ? make("iframe", { src: address, title: name })
    : picture(address, name);
  the(".preview-body", dialog).replaceChildren(shown);
}

/**
 * @param {string} src
 * @param {string} alt
 */
function picture(src, alt) {
  const image = make("img", { src, alt });
  image.addEventListener("error", () => {
    const textContent = t("This picture cannot be shown. Download it instead.");
    image.replaceWith(make("p", { className: "problem", textContent }));
  });
  return image;
}
