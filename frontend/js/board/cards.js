// Moving cards on a board, between its columns and within one: by mouse and touch, or Alt with the arrow keys.
import Sortable from "sortablejs";
import { headed, saveMove } from "../cells/move.js";
import { across } from "../elements/direction.js";
import { all, closest, first, focused } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { on, onDrawn, onEach } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { navigate } from "../shell/navigate.js";
import { say } from "../shell/toast.js";

/** @typedef {Sortable.SortableEvent & { originalEvent: Event }} Ended */

const CARD = ".card[data-cell]";

/** @param {HTMLElement} board */
const isSorted = (board) => "unsorted" in board.dataset;

/**
 * Saves where a card stands: its column, and the card above it, if it was put at a place.
 * @param {HTMLElement} card
 * @param {HTMLElement | null | undefined} column
 * @param {Record<string, string>} [place]
 * @param {() => void} [back]
 */
function move(card, column, place, back) {
  if (column) saveMove(card, column.dataset.value ?? "", card.id, place, back);
}

/**
 * The id of the card above one, "" for the top.
 * @param {HTMLElement} card
 */
function above(card) {
  const { previousElementSibling: other } = card;
  return { after: other?.matches(".card") ? other.id.slice(-36) : "" };
}

/**
 * Where the pointer is, or was let go.
 * @param {Event} event
 */
function pointOf(event) {
  const { clientX, clientY } = event instanceof TouchEvent ? event.changedTouches[0] : /** @type {MouseEvent} */ (event);
  return { x: clientX, y: clientY };
}

/**
 * The column in which a card is let go, whatever was under the pointer last: drawn fast, it skips columns,
 * and below the last card there is room as well. None where it is let go elsewhere, or given up by Escape.
 * @param {Event} event
 */
function columnUnder(event) {
  if (event instanceof DragEvent && event.type === "dragend" && event.dataTransfer?.dropEffect === "none") return null;
  const { x, y } = pointOf(event);
  return closest("[data-board] .column[data-value]", document.elementFromPoint(x, y));
}

/**
 * Puts a card into a column, if it is not there yet: above the first card whose middle lies below the pointer.
 * @param {HTMLElement} card
 * @param {HTMLElement} column
 * @param {Event} event
 */
function put(card, column, event) {
  if (column.contains(card)) return;
  const { y } = pointOf(event);
  const cards = first(".cards", column);
  const next = cards && all(CARD, cards).find((one) => {
    const { top, height } = one.getBoundingClientRect();
    return top + height / 2 > y;
  });
  cards?.insertBefore(card, next ?? null);
}

// All of a column takes a card, and shows it while it is held there.
on("dragover", "[data-board] .column[data-value]", (column, event) => {
  const { dragged } = Sortable;
  if (!dragged?.matches(`[data-board] ${CARD}`)) return;
  event.preventDefault();
  if (event.target instanceof Element && !event.target.closest(".cards")) put(dragged, column, event);
});

/** @param {HTMLElement} board */
function sayWhy({ dataset }) {
  const clear = () => navigate(dataset.unsorted ?? "");
  say(t("The cards are sorted by a field, so they have no order of your own here."), [[t("Clear the sort"), clear]]);
}

onEach(`[data-board]:has(${CARD}) .cards`, (cards) => {
  const board = closest("[data-board]", cards);
  if (!board) return;
  /** @type {Element | null} */
  let next = null; // what stood under the card
  Sortable.create(cards, {
    group: "board",
    draggable: CARD,
    sort: !isSorted(board),
    delay: 150,
    delayOnTouchOnly: true,
    ghostClass: "card-ghost",
    onStart({ item }) {
      next = item.nextElementSibling;
    },
    onEnd(ended) {
      const { item, from, originalEvent } = /** @type {Ended} */ (ended);
      const back = () => from.insertBefore(item, next);
      const column = columnUnder(originalEvent);
      if (column) put(item, column, originalEvent);
      else back();
      const place = isSorted(board) ? {} : above(item);
      if (!from.contains(item) || item.nextElementSibling !== next) move(item, column, place, back);
      else if (column && isSorted(board)) sayWhy(board);
    },
  });
});

on("keydown", `[data-board] ${CARD}`, (card, event) => {
  if (!pressed(event, "move")) return;
  const step = across(event.key);
  const up = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  event.preventDefault();
  if (up) {
    shift(card, up);
    return;
  }
  const columns = all("[data-board] .column[data-value]");
  const from = columns.findIndex(({ dataset }) => dataset.value === headed(card));
  const to = columns[(from < 0 ? columns.findIndex((column) => column.contains(card)) : from) + step];
  move(card, to);
  if (to) stand(card, to);
});

/**
 * Shows a card in the column to which it is on its way, until the answer says where it stands.
 * @param {HTMLElement} card
 * @param {HTMLElement} column
 */
function stand(card, column) {
  const had = focused() === card;
  if (!column.contains(card)) first(".cards", column)?.prepend(card);
  if (had) card.focus();
}

// What was drawn meanwhile is older than the last move of a card.
onDrawn(() => {
  for (const card of all(`[data-board] ${CARD}`)) {
    const value = headed(card);
    if (value === card.dataset.raw) continue;
    const column = all("[data-board] .column[data-value]").find(({ dataset }) => dataset.value === value);
    if (column) stand(card, column);
  }
});

/**
 * Puts a card one place up or down in its column, at once; it goes back if that is refused.
 * @param {HTMLElement} card
 * @param {number} step
 */
function shift(card, step) {
  const board = closest("[data-board]", card);
  const other = step < 0 ? card.previousElementSibling : card.nextElementSibling;
  if (board && isSorted(board)) sayWhy(board);
  else if (other?.matches(".card")) {
    if (step < 0) other.before(card);
    else other.after(card);
    card.focus();
    move(card, closest(".column", card), above(card), () => (step < 0 ? other.after(card) : other.before(card)));
  }
}
