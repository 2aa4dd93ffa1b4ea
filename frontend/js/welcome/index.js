// Setting the program up.
// It imports cells, shell and elements.
import "./time-zone.js";
