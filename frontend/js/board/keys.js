// A board is one stop of the Tab key; the arrow keys lead between its cards, Home and End to the ends of a column.
import { across } from "../elements/direction.js";
import { all, closest, first } from "../elements/element.js";
import { isModified, on, onDrawn } from "../elements/listen.js";
import { rove, stopAt } from "../elements/rove.js";

const BOARD = "[data-board]";

const CARD = ".card[tabindex], .card:not([tabindex]) .card-title a";

const STOP = `${CARD}, .column-head :is(a, button), .column > p a, .btn-add`;

/** @param {HTMLElement} column */
const stopsOf = (column) => all(STOP, column).filter((one) => one.checkVisibility());

/** @param {HTMLElement} column */
const cardsOf = (column) => all(CARD, column);

on("keydown", BOARD, (board, event) => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || isModified(event) || event.shiftKey) return;
  const stop = closest(STOP, target);
  const column = closest(".column", target);
  if (!stop || !column || target.matches("input, select, textarea")) return;
  const next = stepFrom(stop, column, board, key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

/**
 * @param {HTMLElement} stop
 * @param {HTMLElement} column
 * @param {HTMLElement} board
 * @param {string} key
 */
function stepFrom(stop, column, board, key) {
  const step = across(key);
  if (step) return beside(stop, column, board, step);
  const stops = stopsOf(column);
  const place = stops.indexOf(stop);
  if (key === "ArrowDown") return stops[place + 1];
  if (key === "ArrowUp") return stops[place - 1];
  if (key === "Home") return cardsOf(column)[0];
  return key === "End" ? cardsOf(column).at(-1) : undefined;
}

/**
 * The card at the same place of the next column, else its last one; the same button of its head.
 * @param {HTMLElement} stop
 * @param {HTMLElement} column
 * @param {HTMLElement} board
 * @param {number} step
 */
function beside(stop, column, board, step) {
  const columns = all(".column", board);
  const next = columns[columns.indexOf(column) + step];
  if (!next) return undefined;
  const [cards, others] = [cardsOf(next), stopsOf(next)];
  const place = cardsOf(column).indexOf(stop);
  if (place >= 0) return cards[place] ?? cards.at(-1) ?? others.at(-1);
  return others.find((one) => one.className === stop.className) ?? others[0];
}

on("focusin", BOARD, (board, { target }) => {
  const stop = target instanceof Element && closest(STOP, target);
  if (stop) stopAt(board, stop);
});

onDrawn(() => {
  for (const board of all(BOARD)) {
    rove(board, STOP, first(CARD, board) ?? first(STOP, board));
    for (const link of all(".card[tabindex] a", board)) link.tabIndex = -1; // Enter on the card leads there
  }
});
