// The page of an invoice. It imports cells, shell and elements.
import "./lines.js";
