// The note of a record: its checkboxes, its editor.
// It imports shell and elements.
import "./note.js";
