// The files of a record, and of an import: the zone that takes them, uploads, previews.
// It imports shell, wire and elements.
import "./dropzone.js";
import "./upload.js";
import "./preview.js";
