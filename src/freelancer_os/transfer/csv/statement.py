"""Read any bank's CSV statement: `read_statement(content)`; without database, without settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.balances import by_day
from freelancer_os.transfer.csv.evidence.reading import Reading, read_table
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.csv.preamble import balances_above
from freelancer_os.transfer.csv.raw.cells import UnreadableError, excerpt, padded
from freelancer_os.transfer.csv.raw.letters import letters_of
from freelancer_os.transfer.csv.raw.records import (
    MAX_ROWS,
    Record,
    declared_delimiter,
    lines_of,
    records,
    too_many_rows,
)
from freelancer_os.transfer.csv.rows import RowReader
from freelancer_os.transfer.csv.table import Table, delimiter_of, table_of
from freelancer_os.transfer.csv.words import TOTALS
from freelancer_os.transfer.csv.years import with_years
from freelancer_os.transfer.statement import (
    Balance,
    LeftOut,
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
    "Known",
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
_SHORT = 16  # characters of a text that only says "total"
_FEW = 9  # totals of a file


def read_statement(
    content: bytes, mapping: Mapping | None = None, known: Known | None = None
) -> Statement:
    """Read the bytes of a statement file, with the columns recognised or as given.

    A given `mapping` decides everything; what is `known` helps to recognise. Rows that cannot be
    read are problems, the others are taken. Where no date or no amount column is recognised, the
    statement has no lines and is not `is_complete`: ask for a mapping and read again. While there
    are questions the lines are a guess. StatementError (one sentence): empty, above 20 MB or
    100,000 lines, not text, or the given mapping names a column that this file does not have.
    """
    known = known or Known()
    decoded = letters_of(content, known.given, known.before)
    lines = lines_of(decoded.text)
    delimiter = delimiter_of(lines)
    rows = list(records(lines[1:] if declared_delimiter(lines) else lines, delimiter))
    table = table_of(_shifted(rows) if declared_delimiter(lines) else rows)
    if len(table.rows) > MAX_ROWS:
        raise too_many_rows()
    for columns in filter(None, (mapping, known.columns)):
        _check(columns, table)
    table, year = with_years(table, known)
    reading = Reading(mapping) if mapping else read_table(table, known)
    is_cut = not decoded.text.endswith(("\n", "\r"))
    found = _Rows() if reading.mapping.missing else _read_rows(table, reading.mapping, is_cut)
    found.leave_foreign(known.currency)
    currencies = {line.currency for line in found.lines}
    return Statement(
        columns=table.columns,
        mapping=reading.mapping,
        lines=found.lines,
        problems=found.problems,
        left_out=found.left_out,
        balances=by_day([*_above(table, reading.mapping), *found.balances], found.held),
        currency=currencies.pop() if len(currencies) == 1 else None,
        questions=[*decoded.questions, *reading.questions],
        decisions=[*decoded.decisions, *filter(None, [year]), *reading.decisions],
        encoding=decoded.encoding,
        delimiter=delimiter,
        sample=[padded(row, len(table.columns)) for row in table.rows[:_SAMPLE]],
        signature=signature_of(table.header.cells if table.header else table.columns),
    )


def _above(table: Table, mapping: Mapping) -> list[Balance]:
    if mapping.missing:
        return []
    return balances_above(table.above, mapping.date_order, mapping.decimal)


def _shifted(rows: list[Record]) -> list[Record]:
    return [row._replace(row=row.row + 1) for row in rows]


def _check(mapping: Mapping, table: Table) -> None:
    absent = next((name for name in mapping.columns if name not in table.columns), None)
    if absent is not None:
        raise StatementError(_("This file has no column “{name}”.").format(name=excerpt(absent)))


@dataclass
class _Rows:
    """What became of the rows; `held` are running balances, each beside its line."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    held: list[Balance] = field(default_factory=list)

    def leave_foreign(self, currency: str | None) -> None:
        """Leave out what is in another currency than the account, unless all lines are."""
        own = {None, currency}
        foreign = [line for line in self.lines if currency and line.currency not in own]
        if not foreign or len(foreign) == len(self.lines):
            return
        self.left_out += [
            LeftOut(line.row, "currency", line.text, line.date, line.amount, line.currency)
            for line in foreign
        ]
        self.lines = [line for line in self.lines if line.currency in own]
        self.held = [held for held in self.held if held.currency in own]

    def go_on(self, text: str) -> None:
        """Add to the text of the last line what the row below it says."""
        last = self.lines[-1]
        self.lines[-1] = replace(last, text=" ".join(filter(None, [last.text, text])))

    def leave_totals(self) -> None:
        """Leave out a line that is called a total and is the sum of others."""
        short = (line for line in self.lines if len(line.text) <= _SHORT)
        named = [line for line in short if fold(line.text) in TOTALS]
        if len(named) > _FEW:
            return
        for total in named:
            rest = [line.amount for line in self.lines if line not in named]
            sums = {sum(rest), sum(a for a in rest if a > 0), sum(a for a in rest if a < 0)}
            if rest and {total.amount, -total.amount} & sums:
                self.lines.remove(total)
                left = LeftOut(total.row, "balance", total.text, total.date, total.amount)
                self.left_out.append(left)


def _read_rows(table: Table, mapping: Mapping, is_cut: bool) -> _Rows:
    reader, found = RowReader(table, mapping), _Rows()
    for record, below_pending in reader.sorter.rows():
        try:
            _take(reader, found, record, below_pending)
        except UnreadableError as error:
            found.problems.append(Problem(record.row, error.column, error.sentence))
    found.leave_totals()
    last, lines = table.rows[-1] if table.rows else None, found.lines
    if is_cut and last and lines and lines[-1].row == last.row and reader.is_cut_off(lines, last):
        lines.pop()
        sentence = _("The file ends in the middle of this line.")
        found.problems.append(Problem(last.row, None, sentence))
    return found


def _take(reader: RowReader, found: _Rows, record: Record, below_pending: bool) -> None:
    line = reader.line(record, below_pending)
    if isinstance(line, LeftOut):
        found.left_out.append(line)
        balance = reader.balance(record, line) if line.why == "balance" else None
        found.balances += [balance] if balance else []
    elif line is None and found.lines and found.lines[-1].row == record.row - 1:
        found.go_on(reader.more_text(record))
    elif line:
        found.lines.append(line)
        held = reader.money.held(record)
        if held is not None:
            found.held.append(Balance(line.date, held, "closing", line.currency))
