// Moving cards between the columns of a board: by mouse and touch, or Alt with the arrow keys.
import Sortable from "sortablejs";
import { saveMove } from "../cells/move.js";

const made = new WeakMap();

const move = (card, value, back) => saveMove(card, value, card.id, {}, back);

function dropped({ item, to, from, oldIndex }) {
  const value = to.closest(".column").dataset.value;
  if (to !== from) move(item, value, () => from.insertBefore(item, from.children[oldIndex]));
}

function arm() {
  for (const cards of document.querySelectorAll("[data-board] .cards")) {
    if (made.has(cards) || !document.querySelector("[data-board] .card[data-cell]")) continue;
    made.set(cards, Sortable.create(cards, {
      group: "board",
      draggable: ".card[data-cell]",
      sort: false,
      delay: 150,
      delayOnTouchOnly: true,
      ghostClass: "card-ghost",
      onEnd: dropped,
    }));
  }
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const card = event.target.closest?.("[data-board] .card[data-cell]");
  if (!card || !step || !event.altKey) return;
  event.preventDefault();
  const columns = [...document.querySelectorAll("[data-board] .column")];
  const to = columns[columns.indexOf(card.closest(".column")) + step];
  if (to) move(card, to.dataset.value);
});

document.addEventListener("htmx:afterSettle", arm);
arm();
