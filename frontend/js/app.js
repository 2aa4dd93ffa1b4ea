import htmx from "htmx.org";
import "./morph.js";
import "./cell.js";
import "./board.js";
import "./calendar.js";
import "./grid.js";
import "./rows.js";
import "./columns.js";
import "./range.js";
import "./clipboard.js";
import "./picks.js";
import "./form.js";
import "./composer.js";
import "./go.js";
import "./panel.js";
import "./confirm.js";
import "./dialog.js";
import "./undo.js";
import "./toast.js";
import "./dropzone.js";
import "./upload.js";
import "./preview.js";
import "./adding.js";
import "./note.js";
import "./peek.js";
import { seen, token } from "./send.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  defaultSettleDelay: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409|422", swap: false, error: false },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  Object.assign(detail.headers, { "X-CSRFToken": token(), ...seen() });
  // That of the page may be an older one, which Django would believe rather than the header.
  detail.formData.delete("csrfmiddlewaretoken");
});
