// Receipts dropped, chosen or photographed: each file is sent by itself and says how far it is; what
// arrived is taken as one change. It imports shell, wire and elements.
import { all, button, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { isDone, sentence } from "../wire/answer.js";
import { draw, isSignIn, send, token } from "../wire/send.js";

/** @typedef {{ file: File, row: HTMLElement }} Sent */

/** @type {Sent[]} */
const waiting = [];
/** @type {{ token: string, row: HTMLElement }[]} */
let kept = [];
let isSending = false;

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !("tray" in target.dataset)) return;
  const largest = Number(first("#tray-drop")?.dataset.largest ?? Infinity);
  for (const file of target.files ?? []) queue(file, largest);
  target.value = ""; // the same file can be chosen again
  sendAll();
});

/**
 * @param {File} file
 * @param {number} largest bytes
 */
function queue(file, largest) {
  const row = make("li", {}, make("span", { className: "list-title", textContent: file.name }),
    make("progress", { className: "bar", max: 100, value: 0, "aria-label": t("Uploaded") }),
    make("span", { className: "caption num", role: "status", textContent: t("Waits") }));
  first("#tray-uploads")?.append(row);
  if (file.size <= largest) waiting.push({ file, row });
  else refuse(row, t("This file is {size} MB; 25 MB fit.", { size: Math.ceil(file.size / 1e6) }));
}

async function sendAll() {
  if (isSending) return;
  isSending = true;
  for (let one = waiting.shift(); one; one = waiting.shift()) await sendOne(one);
  isSending = false;
  if (kept.length) await take();
}

/** @param {Sent} sent */
async function sendOne({ file, row }) {
  const answer = await upload(file, row);
  if (isDone(answer)) {
    kept.push({ token: JSON.parse(answer.html).token, row });
    tell(row, t("Read"));
    return;
  }
  const again = [413, 422].includes(answer.status) ? null : () => {
    tell(row, t("Waits"));
    waiting.push({ file, row });
    sendAll();
  };
  refuse(row, sentence(answer), again);
}

/**
 * @param {File} file
 * @param {HTMLElement} row
 * @returns {Promise<import("../wire/send.js").Answer>}
 */
function upload(file, row) {
  const body = new FormData();
  body.append("files", file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/receipts/keep/");
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = ({ loaded, total }) => {
      const bar = first("progress", row, HTMLProgressElement);
      if (bar) bar.value = (100 * loaded) / total;
      tell(row, loaded < total ? t("On its way") : t("Is read"));
    };
    request.onload = () => {
      const isOut = isSignIn(request.responseURL !== "", request.responseURL);
      done({ status: isOut ? 401 : request.status, html: request.responseText });
    };
    request.onerror = () => done({ status: 0, html: "" });
    request.send(body);
  });
}

/** All that arrived, as one change. */
async function take() {
  const taken = kept;
  kept = [];
  const answer = await send("/receipts/add/", { token: taken.map((one) => one.token).join(" ") });
  if (isDone(answer)) {
    for (const { row } of taken) row.remove();
    if (first("#tray-drop")) draw(answer.html);
    return;
  }
  for (const one of taken) {
    refuse(one.row, sentence(answer), () => {
      kept.push(one);
      tell(one.row, t("Read"));
      take();
    });
  }
}

/**
 * @param {HTMLElement} row
 * @param {string} words
 */
function tell(row, words) {
  for (const old of all("button", row)) old.remove();
  row.classList.remove("refused");
  const status = first("[role=status]", row);
  if (status) status.textContent = words;
}

/**
 * A file that was not taken, why, and what can be done about it; the others go on.
 * @param {HTMLElement} row
 * @param {string} words
 * @param {(() => void) | null} [again]
 */
function refuse(row, words, again = null) {
  tell(row, words);
  row.classList.add("refused");
  if (again) row.append(button(t("Try again"), "btn btn-small", again));
  row.append(button(t("Close"), "btn btn-small btn-quiet", () => row.remove()));
}
