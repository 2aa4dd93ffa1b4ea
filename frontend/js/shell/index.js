// What every page has: asking and saying, forms, dialogs, the way to another page, the line at the foot.
// It imports wire and elements.
import "./form.js";
import "./unsaved.js";
import "./in-place.js";
import "./navigate.js";
import "./confirm.js";
import "./dialog.js";
import "./copy.js";
import "./undo.js";
import "./toolbar.js";
import "./shortcuts.js";
import "./toast.js";
import "./offline.js";
