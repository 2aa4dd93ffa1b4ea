// The note of a record: its checkboxes, its editor.
// It imports shell.
import "./note.js";
