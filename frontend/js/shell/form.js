// Forms sent by htmx: one at a time, and a refusal shown at its fields.
import { isAccepted, offers, parse, sentence } from "./answer.js";
import { isSignIn, refresh } from "./send.js";
import { say } from "./toast.js";
import { wait } from "./wait.js";

const asked = new WeakMap(); // the address at which each request was made

document.addEventListener("submit", (event) => {
  if (event.target.ariaBusy !== "true") return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  asked.set(detail.xhr, location.href);
  wait(new Promise((done) => detail.xhr.addEventListener("loadend", done)), "Saving");
  detail.elt.setAttribute("aria-busy", "true");
  if (detail.elt instanceof HTMLFormElement) clear(detail.elt);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { responseURL } = detail.xhr;
  if (isSignIn(Boolean(responseURL), responseURL)) {
    detail.shouldSwap = false;
    report(detail.requestConfig.elt, { status: 401, html: "" });
  } else if (isAccepted(detail) && detail.target.id === "main" && asked.get(detail.xhr) !== location.href) {
    detail.shouldSwap = false; // it is of another look at the page
    refresh();
  }
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  detail.elt.removeAttribute("aria-busy");
  const { status, responseText: html } = detail.xhr;
  if (status >= 200 && status < 400) return;
  report(detail.elt, { status, html });
});

function report(element, answer) {
  const slot = element.querySelector?.(".problems");
  const offered = ways(element, answer);
  if (!slot || offered.length) return say(sentence(answer), offered);
  const found = [...parse(answer.html).querySelectorAll(".problems > li")];
  const list = document.createElement("ul");
  list.append(...(found.length ? found : [line(sentence(answer))]));
  slot.replaceChildren(list);
  for (const [place, problem] of found.entries()) mark(element, problem, place);
  element.querySelector("[aria-invalid=true]")?.focus();
}

// The same form once more, with what the server offered.
function ways(form, answer) {
  if (!(form instanceof HTMLFormElement)) return [];
  return offers(answer).map(([words, more]) => [words, () => {
    for (const [name, value] of Object.entries(more)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    delete form.dataset.confirm;
    form.requestSubmit();
  }]);
}

function line(words) {
  const problem = document.createElement("li");
  problem.textContent = words;
  return problem;
}

function mark(form, problem, place) {
  const field = form.elements.namedItem(problem.dataset.field ?? "");
  if (!(field instanceof Element)) return;
  problem.id = `problem-${form.id}-${place}`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", problem.id);
}

function clear(form) {
  form.querySelector(".problems")?.replaceChildren();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

document.addEventListener("input", ({ target }) => {
  if (target.form && target.ariaInvalid === "true") target.removeAttribute("aria-invalid");
});
