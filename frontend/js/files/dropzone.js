// The names of the chosen files, and the look of a zone that a file is held over. Where the input
// carries `data-send`, its form goes off at once; a whole `.droppable` takes files for the form in it.
import { isAccepted } from "../shell/answer.js";
import { say } from "../shell/toast.js";

document.addEventListener("change", ({ target }) => {
  const name = target.closest(".dropzone")?.querySelector(".dropzone-name");
  const { length } = target.files ?? [];
  if (!name || !length) return;
  name.textContent = length === 1 ? target.files[0].name : `${length} files`;
  if ("send" in target.dataset) target.form.requestSubmit();
});

const TYPING = "input, textarea, select, [contenteditable]";

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

/** Where a file that is held here would go: a zone of its own, else the record. */
function zoneAt(target) {
  const zone = target.closest?.(".dropzone");
  if (zone) return zone;
  const record = target.closest?.(".droppable");
  return record?.querySelector(".dropzone [data-send]") ? record : null;
}

let lit = null;

function light(zone) {
  if (lit === zone) return;
  lit?.classList.remove("over");
  zone?.classList.add("over");
  lit = zone;
}

document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  const zone = zoneAt(event.target);
  light(zone);
  // A file that is let go beside a zone would take the place of the page.
  event.preventDefault();
  event.dataTransfer.dropEffect = zone ? "copy" : "none";
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) light(null);
});

document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  light(null);
  event.preventDefault();
  give(zoneAt(event.target), event.dataTransfer.files);
});

function give(zone, files) {
  const input = zone?.querySelector("input[type=file]");
  if (!input) return;
  if (input.form.ariaBusy === "true") {
    const names = [...files].map(({ name }) => `“${name}”`).join(", ");
    say(`Not added: ${names}. Add more once the upload before is done.`);
    return;
  }
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

// A picture that is pasted is a file too; what else is pasted on a record is no row of the list
// behind it.
document.addEventListener("paste", (event) => {
  const zone = zoneAt(event.target);
  if (!zone || event.target.closest(`${TYPING}, td.cell`)) return;
  event.stopPropagation();
  if (event.clipboardData.files.length) give(zone, event.clipboardData.files);
}, true);

// What was sent is no longer chosen, so that the same file can be chosen again.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  // A form that its own answer took away is told of by the page.
  if (!(detail.elt instanceof HTMLFormElement)) return;
  if (!detail.elt.querySelector(".dropzone [data-send]") || !isAccepted(detail)) return;
  detail.elt.reset();
  const name = detail.elt.querySelector(".dropzone-name");
  if (name) name.textContent = "Add files";
});
