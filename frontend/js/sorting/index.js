// Bank lines sorted by keys: up and down, Enter accepts, a letter says what a line is. It imports shell and elements.
import { all, first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, isModified, on, onDrawn } from "../elements/listen.js";
import { openDialog } from "../shell/dialog.js";

const LINE = ".sorting-line";
const TYPING = "input, textarea, select, [contenteditable=true], dialog, button, a";
/** @type {Record<string, string>} the field of the form to which a shortcut leads */
const FIELDS = { category: "category", invoice: "invoice", transfer: "transfer_to" };
let place = -1; // of the line that has the focus; where it goes, the next one stands there

/** @param {number} wanted */
function stand(wanted) {
  const lines = all(LINE);
  const line = lines[Math.max(0, Math.min(wanted, lines.length - 1))];
  if (!line) return;
  place = lines.indexOf(line);
  line.focus();
  line.scrollIntoView({ block: "nearest" });
}

/**
 * Leads to a field of the form that says what a line is; what is chosen there is said at once.
 * @param {HTMLElement} line
 * @param {string} field
 */
async function choose(line, field) {
  const button = first("[data-choose]", line);
  if (!button) return;
  await openDialog(button.dataset.dialog, button.getAttribute("aria-label") ?? "", button);
  const asked = first(`dialog.dialog[open] [name="${field}"], dialog.dialog[open] [data-name="${field}"]`);
  asked?.focus();
  asked?.addEventListener("change", () => asked.dataset.key && asked.closest("form")?.requestSubmit());
}

/**
 * What a key does with a line, or nothing.
 * @param {HTMLElement} line
 * @param {KeyboardEvent} event
 */
function act(line, event) {
  if (pressed(event, "accept")) {
    const form = first("form[data-accept]", line, HTMLFormElement);
    return () => form ? form.requestSubmit() : choose(line, "category");
  }
  if (pressed(event, "ignore")) return () => first("form[data-ignore]", line, HTMLFormElement)?.requestSubmit();
  if (pressed(event, "rule")) return () => first("[data-rule]", line)?.click();
  const own = all("[data-shortcut]", line).find(({ dataset }) => pressed(event, dataset.shortcut ?? ""));
  if (own) return () => own.click();
  const field = Object.keys(FIELDS).find((name) => pressed(event, name));
  return field ? () => choose(line, FIELDS[field]) : null;
}

on("click", "[data-another-part]", (button) => {
  const template = first("template", button.closest("form") ?? document, HTMLTemplateElement);
  if (!template) return;
  template.before(template.content.cloneNode(true));
  first("input", /** @type {HTMLElement} */ (template.previousElementSibling))?.focus();
});

on("focusin", LINE, (line) => {
  place = all(LINE).indexOf(line);
});

document.addEventListener("keydown", (event) => {
  if (!first(".sorting") || isModified(event) || event.shiftKey) return;
  const line = around(event, LINE);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step && (line || event.target === document.body)) {
    event.preventDefault();
    stand(line ? place + step : Math.max(place, 0));
    return;
  }
  if (!line || (event.target !== line && around(event, TYPING))) return;
  const done = act(line, event);
  if (!done) return;
  event.preventDefault();
  done();
});

// The line that had the focus is sorted: the next one has it.
onDrawn(() => {
  const isLost = !document.activeElement || document.activeElement === document.body;
  if (place >= 0 && isLost && first(".sorting")) stand(place);
});
