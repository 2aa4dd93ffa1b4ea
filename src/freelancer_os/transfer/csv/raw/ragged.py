"""Rows with more cells than the header has names: what can be put right beyond doubt.

A comma inside a text that nobody quoted cuts it in two; a decimal comma does so with an amount; and
some banks give their last columns no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from freelancer_os.transfer.csv.raw.records import Record

_WHOLE = re.compile(r"[-+]?[0-9]{1,3}(?:[. ']?[0-9]{3})*")
_CENTS = re.compile(r"[0-9]{2}[-+]?")
_SHARE = 0.8  # of the rows have the same number of cells more
_LEAST = 2  # rows
_FIRST = 50  # rows of which one must be too wide


def has_letters(cell: str) -> bool:
    """Whether a cell holds a letter."""
    return any(map(str.isalpha, cell))


def used_width(record: Record) -> int:
    """The number of cells up to the last one that holds anything."""
    cells = record.cells
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def with_decimals(rows: list[Record], width: int) -> list[Record]:
    """The rows, with amounts put together that a decimal comma cut in two.

    Only where each row with more than `width` cells has as many such cuts as it has cells too many,
    in the same places.
    """
    if not any(used_width(row) > width for row in rows[:_FIRST]):
        return rows
    wide = [row for row in rows if used_width(row) > width]
    if len(wide) < _LEAST or len(wide) < _SHARE * len(rows):
        return rows
    more = used_width(wide[0]) - width
    cuts = [place for place in range(width) if all(_is_cut(row, place) for row in wide)]
    if len(cuts) != more or any(used_width(row) != width + more for row in wide):
        return rows
    return [row._replace(cells=_joined(row.cells, cuts)) if row in wide else row for row in rows]


def _is_cut(record: Record, place: int) -> bool:
    whole, cents = (cell.strip() for cell in record.cells[place : place + 2])
    return bool(_WHOLE.fullmatch(whole)) and bool(_CENTS.fullmatch(cents))


def _joined(cells: Sequence[str], cuts: list[int]) -> list[str]:
    found: list[str] = []
    for place, cell in enumerate(cells):
        if place - 1 in cuts:
            found[-1] += f",{cell.strip()}"
        else:
            found.append(cell)
    return found


def usual_extra(rows: list[Record], width: int) -> int:
    """How many cells more than `width` nearly all rows have; 0 where they differ."""
    widths = [used_width(row) for row in rows]
    most = max(set(widths), key=widths.count, default=width)
    if most <= width or len(rows) < _LEAST:
        return 0
    return most - width if widths.count(most) >= _SHARE * len(rows) else 0


def narrowed(
    record: Record,
    width: int,
    texts: Sequence[int],
    money: Sequence[int],
    fits: Callable[[Record], bool],
) -> Record | None:
    """The row with a text or an amount put together that a delimiter cut, None where it could be
    several.

    `texts` and `money` are places that may hold one; `fits` says whether all other cells are what
    they should.
    """
    more = used_width(record) - width
    if more <= 0:
        return record
    found: list[Record] = []
    for place in texts:
        pieces = record.cells[place : place + more + 1]
        if all(map(has_letters, pieces)):
            cells = [*record.cells[:place], ",".join(pieces), *record.cells[place + more + 1 :]]
            candidate = record._replace(cells=cells)
            found += [candidate] if fits(candidate) else []
    for place in money if more == 1 else ():
        if place + 1 < len(record.cells) and _is_cut(record, place):
            candidate = record._replace(cells=_joined(record.cells, [place]))
            found += [candidate] if fits(candidate) else []
    return found[0] if len(found) == 1 else None
