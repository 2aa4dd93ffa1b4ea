// The layout board: cards are moved between columns.
// It imports cells, shell, wire and elements.
import "./cards.js";
import "./columns.js";
import "./keys.js";
