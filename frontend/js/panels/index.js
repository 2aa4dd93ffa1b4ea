// The panels in which a list is filtered, sorted and its properties are shown.
// It imports cells and shell.
import "./panel.js";
