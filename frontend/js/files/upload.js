// How far an upload is, in numbers, and the way to stop it.
import htmx from "htmx.org";
import { say } from "../shell/toast.js";

const PATIENCE = 400;

let begun = 0;

document.addEventListener("htmx:xhr:loadstart", () => {
  begun = performance.now();
});

document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const box = target.querySelector?.(".upload");
  if (!box || !detail.lengthComputable || performance.now() - begun < PATIENCE) return;
  box.hidden = false;
  const [done, all] = [detail.loaded, detail.total];
  box.querySelector("progress").value = (100 * done) / all;
  box.querySelector("[role=status]").textContent = done < all
    ? `${Math.round(done / 1e6)} of ${Math.round(all / 1e6)} MB`
    : "Storing…";
});

document.addEventListener("click", ({ target }) => {
  const form = target.closest(".upload [data-cancel]")?.closest("form");
  if (!form) return;
  htmx.trigger(form, "htmx:abort");
  form.querySelector(".problems").replaceChildren(); // nothing went wrong
  say("The upload was stopped. Nothing was added.");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const box = detail.elt.querySelector?.(".upload");
  if (box) box.hidden = true;
});
