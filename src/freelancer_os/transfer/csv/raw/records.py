"""Cut text into rows and cells, so that a broken quote costs its own row and no other."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.transfer.statement import StatementError

MAX_ROWS = 100_000
DELIMITERS = (";", ",", "\t", "|")

_MAX_LINES_PER_ROW = 20
_MAX_PREAMBLE = 100
_DECLARED = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


class Record(NamedTuple):
    """One row: its line number from 1, its cells, whether a quote in it was never closed."""

    row: int
    cells: list[str]
    is_broken: bool = False


def lines_of(text: str) -> list[str]:
    """The lines of a file with their ends, which are CR, LF or both; refuses too many."""
    if text.count("\n") + text.count("\r") > MAX_ROWS * _MAX_LINES_PER_ROW:
        raise too_many_rows()
    return list(io.StringIO(text, newline=None))


def too_many_rows() -> StatementError:
    """The error for a file above the limit."""
    return StatementError(_("This file has more than {most} lines.").format(most=f"{MAX_ROWS:,}"))


def declared_delimiter(lines: list[str]) -> str | None:
    """The delimiter that Excel writes in a first line `sep=;`."""
    match = _DECLARED.fullmatch(lines[0]) if lines else None
    return match[1] if match and match[1] in DELIMITERS else None


def records(lines: list[str], delimiter: str) -> Iterator[Record]:
    """The rows that hold anything, in order; StatementError when they are too many."""
    position = count = 0
    while position < len(lines):
        record, used = _next_record(lines, position, delimiter)
        position += used
        if any(map(str.strip, record.cells)):
            count += 1
            if any(cell.startswith('="') for cell in record.cells[:1]):
                record = record._replace(cells=list(map(_without_formula, record.cells)))
            if count > MAX_ROWS + _MAX_PREAMBLE:
                raise too_many_rows()
            yield record


def _without_formula(cell: str) -> str:
    """The text of a cell that Excel is to take for a text: ="5"."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


def usual_width(rows: list[Record]) -> int:
    """How many cells most rows have; the wider on a tie."""
    widths = Counter(len(record.cells) for record in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _next_record(lines: list[str], position: int, delimiter: str) -> tuple[Record, int]:
    line = lines[position]
    if '"' not in line:
        return Record(position + 1, line.rstrip("\n").split(delimiter)), 1
    strict = csv.reader(
        lines[position : position + _MAX_LINES_PER_ROW], delimiter=delimiter, strict=True
    )
    try:
        return Record(position + 1, next(strict)), strict.line_num
    except csv.Error:
        return _lenient(line, position, delimiter), 1


def _lenient(line: str, position: int, delimiter: str) -> Record:
    """One line whose quotes are wrong: broken if one stays open, else read as well as it goes."""
    rest = csv.reader([line, "\n"], delimiter=delimiter)
    try:
        cells = next(rest)
    except csv.Error:
        return Record(position + 1, line.split(delimiter), is_broken=True)
    return Record(position + 1, cells, is_broken=rest.line_num > 1)
