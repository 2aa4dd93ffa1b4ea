"""Read any bank's CSV statement: `read_statement(content)`; without database, without settings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.columns import recognise
from freelancer_os.transfer.csv.records import (
    MAX_ROWS,
    Record,
    declared_delimiter,
    lines_of,
    records,
    too_many_rows,
)
from freelancer_os.transfer.csv.rows import RowReader, UnreadableError, excerpt, padded
from freelancer_os.transfer.csv.table import Table, delimiter_of, table_of
from freelancer_os.transfer.csv.text import text_of
from freelancer_os.transfer.statement import (
    Line,
    Mapping,
    Problem,
    Statement,
    StatementError,
    identities,
    normalise,
    signature_of,
)

__all__ = [
    "Line",
    "Mapping",
    "Problem",
    "Statement",
    "StatementError",
    "identities",
    "normalise",
    "read_statement",
]

_SAMPLE = 10


def read_statement(content: bytes, mapping: Mapping | None = None) -> Statement:
    """Read the bytes of a statement file, with the columns recognised or as given.

    Rows that cannot be read are problems, the others are taken. Where no date or no amount column
    is recognised, the statement has no lines and is not `is_complete`: ask for a mapping and read
    again. StatementError (one sentence): empty, above 20 MB or 100,000 lines, not text, or the
    given mapping names a column that this file does not have.
    """
    text, encoding = text_of(content)
    lines = lines_of(text)
    delimiter = delimiter_of(lines)
    rows = list(records(lines[1:] if declared_delimiter(lines) else lines, delimiter))
    table = table_of(_shifted(rows) if declared_delimiter(lines) else rows)
    if len(table.rows) > MAX_ROWS:
        raise too_many_rows()
    used, is_guess = (_checked(mapping, table), False) if mapping else recognise(table)
    is_cut = not text.endswith(("\n", "\r"))
    taken, problems = ([], []) if used.missing else _read_rows(table, used, is_cut)
    return Statement(
        columns=table.columns,
        mapping=used,
        lines=taken,
        problems=problems,
        encoding=encoding,
        delimiter=delimiter,
        sample=[padded(row, len(table.columns)) for row in table.rows[:_SAMPLE]],
        signature=signature_of(table.header.cells if table.header else table.columns),
        ambiguous_dates=is_guess,
    )


def _shifted(rows: list[Record]) -> list[Record]:
    return [row._replace(row=row.row + 1) for row in rows]


def _checked(mapping: Mapping, table: Table) -> Mapping:
    absent = next((name for name in mapping.columns if name not in table.columns), None)
    if absent is not None:
        raise StatementError(_("This file has no column “{name}”.").format(name=excerpt(absent)))
    return mapping


def _read_rows(table: Table, mapping: Mapping, is_cut: bool) -> tuple[list[Line], list[Problem]]:
    reader = RowReader(table, mapping)
    lines: list[Line] = []
    problems: list[Problem] = []
    for record in table.rows:
        try:
            line = reader.line(record)
        except UnreadableError as error:
            problems.append(Problem(record.row, error.column, error.sentence))
        else:
            lines += [line] if line else []
    last = table.rows[-1] if table.rows else None
    if is_cut and last and lines and lines[-1].row == last.row and reader.is_cut_off(lines, last):
        lines.pop()
        problems.append(Problem(last.row, None, _("The file ends in the middle of this line.")))
    return lines, problems
