// Forms that are fetched when they are asked for, each in a dialog: closed once its answer is drawn.
import htmx from "htmx.org";
import { isSignIn } from "./send.js";
import { say } from "./toast.js";
import { wait } from "./wait.js";

async function open(button) {
  const html = await wait(ask(button.dataset.dialog), "Loading");
  if (html === null) return;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", button.getAttribute("aria-label") ?? button.textContent.trim());
  dialog.innerHTML = html;
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => target.closest("[data-shut]") && dialog.close());
  document.body.append(dialog);
  htmx.process(dialog);
  dialog.showModal();
}

async function ask(address) {
  try {
    const response = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!response.ok || isSignIn(response.redirected, response.url)) throw new Error("refused");
    return await response.text();
  } catch {
    say("This could not be loaded. Try again.");
    return null;
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-dialog]");
  if (button) open(button);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { status } = detail.xhr;
  if (status >= 200 && status < 300) detail.requestConfig.elt.closest("dialog")?.close();
});
