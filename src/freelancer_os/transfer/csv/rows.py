"""Turn the rows of a recognised table into lines, or say why a row is not one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date as Date
from decimal import Decimal
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.transfer.csv.amounts import Amount, read_amount
from freelancer_os.transfer.csv.dates import looks_like_date, read_date
from freelancer_os.transfer.csv.formats import currency_in_name, currency_of, is_out
from freelancer_os.transfer.csv.records import Record
from freelancer_os.transfer.csv.table import Table, damaged_column
from freelancer_os.transfer.csv.text import mended
from freelancer_os.transfer.csv.words import TOTALS, words_of
from freelancer_os.transfer.statement import Line, Mapping

_EXCERPT = 40
_JOINT = " · "
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_CENTS = -2
_NO_REFERENCE = "NOTPROVIDED"  # what SEPA files carry where the payer gave no reference


def padded(row: Record, width: int) -> list[str]:
    cells = [mended(cell) for cell in row.cells[:width]]
    return cells + [""] * (width - len(cells))


class UnreadableError(Exception):
    """Why one row is not taken: a sentence, and the column that is to blame."""

    def __init__(self, column: str | None, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


class RowReader:
    """Turns the rows of one table into lines."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.columns = table.columns
        self.header = table.header.cells if table.header else None
        self.mapping = mapping
        self.place = {name: place for place, name in enumerate(table.columns)}
        self.texts = [self.place[name] for name in mapping.texts]
        self.date = self.place[mapping.date] if mapping.date else 0
        money = mapping.amount or mapping.debit or mapping.credit or ""
        self.currency = currency_in_name(money)
        self.widths = Counter(len(record.cells) for record in table.rows)

    def line(self, record: Record) -> Line | None:
        """The line of a row, None for a row that is no booking, else UnreadableError."""
        if record.is_broken:
            raise UnreadableError(None, _("A quotation mark in this line is never closed."))
        if record.cells == self.header:
            return None
        self._check_letters(record)
        on = read_date(self._cell(record, self.date), self.mapping.date_order)
        if on is None:
            self._check_without_date(record)
            return None
        amount = self._amount(record)
        if amount is None:
            self._check_without_amount(record)
            return None
        self._check_width(record)
        return self._line(record, on, amount)

    def is_cut_off(self, lines: list[Line], last: Record) -> bool:
        """Whether the last line, which has no end, is shorter than all others are."""
        if len(lines) == 1:
            return bool(self.header) and len(last.cells) < len(self.header or ())
        usual = max(self.widths, key=lambda width: self.widths[width])
        if len(last.cells) != usual:
            return len(last.cells) < usual
        money = {self.mapping.amount, self.mapping.debit, self.mapping.credit}
        if self.columns[min(usual, len(self.columns)) - 1] not in money:
            return False
        places = {line.amount.as_tuple().exponent for line in lines[:-1]}
        return places == {_CENTS} and lines[-1].amount.as_tuple().exponent != _CENTS

    def _line(self, record: Record, on: Date, amount: Amount) -> Line:
        return Line(
            row=record.row,
            date=on,
            amount=amount.value,
            currency=self._currency(record) or amount.currency or self.currency,
            text=self._text(record),
            reference=self._reference(record),
            raw=dict(zip_longest(self.columns, record.cells[: len(self.columns)], fillvalue="")),
        )

    def _reference(self, record: Record) -> str:
        reference = _tidy(self._named(record, self.mapping.reference))
        return "" if reference.upper() == _NO_REFERENCE else reference

    def _cell(self, record: Record, place: int) -> str:
        return record.cells[place].strip() if place < len(record.cells) else ""

    def _named(self, record: Record, column: str | None) -> str:
        return self._cell(record, self.place[column]) if column is not None else ""

    def _check_letters(self, record: Record) -> None:
        place = damaged_column(record)
        if place is not None:
            column = self.columns[place] if place < len(self.columns) else None
            raise UnreadableError(column, _("This line holds letters that cannot be decoded."))

    def _check_width(self, record: Record) -> None:
        width = len(self.columns)
        if any(map(str.strip, record.cells[width:])):
            count = len(record.cells)
            sentence = ngettext(
                "This line has {count} cell where {expected} are expected.",
                "This line has {count} cells where {expected} are expected.",
                count,
            )
            raise UnreadableError(None, sentence.format(count=count, expected=width))

    def _check_without_date(self, record: Record) -> None:
        """Totals and remarks are passed over; what looks like a booking is a problem."""
        cell = self._cell(record, self.date)
        if looks_like_date(cell):
            raise UnreadableError(self.mapping.date, _no_date(cell))
        if self._is_total(record) or not self._has_amount(record) or not self._text(record):
            return
        sentence = _no_date(cell) if cell else _("This line has no date.")
        raise UnreadableError(self.mapping.date, sentence)

    def _has_amount(self, record: Record) -> bool:
        try:
            return self._amount(record) is not None
        except UnreadableError:
            return True

    def _check_without_amount(self, record: Record) -> None:
        if not self._is_total(record):
            column = self.mapping.amount or self.mapping.debit or self.mapping.credit
            raise UnreadableError(column, _("This line has no amount."))

    def _is_total(self, record: Record) -> bool:
        cells = filter(None, record.cells[: len(self.columns)])
        return any(not TOTALS.isdisjoint(words_of(cell[:_EXCERPT])[:2]) for cell in cells)

    def _amount(self, record: Record) -> Amount | None:
        """The signed amount less its fee; None where the cells are empty."""
        if self.mapping.amount is None:
            return self._two_sided(record)
        amount = self._read(record, self.mapping.amount)
        if amount is None:
            return None
        value = self._directed(record, amount.value)
        fee = self._read(record, self.mapping.fee)
        return Amount(value - abs(fee.value) if fee else value, amount.currency)

    def _directed(self, record: Record, value: Decimal) -> Decimal:
        column = self.mapping.direction
        if column is None:
            return -value if self.mapping.debits_positive else value
        cell = self._named(record, column)
        out = is_out(cell)
        if out is None:
            sentence = _("“{text}” says neither debit nor credit.")
            raise UnreadableError(column, sentence.format(text=excerpt(cell)))
        return -abs(value) if out else abs(value)

    def _two_sided(self, record: Record) -> Amount | None:
        debit = self._read(record, self.mapping.debit)
        credit = self._read(record, self.mapping.credit)
        if debit and credit and debit.value and credit.value:
            raise UnreadableError(self.mapping.debit, _("This line has a debit and a credit."))
        if debit and (debit.value or not credit):
            value = -debit.value if self.mapping.debits_positive else debit.value
            return Amount(value, debit.currency)
        return credit

    def _read(self, record: Record, column: str | None) -> Amount | None:
        cell = self._named(record, column)
        if not cell or cell in {"-", "–"}:
            return None
        amount = read_amount(cell, self.mapping.decimal)
        if amount is None:
            sentence = _("“{text}” is not an amount.")
            raise UnreadableError(column, sentence.format(text=excerpt(cell)))
        return amount

    def _currency(self, record: Record) -> str | None:
        cell = self._named(record, self.mapping.currency)
        if not cell:
            return None
        currency = currency_of(cell)
        if currency is None:
            sentence = _("“{text}” is not a currency.").format(text=excerpt(cell))
            raise UnreadableError(self.mapping.currency, sentence)
        return currency

    def _text(self, record: Record) -> str:
        parts = (_tidy(self._cell(record, place)) for place in self.texts)
        return _JOINT.join(dict.fromkeys(part for part in parts if part))


def _no_date(cell: str) -> str:
    return _("“{text}” is not a date.").format(text=excerpt(cell))


def _tidy(cell: str) -> str:
    return _UNPRINTABLE.sub(" ", cell).strip()


def excerpt(cell: str) -> str:
    short = _tidy(mended(cell))
    return short if len(short) <= _EXCERPT else short[:_EXCERPT] + "…"
