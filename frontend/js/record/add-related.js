// Adding to the small tables of a record: a form that is fetched when it is asked for, and the
// records that exist and are not linked yet.
import htmx from "htmx.org";
import { isAccepted, isDone, unread } from "../shell/answer.js";
import { openSearch } from "./link-existing.js";
import { read } from "../shell/send.js";
import { say } from "../shell/toast.js";

document.addEventListener("click", ({ target }) => {
  const adding = target.closest("[data-new]");
  if (adding) unfold(adding);
  const linking = target.closest("[data-loose]");
  if (linking) openSearch(linking);
});

async function unfold(button) {
  const slot = document.getElementById(button.dataset.slot);
  if (slot.firstElementChild) {
    fold(slot);
    return;
  }
  if (button.ariaBusy === "true") return;
  button.setAttribute("aria-busy", "true");
  const answer = await read(button.dataset.new);
  button.removeAttribute("aria-busy");
  if (!isDone(answer)) {
    say(unread(answer));
    return;
  }
  slot.innerHTML = answer.html;
  const made = slot.firstElementChild;
  made.id = `${slot.id}-form`;
  htmx.process(made);
  button.setAttribute("aria-expanded", "true");
  made.querySelector(":is(input:not([type=hidden]), select, textarea)")?.focus();
}

function fold(slot) {
  slot.replaceChildren();
  const button = document.querySelector(`[data-slot="${slot.id}"]`);
  button?.setAttribute("aria-expanded", "false");
  button?.focus({ preventScroll: true });
}

// Before the composers' own listeners: a form in a slot is taken away, not hidden.
document.addEventListener("click", (event) => {
  const slot = event.target.closest?.(".slot [data-close]")?.closest(".slot");
  if (!slot) return;
  event.stopPropagation();
  fold(slot);
}, true);

document.addEventListener("keydown", (event) => {
  const slot = event.key === "Escape" && event.target.closest?.(".slot");
  if (!slot) return;
  event.stopPropagation();
  event.preventDefault();
  fold(slot);
}, true);

// What was sent is done: the way to the next one is at hand. (The form itself is gone by then.)
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const [, name] = /^(.+)-form$/.exec(detail.requestConfig?.elt.id ?? "") ?? [];
  const slot = name && document.getElementById(name);
  if (slot?.matches(".slot") && isAccepted(detail)) fold(slot);
});
