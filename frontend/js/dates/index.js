// Dates: how the workspace writes them, the month under a field, and the fields of forms that hold one.
// It imports shell, wire and elements.
import "./field.js";
