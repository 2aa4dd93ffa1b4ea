"""The cells of a row as they are shown, and why a row cannot be read."""

from __future__ import annotations

import re

from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.raw.text import mended

EXCERPT = 40  # characters
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class UnreadableError(Exception):
    """Why one row is not taken: a sentence, and the column that is to blame."""

    def __init__(self, column: str | None, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


def padded(row: Record, width: int) -> list[str]:
    """So many cells of a row as they can be shown."""
    cells = [mended(cell) for cell in row.cells[:width]]
    return cells + [""] * (width - len(cells))


def tidy(cell: str) -> str:
    """A cell without line breaks and control characters."""
    return _UNPRINTABLE.sub(" ", cell).strip()


def excerpt(cell: str) -> str:
    """The beginning of a cell, as it can be shown in a sentence."""
    short = tidy(mended(cell))
    return short if len(short) <= EXCERPT else short[:EXCERPT] + "…"
