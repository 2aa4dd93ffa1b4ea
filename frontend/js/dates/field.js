// A field of a form that holds a date: the month opens under it by a click, by typing and by the arrow down.
import { first } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { isMorphing } from "../wire/morph.js";
import { DatePicker } from "./picker.js";
import { dateIn } from "./written.js";

const FIELD = "input[data-date]";

/**
 * The field at the other end of a stretch: the one that this ends, or that ends this.
 * @param {HTMLInputElement} field
 */
function ends({ form, name, dataset: { after } }) {
  /** @type {(attribute: string, value: string) => HTMLInputElement | null} */
  const other = (attribute, value) => form && first(`[${attribute}="${CSS.escape(value)}"]`, form, HTMLInputElement);
  return after ? { begins: other("name", after), end: null } : { begins: null, end: other("data-after", name) };
}

/** @param {HTMLInputElement} field */
function open(field) {
  if (field.ariaExpanded === "true" || field.readOnly) return null;
  const { begins, end } = ends(field);
  const ended = new AbortController();
  const { signal } = ended;
  const close = () => {
    ended.abort();
    picker.close();
  };
  const isTimed = field.dataset.date === "instant";
  const from = begins ? dateIn(begins.value).day : "";
  const until = end ? dateIn(end.value).day : "";
  const picker = new DatePicker(field, {
    isTimed,
    from: from && isTimed ? `${from} ${clockOf(begins)}`.trim() : from,
    until,
    onPick() {
      close();
      if (!end || isTimed || dateIn(end.value).day >= dateIn(field.value).day) return;
      end.focus();
      open(end);
    },
  });
  field.addEventListener("input", ({ isTrusted }) => isTrusted && picker.typed(), { signal });
  field.addEventListener("blur", () => isMorphing() || close(), { signal });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (picker.steer(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter") close();
  }, { signal });
  return picker;
}

/** @param {HTMLInputElement | null} field */
function clockOf(field) {
  const match = /(\d{1,2}):(\d\d)(?:\s*([AP])M)?/.exec(field ? dateIn(field.value).rest : "");
  if (!match) return "";
  const hour = match[3] ? Number(match[1]) % 12 + (match[3] === "P" ? 12 : 0) : Number(match[1]);
  return `${String(hour).padStart(2, "0")}:${match[2]}`;
}

for (const name of /** @type {const} */ (["click", "input", "keydown"])) {
  on(name, FIELD, (field, event) => {
    const isOpening = !(event instanceof KeyboardEvent) || event.key === "ArrowDown";
    if (!(field instanceof HTMLInputElement) || !isOpening || !event.isTrusted) return;
    const picker = open(field);
    if (picker && event instanceof KeyboardEvent && picker.steer(event)) event.preventDefault();
  });
}
