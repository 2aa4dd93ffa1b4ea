"""Ranges of rows: what a person has before their eyes of a table that loads as one scrolls."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST = 6  # ranges of one table that are drawn again
LONGEST = 8_000  # characters of the header
END = "~"  # of a range that ends with the list


@dataclass(frozen=True)
class Range:
    """Rows after the cursor `start` up to and with that of `end`; "" begins at the first row, END
    ends with the last."""

    start: str
    end: str

    def until(self, last: str) -> str:
        """The cursor at its end, where the last of its rows has that one."""
        return last if self.end in {"", END} else self.end


def read_ranges(header: str) -> Mapping[str, Sequence[Range]]:
    """The ranges in sight, by the table's region: `{"main": [["", "Abc"], ["Abc", "Def"]]}`.

    What is no such thing is nothing: the page then shows its first rows.
    """
    if not header or len(header) > LONGEST:
        return {}
    try:
        found = json.loads(header)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {region: _ranges(pairs) for region, pairs in found.items() if isinstance(pairs, list)}


def _ranges(pairs: list[object]) -> list[Range]:
    return [
        Range(*pair)
        for pair in pairs[:MOST]
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(end, str) for end in pair)
    ]
