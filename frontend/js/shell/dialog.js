// Forms that are fetched when they are asked for, each in a dialog: closed once its answer is drawn.
import htmx from "htmx.org";
import { isAccepted, isDone, unread } from "./answer.js";
import { read } from "./send.js";
import { say } from "./toast.js";
import { wait } from "./wait.js";

async function open(button) {
  if (button.ariaBusy === "true") return;
  button.setAttribute("aria-busy", "true");
  const answer = await wait(read(button.dataset.dialog), "Loading");
  button.removeAttribute("aria-busy");
  if (!isDone(answer)) {
    say(unread(answer));
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", button.getAttribute("aria-label") ?? button.textContent.trim());
  dialog.innerHTML = answer.html;
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => target.closest("[data-shut]") && dialog.close());
  document.body.append(dialog);
  htmx.process(dialog);
  dialog.showModal();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-dialog]");
  if (button) open(button);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (isAccepted(detail)) detail.requestConfig.elt.closest("dialog")?.close();
});

addEventListener("popstate", () => document.querySelector("body > dialog.dialog")?.close());
