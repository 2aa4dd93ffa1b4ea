// Setting the program up.
// It imports cells, shell, wire and elements.
import "./time-zone.js";
