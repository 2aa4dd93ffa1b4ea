// The layout calendar: entries are moved between days, and stretched.
// It imports cells and shell.
import "./entries.js";
