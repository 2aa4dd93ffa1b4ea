// The layout board: cards are moved between columns.
// It imports cells and shell.
import "./cards.js";
