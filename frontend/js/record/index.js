// One record: the look at it beside another page, and what is added and linked to it.
// It imports cells, shell, wire and elements.
import "./add-related.js";
import "./link-existing.js";
import "./menu.js";
import "./peek.js";
import "./peek-steps.js";
import "./peek-width.js";
import "./rows-form.js";
