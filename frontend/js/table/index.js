// The layout table: rows that load on, heads, chosen cells, the clipboard, picked rows.
// It imports cells, shell, wire and elements.
import "./steady.js";
import "./rows.js";
import "./feet.js";
import "./columns.js";
import "./folds.js";
import "./range.js";
import "./clipboard.js";
import "./picks.js";
import "./grid.js";
