// Linking a record that exists: a search box in place of its button, and the list under it.
import { find } from "../cells/finder.js";
import { make } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { write } from "../shell/ask.js";

on("click", "[data-loose]", (button) => {
  const input = make("input", {
    className: "input loose",
    autocomplete: "off",
    placeholder: t("Search…"),
    role: "combobox",
    "aria-label": button.getAttribute("aria-label") ?? "",
    "aria-autocomplete": "list",
  });
  input.dataset.targets = button.dataset.loose;
  button.hidden = true;
  button.after(input);
  const leave = () => {
    const hadFocus = document.activeElement === input;
    button.hidden = false;
    input.remove();
    if (hadFocus) button.focus({ preventScroll: true });
  };
  input.focus();
  find(input, ({ dataset: { address, value = "", opened = "" } }) => {
    if (address) write(address, { value, opened }, { at: button });
  }, { onLeave: leave });
});
