// Linking a record that exists: a search box in place of its button, and the list under it.
import { isDone, offers, sentence } from "../shell/answer.js";
import { find } from "../cells/finder.js";
import { draw, send } from "../shell/send.js";
import { say } from "../shell/toast.js";

/** Opens the search in place of a button that names the address of the list. */
export function openSearch(button) {
  const input = document.createElement("input");
  const name = button.getAttribute("aria-label");
  Object.assign(input, { className: "input loose", autocomplete: "off", placeholder: "Search…" });
  input.dataset.targets = button.dataset.loose;
  for (const [key, value] of [["role", "combobox"], ["aria-label", name], ["aria-autocomplete", "list"]]) {
    input.setAttribute(key, value);
  }
  button.hidden = true;
  button.after(input);
  const leave = () => {
    const hadFocus = document.activeElement === input;
    button.hidden = false;
    input.remove();
    if (hadFocus) button.focus({ preventScroll: true });
  };
  input.focus();
  find(input, ({ dataset }) => dataset.address && link(button, dataset), leave);
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
