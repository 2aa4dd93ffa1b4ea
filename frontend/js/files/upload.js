// How far an upload is, in numbers, and the way to stop it.
import htmx from "htmx.org";
import { first, the } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { say } from "../shell/toast.js";

const PATIENCE = 400;

let begun = 0;

document.addEventListener("htmx:xhr:loadstart", () => {
  begun = performance.now();
});

document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const box = target instanceof Element ? first(".upload", target) : null;
  if (!box || !detail.lengthComputable || performance.now() - begun < PATIENCE) return;
  box.hidden = false;
  const { loaded, total } = detail;
  the("progress", box, HTMLProgressElement).value = (100 * loaded) / total;
  the("[role=status]", box).textContent = loaded < total
    ? t("{done} of {all} MB", { done: Math.round(loaded / 1e6), all: Math.round(total / 1e6) })
    : t("Storing…");
});

on("click", ".upload [data-cancel]", (button) => {
  const form = button.closest("form");
  if (!form) return;
  htmx.trigger(form, "htmx:abort");
  form.querySelector(".problems")?.replaceChildren(); // nothing went wrong
  say(t("The upload was stopped. Nothing was added."));
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const box = first(".upload", detail.elt);
  if (box) box.hidden = true;
});
