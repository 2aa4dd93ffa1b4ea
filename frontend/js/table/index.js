// The layout table: rows that load on, heads, chosen cells, the clipboard, picked rows.
// It imports cells and shell.
import "./grid.js";
import "./rows.js";
import "./columns.js";
import "./range.js";
import "./clipboard.js";
import "./picks.js";
