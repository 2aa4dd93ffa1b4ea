// Moving cards on a board, between its columns and within one: by mouse and touch, or Alt with the arrow keys.
import Sortable from "sortablejs";
import { saveMove } from "../cells/move.js";
import { across } from "../elements/direction.js";
import { all, closest } from "../elements/element.js";
import { on, onEach } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { navigate } from "../shell/navigate.js";
import { say } from "../shell/toast.js";

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
    onEnd({ item, to, from }) {
      const place = isSorted(board) ? {} : above(item);
      if (to !== from || item.nextElementSibling !== next) {
        move(item, closest(".column", to), place, () => from.insertBefore(item, next));
      } else if (isSorted(board)) sayWhy(board);
    },
  });
});

on("keydown", `[data-board] ${CARD}`, (card, event) => {
  if (!event.altKey) return;
  const step = across(event.key);
  const up = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step && !up) return;
  event.preventDefault();
  if (up) {
    shift(card, up);
    return;
  }
  const columns = all("[data-board] .column[data-value]");
  move(card, columns[columns.findIndex((column) => column.contains(card)) + step]);
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
