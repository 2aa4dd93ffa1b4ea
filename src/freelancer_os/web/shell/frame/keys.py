"""What the keys do, in one list: scripts take the keys from it, "?" and the docs show it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

GRID = "[role=grid] .cell[tabindex]"
CARD = "[data-board] .card[tabindex]"
ENTRY = "[data-calendar] .entry[data-cell], .hour-entry[data-cell]"
LINE = ".sorting-line"
ARROWS = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")


@dataclass(frozen=True)
class Shortcut:
    """Keys and what they do, where the page has what matches `at`.

    Each of `keys` does it: "n", "Ctrl+Shift+Z" (⌘ is as good as Ctrl), as `KeyboardEvent.key` calls
    them. Scripts ask for them by `name` (js/elements/keys.js). What browsers do by themselves, or
    what every control of a kind does, is only told: it has no name.
    """

    name: str
    keys: tuple[str, ...]
    does: str
    at: str = ""


GROUPS: tuple[tuple[str, tuple[Shortcut, ...]], ...] = (
    (
        _("Everywhere"),
        (
            Shortcut("search", ("Ctrl+K",), _("Find, reach or make anything")),
            Shortcut("new", ("n",), _("New record"), "#main [data-composer]"),
            Shortcut("undo", ("Ctrl+Z",), _("Undo")),
            Shortcut("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), _("Redo")),
            Shortcut("previous", ("k",), _("Previous record"), "#peek"),
            Shortcut("next", ("j",), _("Next record"), "#peek"),
            Shortcut(
                "duplicate",
                ("Ctrl+D",),
                _("Duplicate the record"),
                f"[data-menu], {GRID}, {CARD}",
            ),
            Shortcut("", ("Shift+F10",), _("Menu of the record"), f"[data-menu], {GRID}, {CARD}"),
            Shortcut(
                "period",
                ("ArrowLeft", "ArrowRight"),
                _("Period before and after"),
                "#main a[data-step]",
            ),
            Shortcut("", ("Escape",), _("Close, or give the old value back")),
            Shortcut("help", ("?",), _("Keyboard shortcuts")),
        ),
    ),
    (
        _("In a table"),
        (
            Shortcut("", ARROWS, _("Go from cell to cell, to heads and foot"), GRID),
            Shortcut("", ("Home", "End"), _("First and last cell of the row"), GRID),
            Shortcut("", ("Ctrl+Home", "Ctrl+End"), _("First and last cell of the table"), GRID),
            Shortcut("edit", ("Enter", "F2"), _("Edit; typing edits too"), GRID),
            Shortcut("open", ("Ctrl+Enter",), _("Open the record"), GRID),
            Shortcut("empty", ("Delete", "Backspace"), _("Empty the cell"), GRID),
            Shortcut(
                "several",
                tuple(f"Shift+{one}" for one in ARROWS),
                _("Choose several cells"),
                GRID,
            ),
            Shortcut(
                "line",
                ("Alt+ArrowUp", "Alt+ArrowDown"),
                _("Move a line of an invoice"),
                ".invoice-lines",
            ),
            Shortcut("", ("Ctrl+C",), _("Copy"), GRID),
            Shortcut("", ("Ctrl+V",), _("Paste"), GRID),
            Shortcut(
                "", ("Tab",), _("Leave the table; while cells are filled, the next one"), GRID
            ),
        ),
    ),
    (
        _("On a board, in a calendar"),
        (
            Shortcut("", ARROWS, _("Go from card to card, from day to day"), f"{CARD}, {ENTRY}"),
            Shortcut("card", ("Enter",), _("Open the card"), CARD),
            Shortcut(
                "move",
                tuple(f"Alt+{one}" for one in ARROWS),
                _("Move a card or an entry"),
                f"{CARD}, {ENTRY}",
            ),
            Shortcut(
                "stretch",
                tuple(f"Alt+Shift+{one}" for one in ARROWS),
                _("Move the end of an entry"),
                ENTRY,
            ),
        ),
    ),
    (
        _("While lines and receipts are sorted"),
        (
            Shortcut("", ("ArrowUp", "ArrowDown"), _("Go from line to line"), LINE),
            Shortcut("accept", ("Enter",), _("Take what is proposed"), LINE),
            Shortcut("category", ("c",), _("Choose a category"), f"{LINE} [data-choose]"),
            Shortcut("invoice", ("i",), _("Choose an invoice"), f"{LINE} [data-choose]"),
            Shortcut("transfer", ("t",), _("Choose the other account"), f"{LINE} [data-choose]"),
            Shortcut("ignore", ("x",), _("Leave the line out"), f"{LINE} [data-ignore]"),
            Shortcut("rule", ("r",), _("Make a rule of it"), f"{LINE} [data-rule]"),
            Shortcut(
                "receipt-choose",
                ("c",),
                _("Choose where a receipt belongs"),
                "[data-shortcut=receipt-choose]",
            ),
            Shortcut(
                "receipt-expense",
                ("n",),
                _("New expense of a receipt"),
                "[data-shortcut=receipt-expense]",
            ),
        ),
    ),
    (
        _("In a note"),
        (
            Shortcut("save", ("Ctrl+Enter",), _("Save"), "[data-note]"),
            Shortcut("toolbar", ("Alt+F10",), _("Go to the toolbar"), "[data-note]"),
        ),
    ),
    (
        _("In the box that finds anything"),
        (
            Shortcut("", ("ArrowUp", "ArrowDown"), _("Choose")),
            Shortcut("", ("Enter",), _("Do it")),
            Shortcut("elsewhere", ("Ctrl+Enter",), _("Open it in a tab of its own")),
        ),
    ),
)
WORDS = {
    "Ctrl": _("Ctrl"),
    "Shift": _("Shift"),
    "Enter": _("Enter"),
    "Delete": _("Del"),
    "Backspace": _("Backspace"),
    "Home": _("Home key"),
    "End": _("End key"),
    "Tab": _("Tab"),
}
"""What keys are called, but for what is written on them."""
