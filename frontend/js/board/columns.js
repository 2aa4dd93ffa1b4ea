// The head of a column: hiding it, and where its values are of one's own, renaming, recolouring, moving it.
import { isReversed } from "../elements/direction.js";
import { all, closest, first, make } from "../elements/element.js";
import { float } from "../elements/float.js";
import { on } from "../elements/listen.js";
import { openMenu } from "../elements/menu.js";
import { t } from "../elements/words.js";
import { write } from "../shell/ask.js";
import { confirmed } from "../shell/confirm.js";
import { navigate } from "../shell/navigate.js";

/** @import { Entry } from "../elements/menu.js" */

const LONGEST = 80;

const COLOURS = () => [
  ["stone", t("Stone")],
  ["amber", t("Amber")],
  ["green", t("Green")],
  ["blue", t("Blue")],
  ["rose", t("Rose")],
  ["violet", t("Violet")],
];

/** @param {Element | null} inside */
const addressOf = (inside) => closest("[data-board]", inside)?.dataset.arrange ?? "";

/**
 * Asks for a name where it will stand; one that is refused is there again.
 * @param {HTMLElement} at
 * @param {string} label
 * @param {string} value
 * @param {(name: string, refused: () => void) => unknown} act
 * @param {string} [typed]
 */
function name(at, label, value, act, typed = value) {
  const given = { value: typed, maxLength: LONGEST, autocomplete: "off", "aria-label": label };
  const input = make("input", given);
  const form = make("form", { className: "pop column-name" }, input);
  document.body.append(form);
  const end = float(form, at);
  let isOver = false;
  /** @param {boolean} isKept */
  const leave = (isKept) => {
    if (isOver) return;
    isOver = true;
    const told = input.value.trim();
    end();
    if (isKept && told && told !== value) act(told, () => name(at, label, value, act, told));
    else at.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(true);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave(false);
  });
  input.addEventListener("blur", () => leave(true));
  input.select();
  input.focus();
}

/**
 * @param {HTMLElement} column
 * @param {HTMLElement} button
 * @returns {Entry[]}
 */
function arranging(column, button) {
  const url = addressOf(column);
  const { value = "", label = "", colour } = column.dataset;
  if (!url || !value) return [];
  /**
   * @param {Record<string, string>} values
   * @param {() => void} [refused]
   */
  const change = (values, refused) => write(url, { value, ...values }, { refused });
  const columns = all("[data-board] .column[data-value]:not([data-value=''])");
  const place = columns.indexOf(column);
  /** @param {number} step */
  const pass = (step) => () => change({ past: columns[place + step].dataset.value ?? "" });
  const rename = () => name(button, t("Name of the column"), label, (told, refused) => change({ label: told }, refused));
  /** @type {(Entry | false)[]} */
  const entries = [
    [t("Rename"), rename],
    place > 0 && [isReversed() ? t("Move right") : t("Move left"), pass(-1)],
    place < columns.length - 1 && [isReversed() ? t("Move left") : t("Move right"), pass(1)],
    ...COLOURS().map(/** @returns {Entry} */ ([key, words], n) => [
      words,
      () => change({ colour: key }),
      { checked: key === colour, group: !n },
    ]),
  ];
  return entries.filter((entry) => entry !== false);
}

/**
 * @param {HTMLElement} column
 * @returns {Entry[]}
 */
function removing(column) {
  const { value = "", label: name = "", own } = column.dataset;
  const url = addressOf(column);
  if (!url || own === undefined) return [];
  const words = t("The column “{name}” is deleted; its cards stand in none. Undo brings it back.", { name });
  const gone = () => write(url, { value, gone: "1" }, { words: t("Deleting") });
  const ask = () => confirmed(words, { label: t("Delete column"), keep: t("Keep it"), isDanger: true }, gone);
  return [[t("Delete column"), ask]];
}

on("click", ".column-menu", (button) => {
  const column = closest(".column", button);
  if (!column) return;
  const hide = () => navigate(button.dataset.hide ?? "");
  const fold = () => first(".column-fold", column)?.click();
  const isFolded = column.matches(".column-folded");
  const own = arranging(column, button);
  openMenu(button, button.ariaLabel ?? "", [
    ...own,
    [isFolded ? t("Unfold") : t("Fold"), fold, { group: own.length > 0 }],
    [t("Hide"), hide],
    ...removing(column),
  ]);
});

on("click", ".column-add", (button) => {
  const add = (/** @type {string} */ label, /** @type {() => void} */ refused) => write(
    addressOf(button),
    { label },
    { refused },
  );
  name(button, t("Name of the new column"), "", add);
});
