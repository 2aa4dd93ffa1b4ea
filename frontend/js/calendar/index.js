// The layout calendar: entries are moved between days, and stretched.
// It imports cells, shell, wire and elements.
import "./entries.js";
import "./hours.js";
import "./making.js";
import "./pull.js";
