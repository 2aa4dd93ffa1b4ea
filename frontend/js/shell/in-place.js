// Forms whose fields are each saved as one leaves them; what is refused stays, with the sentence.
import { button, closest, first, make } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { isDone, sentence } from "../wire/answer.js";
import { busy } from "../wire/busy.js";
import { settle } from "../wire/morph.js";
import { draw, send } from "../wire/send.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @type {WeakMap<Field, number>} */
const times = new WeakMap(); // how often each was sent: the last counts

on("change", "form[data-in-place] [name]", (field) => save(/** @type {Field} */ (field)));
on("submit", "form[data-in-place]", (_, event) => event.preventDefault());

/** @param {Field} field */
function save(field) {
  const { form, name, dataset } = field;
  const value = dataset.key ?? field.value;
  if (!form) return;
  const time = (times.get(field) ?? 0) + 1;
  times.set(field, time);
  const asked = () => {
    const before = first(`[name="initial-${name}"]`, form, HTMLInputElement)?.value ?? "";
    return { [name]: value, [`initial-${name}`]: before };
  };
  busy(send(form.action, asked, (answer) => {
    const isLast = times.get(field) === time;
    if (isLast) say(field, isDone(answer) ? "" : sentence(answer), answer.status);
    if (!isDone(answer)) return;
    if (isLast && (dataset.key ?? field.value) === value) settle(field);
    draw(answer.html);
  }), t("Saving"));
}

/**
 * Says at a field why it was refused, or nothing.
 * @param {Field} field
 * @param {string} words
 * @param {number} status
 */
function say(field, words, status) {
  const place = closest(".field", field);
  if (!place) return;
  first(".problems", place)?.remove();
  place.classList.toggle("refused", words !== "");
  field.toggleAttribute("aria-invalid", false);
  if (!words) return;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `problem-${field.name}`);
  const said = make("div", { className: "problems", id: `problem-${field.name}`, role: "alert" }, make("p", { textContent: words }));
  const isUnheard = status === 0 || status === 401 || status >= 500;
  const again = button(t("Try again"), "btn btn-small", () => save(field));
  if (status === 0) again.dataset.unheard = "";
  if (isUnheard) said.append(again);
  place.append(said);
}
