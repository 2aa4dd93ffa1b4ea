// What every page has: writing and reading, drawing the answer, forms, dialogs, the line at the foot.
// It imports elements.
import "./htmx.js";
import "./morph.js";
import "./form.js";
import "./unsaved.js";
import "./in-place.js";
import "./navigate.js";
import "./confirm.js";
import "./dialog.js";
import "./undo.js";
import "./toolbar.js";
import "./shortcuts.js";
import "./toast.js";
