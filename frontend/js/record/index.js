// One record: the look at it beside another page, and what is added and linked to it.
// It imports cells and shell.
import "./add-related.js";
import "./peek.js";
