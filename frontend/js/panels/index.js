// The panels in which a list is filtered, sorted and its properties are shown.
// It imports cells, shell, wire and elements.
import "./panel.js";
import "./conditions.js";
