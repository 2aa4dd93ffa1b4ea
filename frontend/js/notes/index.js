// The note of a record: its checkboxes, its editor.
// It imports shell, wire and elements.
import "./note.js";
