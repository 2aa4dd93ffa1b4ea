// The names of the chosen files, and the look of a zone that a file is held over. Where the input
// carries `data-send`, its form goes off at once; a whole `.droppable` takes files for the form in it.
import { first } from "../elements/element.js";
import { around } from "../elements/listen.js";
import { t, tn } from "../elements/words.js";
import { onAccepted } from "../wire/answer.js";
import { say } from "../shell/toast.js";

const TYPING = "input, textarea, select, [contenteditable]";

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.files?.length) return;
  const name = target.closest(".dropzone")?.querySelector(".dropzone-name");
  if (!name) return;
  const { files } = target;
  name.textContent = files.length === 1 ? files[0].name
    : tn("{count} file", "{count} files", files.length);
  if ("send" in target.dataset) target.form?.requestSubmit();
});

/** @param {DragEvent} event */
const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

/**
 * Where a file that is held here would go: a zone of its own, else the record, else the tray.
 * @param {Event} event
 */
function zoneAt(event) {
  const zone = around(event, ".dropzone");
  if (zone) return zone;
  const record = around(event, ".droppable");
  if (record?.querySelector(".dropzone [data-send]")) return record;
  return first(".dropzone:has([data-tray])"); // it takes what is let go anywhere on its page
}

/** @type {HTMLElement | null} */
let lit = null;

/** @param {HTMLElement | null} zone */
function light(zone) {
  if (lit === zone) return;
  lit?.classList.remove("over");
  zone?.classList.add("over");
  lit = zone;
}

document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer || !hasFiles(event)) return;
  const zone = zoneAt(event);
  light(zone);
  // A file that is let go beside a zone would take the place of the page.
  event.preventDefault();
  event.dataTransfer.dropEffect = zone ? "copy" : "none";
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) light(null);
});

document.addEventListener("drop", (event) => {
  if (!event.dataTransfer || !hasFiles(event)) return;
  light(null);
  event.preventDefault();
  give(zoneAt(event), event.dataTransfer.files);
});

/**
 * @param {HTMLElement | null} zone
 * @param {FileList} files
 */
function give(zone, files) {
  const input = zone && first("input[type=file]", zone, HTMLInputElement);
  if (!input) return;
  if (input.form?.ariaBusy === "true") {
    const names = [...files].map(({ name }) => `“${name}”`).join(", ");
    say(t("Not added: {names}. Add more once the upload before is done.", { names }));
    return;
  }
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

// A picture that is pasted is a file too; what else is pasted on a record is no row of the list
// behind it.
document.addEventListener("paste", (event) => {
  const zone = zoneAt(event);
  if (!zone || around(event, `${TYPING}, td.cell`)) return;
  event.stopPropagation();
  if (event.clipboardData?.files.length) give(zone, event.clipboardData.files);
}, true);

// What was sent is no longer chosen, so that the same file can be chosen again. A form that its own
// answer took away is drawn anew.
onAccepted((form) => {
  if (!(form instanceof HTMLFormElement) || !form.isConnected) return;
  if (!form.querySelector(".dropzone [data-send]")) return;
  form.reset();
  const name = first(".dropzone-name", form);
  if (name) name.textContent = t("Add files");
});
