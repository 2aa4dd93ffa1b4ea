// Editing in place: the cell, its editors and choices, saving it; and the small forms that add a record.
// It imports dates, shell, wire and elements.
import "./cell.js";
import "./composer.js";
import "./exchange.js";
import "./link-field.js";
