// Moving cards between the columns of a board: by mouse and touch, or Alt with the arrow keys.
import Sortable from "sortablejs";
import { saveMove } from "../cells/move.js";
import { across } from "../elements/direction.js";
import { all, closest } from "../elements/element.js";
import { on, onEach } from "../elements/listen.js";

/**
 * @param {HTMLElement} card
 * @param {HTMLElement | null | undefined} column
 * @param {() => void} [back]
 */
function move(card, column, back) {
  if (column) saveMove(card, column.dataset.value ?? "", card.id, {}, back);
}

onEach("[data-board]:has(.card[data-cell]) .cards", (cards) => Sortable.create(cards, {
  group: "board",
  draggable: ".card[data-cell]",
  sort: false,
  delay: 150,
  delayOnTouchOnly: true,
  ghostClass: "card-ghost",
  onEnd({ item, to, from, oldIndex = 0 }) {
    if (to !== from) move(item, closest(".column", to), () => from.insertBefore(item, from.children[oldIndex]));
  },
}));

on("keydown", "[data-board] .card[data-cell]", (card, event) => {
  const step = across(event.key);
  if (!step || !event.altKey) return;
  event.preventDefault();
  const columns = all("[data-board] .column");
  move(card, columns[columns.findIndex((column) => column.contains(card)) + step]);
});
