// A form with `data-confirm` asks first, in a dialog whose button says what happens.
let agreed = null;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm) return;
  if (agreed === form) {
    agreed = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(form, event.submitter);
}, true);

function ask(form, submitter) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-words");
  const words = document.createElement("p");
  words.id = "confirm-words";
  words.textContent = form.dataset.confirm;
  const actions = document.createElement("div");
  actions.className = "actions";
  const keep = button(form.dataset.confirmKeep ?? "Go back", "btn");
  const act = button(submitter?.textContent.trim() || "Continue", "btn btn-primary");
  act.classList.toggle("btn-danger", submitter?.matches(".btn-danger") ?? false);
  keep.addEventListener("click", () => dialog.close());
  act.addEventListener("click", () => {
    dialog.close();
    agreed = form;
    form.requestSubmit(submitter);
  });
  actions.append(keep, act);
  dialog.append(words, actions);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function button(words, className) {
  const made = document.createElement("button");
  return Object.assign(made, { type: "button", className, textContent: words });
}
