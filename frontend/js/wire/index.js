// To the server and back: what is sent, what comes back, drawing it over the page, waiting for it.
// It imports elements.
import "./htmx.js";
import "./morph.js";
