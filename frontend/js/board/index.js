// The layout board: cards are moved between columns.
// It imports cells, shell and elements.
import "./cards.js";
import "./columns.js";
import "./keys.js";
