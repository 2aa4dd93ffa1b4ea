// How htmx sends and takes answers: nothing is evaluated, and a refusal is no page.
import htmx from "htmx.org";
import { answered, nameOf } from "./once.js";
import { inSightHeaders, token } from "./send.js";

/** @type {WeakMap<object, [mark: string, name: string]>} what each request sends */
const sent = new WeakMap();

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
  if (detail.verb === "get") return;
  const mark = `${detail.path} ${JSON.stringify([...detail.formData])}`;
  const name = nameOf(mark);
  detail.headers["Idempotency-Key"] = name;
  sent.set(detail.headers, [mark, name]);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const of = sent.get(detail.requestConfig.headers);
  if (of) answered(...of, detail.xhr.status);
});
