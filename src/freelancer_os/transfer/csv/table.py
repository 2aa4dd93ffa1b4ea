"""Where the table begins in a statement file: preamble, header row, column names, delimiter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from freelancer_os.transfer.csv.dates import looks_like_date
from freelancer_os.transfer.csv.formats import currency_of, is_out
from freelancer_os.transfer.csv.raw.ragged import used_width, usual_extra, with_decimals
from freelancer_os.transfer.csv.raw.records import (
    DELIMITERS,
    Record,
    declared_delimiter,
    records,
    usual_width,
)
from freelancer_os.transfer.csv.raw.text import is_damaged, mended
from freelancer_os.transfer.csv.words import Role, matches

_SNIFFED_LINES = 100
_HEADER_WITHIN = 60
_SAMPLE = 200
_AT_LEAST = 2
_MAX_COLUMNS = 200
_MENDED = 20_000  # rows that are looked through for amounts cut in two
_DAYS = {Role.DATE, Role.TRANSACTION_DATE, Role.VALUE_DATE}
_MONEY = {Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.BALANCE}
_TELLING = {
    Role.DATE, Role.TRANSACTION_DATE, Role.VALUE_DATE, Role.SETTLEMENT_DATE, Role.AMOUNT,
    Role.DEBIT, Role.CREDIT, Role.GROSS,
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Column names, each of them once, and the rows below them.

    `header` is the header row as it stands in the file, None where there is none; `above` are the
    rows before the table.
    """

    columns: list[str]
    rows: list[Record]
    header: Record | None
    above: list[Record] = field(default_factory=list)

    def cells(self, index: int, limit: int | None = None) -> list[str]:
        """The cells of one column that are not empty, of the first `limit` rows."""
        column = (row.cells[index].strip() for row in self.rows[:limit] if index < len(row.cells))
        return [cell for cell in column if cell]

    def sample(self, index: int) -> list[str]:
        """Enough cells of a column to judge what it holds."""
        return self.cells(index, _SAMPLE)


def delimiter_of(lines: list[str]) -> str:
    """The delimiter of a file, judged by its first lines.

    It is the one that makes most known header names visible, and else the one that cuts most lines
    into the same and the largest number of cells.
    """
    declared = declared_delimiter(lines)
    start = lines[:_SNIFFED_LINES]
    return declared or max(DELIMITERS, key=lambda delimiter: _fitness(start, delimiter))


def table_of(rows: list[Record]) -> Table:
    """Find the header row and name the columns; without one they are "Column 1" and so on."""
    index = _header_index(rows[:_HEADER_WITHIN])
    if index is None:
        return _headerless(rows)
    header, below = _over_amounts(rows[index], rows[index + 1 :]), rows[index + 1 :]
    named = used_width(header)
    below = with_decimals(below, named) if len(below) <= _MENDED else below
    below_width = usual_width([_trimmed(row) for row in below[:_SAMPLE]])
    width = max(named, min(len(header.cells), below_width), _marked_width(header, below[:_SAMPLE]))
    if width == named and _is_aligned(header, below[:_SAMPLE]):
        width += usual_extra(below[:_SAMPLE], named)
    return Table(_unique_names(header.cells, width), below, header, rows[:index])


def _marked_width(header: Record, rows: list[Record]) -> int:
    """The width with a last column that has no name and says "CR" in some rows."""
    width = len(header.cells)
    cells = [row.cells[width - 1].strip() for row in rows if len(row.cells) == width]
    is_marked = any(cells) and all(is_out(cell) is not None for cell in filter(None, cells))
    return width if is_marked and not header.cells[-1].strip() else 0


def _over_amounts(header: Record, rows: list[Record]) -> Record:
    """The header with its names over amounts, where they stand over the currencies before them."""
    names = list(header.cells)
    for place, (name, beside) in enumerate(pairwise(header.cells)):
        if not name.strip() or beside.strip() or not _MONEY & {m.role for m in matches(name)}:
            continue
        cells = [row.cells[place].strip() for row in rows[:_SAMPLE] if place < len(row.cells)]
        if any(cells) and all(currency_of(cell) for cell in filter(None, cells)):
            names[place], names[place + 1] = "", name
    return header._replace(cells=names)


def _fitness(lines: list[str], delimiter: str) -> tuple[int, int]:
    rows = list(islice(records(lines, delimiter), _SNIFFED_LINES))
    width = usual_width([row for row in rows if len(row.cells) > 1])
    alike = sum(len(row.cells) == width for row in rows)
    known = max((_header_score(row) for row in rows[:_HEADER_WITHIN]), default=0)
    return known, alike * max(width - 1, 0)


def _header_score(row: Record) -> int:
    """How many different meanings the names in this row have; 0 if it cannot be a header."""
    found = [matches(cell) for cell in row.cells if cell.strip()]
    roles = {names[0].role for names in found if names}
    if len(roles) < _AT_LEAST or not roles & _TELLING or row.is_broken:
        return 0
    return 0 if any(looks_like_date(cell) for cell in row.cells) else len(roles)


def _header_index(head: list[Record]) -> int | None:
    scores = [_header_score(row) for row in head]
    if any(scores):
        return scores.index(max(scores))
    width = usual_width([row for row in head if len(row.cells) > 1])
    first = next((place for place, row in enumerate(head) if len(row.cells) == width), None)
    if first is None or any(looks_like_date(cell) for cell in head[first].cells):
        return None
    return first


def _headerless(rows: list[Record]) -> Table:
    width = usual_width([row for row in rows[:_SAMPLE] if len(row.cells) > 1]) or 1
    start = next((place for place, row in enumerate(rows) if len(row.cells) == width), 0)
    return Table(_unique_names([], width), rows[start:], None, rows[:start])


def _is_aligned(header: Record, rows: list[Record]) -> bool:
    """Whether dates stand where the header says, so that what has no name comes after the rest."""
    roles = [{match.role for match in matches(cell)} for cell in header.cells]
    places = [place for place, found in enumerate(roles) if found & _DAYS]
    cells = [row.cells[place] for place in places[:1] for row in rows if place < len(row.cells)]
    return bool(cells) and all(looks_like_date(cell) for cell in cells if cell.strip())


def _trimmed(row: Record) -> Record:
    return row._replace(cells=row.cells[: used_width(row)])


def _unique_names(header: Sequence[str], width: int) -> list[str]:
    names: dict[str, None] = {}
    for place in range(min(width, _MAX_COLUMNS)):
        cell = " ".join(mended(header[place]).split()) if place < len(header) else ""
        name = plain = cell or f"Column {place + 1}"
        count = 1
        while name in names:
            count += 1
            name = f"{plain} ({count})"
        names[name] = None
    return list(names)


def damaged_column(record: Record) -> int | None:
    """The place of the first cell with bytes that could not be decoded."""
    if not is_damaged("".join(record.cells)):
        return None
    return next(place for place, cell in enumerate(record.cells) if is_damaged(cell))
