"""Rows that did not happen, or not yet, and rows that are balances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.words import (
    CLOSING,
    OPENING,
    START,
    STARTS,
    STATES,
    TURNOVER,
    begins_with,
    words_of,
)
from freelancer_os.transfer.statement import Why

_LONGEST = 3  # words of a state
_MAX_STATE = 60  # characters
_BEYOND = re.compile(r"[^\W\d_]{2,}")
_NOT_YET = frozenset(phrase for phrase, state in STATES.items() if state == "pending")
_NEGATIVE: tuple[Why, ...] = ("pending", "reverted", "refused")


def state_of(cell: str) -> str | None:
    """What the cell of a status says: "done", "pending", "reverted", "refused"; None if neither.

    Of several words the one counts that says that nothing happened.
    """
    words = words_of(cell[:_MAX_STATE])
    whole = STATES.get(" ".join(words))
    if whole:
        return whole
    found = {
        STATES.get(" ".join(words[start : start + length]))
        for start in range(len(words))
        for length in range(1, _LONGEST + 1)
    }
    return next((state for state in (*_NEGATIVE, "done") if state in found), None)


def is_state(cell: str) -> bool:
    """Whether a cell is a known state and nothing else."""
    return " ".join(words_of(cell[:_MAX_STATE])) in STATES


def is_pending(cell: str) -> bool:
    """Whether a cell says "pending" and nothing else."""
    if cell[:START].lower() not in STARTS:
        return False
    return " ".join(words_of(cell[:_MAX_STATE])) in _NOT_YET


def balance_of(text: str) -> str | None:
    """Whether a text is that of a balance or total: "opening", "closing", "turnover"."""
    if begins_with(text, OPENING):
        return "opening"
    if begins_with(text, CLOSING):
        return "closing"
    return "turnover" if begins_with(text, TURNOVER) else None


def sections(rows: list[Record]) -> Iterator[tuple[Record, bool]]:
    """The rows, and whether each stands below a heading such as "Pending transactions"."""
    pending = False
    for record in rows:
        cells = list(islice(filter(str.strip, record.cells), 2))
        if len(cells) == 1 and _BEYOND.search(cells[0]):
            state = state_of(cells[0])
            pending = state == "pending" if state else pending
        yield record, pending
