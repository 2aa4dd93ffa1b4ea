// The line at the foot: what was just done, with its undo; gone after eight seconds.
const STAY = 8000;
const toast = document.getElementById("toast");
let timer;

/** Says a sentence, with buttons `[[words, act], …]`. */
export function say(words, ways = []) {
  if (!toast) return;
  const line = document.createElement("div");
  line.className = "toast";
  const text = document.createElement("span");
  text.textContent = words;
  line.append(text, ...ways.map(button));
  toast.replaceChildren(line);
}

function button([words, act]) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn-text", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function count() {
  clearTimeout(timer);
  if (toast.matches(":hover") || toast.contains(document.activeElement)) return;
  if (toast.firstElementChild) timer = setTimeout(() => toast.replaceChildren(), STAY);
}

if (toast) {
  new MutationObserver(count).observe(toast, { childList: true });
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, () => setTimeout(count));
  for (const name of ["pointerenter", "focusin"]) {
    toast.addEventListener(name, () => clearTimeout(timer));
  }
  toast.addEventListener("click", ({ target }) => {
    if (target.closest("[data-dismiss]")) target.closest(".toast").remove();
  });
  count();
}
