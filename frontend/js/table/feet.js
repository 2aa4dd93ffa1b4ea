// The foot of a list that is not all there is added up after the page, so that it does not wait.
import { all, first } from "../elements/element.js";
import { onDrawn } from "../elements/listen.js";
import { parse } from "../wire/answer.js";
import { load } from "../shell/ask.js";

const PAUSE = 400; // before a foot is added up again

/** @type {WeakMap<HTMLElement, number>} */
const timers = new WeakMap();

/** @param {HTMLTableSectionElement} foot */
async function addUp(foot) {
  const address = foot.dataset.foot ?? "";
  // Without an answer, the foot keeps saying how many there are.
  const html = await load(address, { words: "", fail: () => {} });
  const fresh = html === null ? null : first("tfoot", parse(html));
  if (!foot.isConnected || !fresh || foot.dataset.foot !== address) return;
  const { cells } = foot.rows[0];
  for (const cell of all("[class^=cell-]:not(.cell-pick)", fresh, HTMLTableCellElement)) {
    cells[cell.cellIndex]?.replaceWith(cell.cloneNode(true));
  }
  count(foot, first(".foot-count", fresh)?.textContent ?? "");
  foot.removeAttribute("aria-busy");
  document.dispatchEvent(new Event("rows:more"));
}

/**
 * Says how many rows there are, under the table and at the head of its page, where that was not counted so far.
 * @param {HTMLElement} foot
 * @param {string} words
 */
function count(foot, words) {
  const heads = all(`[data-counts="${foot.closest("table")?.dataset.region}"]`);
  for (const one of [...all(".foot-count", foot), ...heads]) if (words) one.textContent = words;
}

onDrawn(() => {
  for (const foot of all("tfoot[data-foot]", document, HTMLTableSectionElement)) {
    clearTimeout(timers.get(foot));
    timers.set(foot, setTimeout(() => addUp(foot), timers.has(foot) ? PAUSE : 0));
  }
});
