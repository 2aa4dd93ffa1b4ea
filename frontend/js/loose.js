// Linking a record that exists: a search box in place of its button, and the list under it.
import { isDone, offers, sentence } from "./answer.js";
import { Choices } from "./choices.js";
import { isMorphing } from "./morph.js";
import { draw, send } from "./send.js";
import { say } from "./toast.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Opens the search over a button that names the address of the list. */
export function openLoose(button) {
  const input = document.createElement("input");
  Object.assign(input, { className: "input loose", autocomplete: "off", placeholder: "Search…" });
  const name = button.getAttribute("aria-label");
  const attributes = {
    role: "combobox",
    "aria-label": name,
    "aria-expanded": "true",
    "aria-controls": "choices",
    "aria-autocomplete": "list",
  };
  for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
  button.hidden = true;
  button.after(input);
  let isOpen = true;

  const finish = (option) => {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = document.activeElement === input;
    choices.close();
    input.remove();
    button.hidden = false;
    if (hadFocus) button.focus({ preventScroll: true });
    if (option?.dataset.address) link(button, option.dataset);
  };
  // The list asks the button's address, as a cell's list asks the cell's.
  const place = { dataset: { cell: button.dataset.loose, label: name } };
  const choices = new Choices(place, input, finish);

  input.addEventListener("input", () => choices.later());
  input.addEventListener("keydown", async (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key in STEPS) choices.move(STEPS[event.key]);
    else if (event.key === "Escape") finish(null);
    else if (event.key === "Enter") {
      event.preventDefault();
      await choices.now();
      finish(choices.active);
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    if (!isMorphing()) finish(null);
  });
  input.focus();
}

async function link(button, { address, value, opened }, more = {}) {
  button.setAttribute("aria-busy", "true");
  const answer = await send(address, { value, opened, ...more });
  button.removeAttribute("aria-busy");
  if (isDone(answer)) {
    draw(answer.html);
    return;
  }
  const again = (values) => () => link(button, { address, value, opened }, values);
  say(sentence(answer), offers(answer).map(([words, values]) => [words, again(values)]));
}
