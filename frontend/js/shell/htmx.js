// How htmx sends and takes answers: nothing is evaluated, and a refusal is no page.
import htmx from "htmx.org";
import { inSightHeaders, token } from "./send.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  defaultSettleDelay: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409|422", swap: false, error: false },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  Object.assign(detail.headers, { "X-CSRFToken": token(), ...inSightHeaders() });
  // That of the page may be an older one, which Django would believe rather than the header.
  detail.formData.delete("csrfmiddlewaretoken");
});
