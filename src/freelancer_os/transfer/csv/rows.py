"""Turn the rows of a recognised table into lines, or say why a row is not one."""

from __future__ import annotations

from collections import Counter
from datetime import date as Date
from itertools import zip_longest
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.transfer.csv.amounts import Amount
from freelancer_os.transfer.csv.dates import looks_like_date, read_date
from freelancer_os.transfer.csv.formats import currency_in_name, currency_of
from freelancer_os.transfer.csv.raw.cells import EXCERPT, UnreadableError, excerpt, tidy
from freelancer_os.transfer.csv.raw.ragged import narrowed
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.row_money import RowMoney
from freelancer_os.transfer.csv.row_text import RowText
from freelancer_os.transfer.csv.sorting import Sorter
from freelancer_os.transfer.csv.states import state_of
from freelancer_os.transfer.csv.table import Table, damaged_column
from freelancer_os.transfer.csv.words import TOTALS, words_of
from freelancer_os.transfer.statement import Balance, LeftOut, Line, Mapping, Why

_CENTS = -2


class RowReader:
    """Turns the rows of one table into lines."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.table = table
        self.columns = table.columns
        self.header = table.header.cells if table.header else None
        self.mapping = mapping
        self.place = {name: place for place, name in enumerate(table.columns)}
        self.says = RowText(table, mapping)
        self.dates = [
            self.place[name] for name in filter(None, (mapping.date, *mapping.other_dates))
        ]
        status = self.place[mapping.status] if mapping.status else None
        self.sorter = Sorter.of(table, self.dates, status)
        self.money = RowMoney(table, mapping, self.sorter)
        money = mapping.amount or mapping.debit or mapping.credit or ""
        self.currency = currency_in_name(money)
        self.last_reference = ""
        self.widths = Counter(len(record.cells) for record in table.rows)

    def line(self, record: Record, below_pending: bool = False) -> Line | LeftOut | None:
        """The line of a row, why it is none, None where it says nothing, else UnreadableError."""
        if record.is_broken:
            raise UnreadableError(None, _("A quotation mark in this line is never closed."))
        if record.cells == self.header:
            return None
        self._check_letters(record)
        why = self.sorter.why(record, below_pending)
        if len(record.cells) > len(self.columns):
            width, texts = len(self.columns), self.says.texts
            record = narrowed(record, width, texts, self.money.places, self._fits) or record
        on = read_date(self.sorter.day(record), self.mapping.date_order)
        if why:
            return self._left_out(record, why, on)
        if on is None:
            self._check_without_date(record)
            return None
        amount = self.money.amount(record)
        if amount is None:
            if not self._is_part(record):
                self._check_without_amount(record)
            return None
        self._check_width(record)
        self._check_status(record)
        line = self._line(record, on, amount)
        self.last_reference = line.reference
        return line

    def more_text(self, record: Record) -> str:
        """What a row says that holds nothing but a text, "" of any other: it goes on with that of
        the row above."""
        filled = [place for place, cell in enumerate(record.cells) if cell.strip()]
        is_one = len(filled) == 1 and filled[0] in self.says.texts and filled[0] > 0
        return self.says.text(record) if is_one else ""

    def _is_part(self, record: Record) -> bool:
        """Whether a row without amount is a part of the collective booking above it."""
        return bool(self.last_reference) and self.says.reference(record) == self.last_reference

    def _fits(self, record: Record) -> bool:
        """Whether the day, the amounts and the balance of a row are such."""
        try:
            amount = self.money.amount(record)
        except UnreadableError:
            return False
        day = read_date(self.sorter.day(record), self.mapping.date_order)
        held = self._named(record, self.mapping.balance)
        return (
            amount is not None
            and day is not None
            and (not held or self.money.held(record) is not None)
        )

    def _left_out(self, record: Record, why: Why, on: Date | None) -> LeftOut | None:
        try:
            amount = self.money.amount(record)
        except UnreadableError:
            amount = None
        if amount is None and on is None and why != "balance":
            return None  # a heading
        text = self.says.text(record) or tidy(next(filter(str.strip, record.cells), ""))
        return LeftOut(record.row, why, excerpt(text), on, amount.value if amount else None)

    def balance(self, record: Record, left: LeftOut) -> Balance | None:
        """What a row that is a balance says that the account held."""
        moment = self.sorter.moment(record)
        if left.date is None or moment not in {"opening", "closing"}:
            return None
        held = self.money.held(record)
        amount = held if held is not None and not left.amount else left.amount
        if amount is None:
            return None
        kind: Literal["opening", "closing"] = "opening" if moment == "opening" else "closing"
        return Balance(left.date, amount, kind, self.currency or self._currency(record))

    def is_cut_off(self, lines: list[Line], last: Record) -> bool:
        """Whether the last line, which has no end, is shorter than all others are."""
        if len(lines) == 1:
            return bool(self.header) and len(last.cells) < len(self.header or ())
        usual = max(self.widths, key=lambda width: self.widths[width])
        if len(last.cells) != usual:
            return len(last.cells) < usual
        others = [row.cells[-1].strip() for row in self.table.rows[:-1] if len(row.cells) == usual]
        if not last.cells[-1].strip() and others and all(others):
            return True  # before its last cell, which might say that it is pending
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
            currency=self.currency or self._currency(record) or amount.currency,
            text=self.says.text(record),
            reference=self.says.reference(record),
            raw=dict(zip_longest(self.columns, record.cells[: len(self.columns)], fillvalue="")),
            payee=self.says.payee(record),
        )

    def _check_status(self, record: Record) -> None:
        if self.mapping.status is None:
            return
        cell = self._named(record, self.mapping.status)
        if cell and state_of(cell) is None:
            sentence = _("“{text}” does not tell whether this was booked.")
            raise UnreadableError(self.mapping.status, sentence.format(text=excerpt(cell)))

    def _named(self, record: Record, column: str | None) -> str:
        if column is None:
            return ""
        place = self.place[column]
        return record.cells[place].strip() if place < len(record.cells) else ""

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
        cell = self.sorter.day(record)
        if looks_like_date(cell):
            raise UnreadableError(self.mapping.date, _no_date(cell))
        if self._is_total(record) or not self._has_amount(record) or not self.says.text(record):
            return
        sentence = _no_date(cell) if cell else _("This line has no date.")
        raise UnreadableError(self.mapping.date, sentence)

    def _has_amount(self, record: Record) -> bool:
        try:
            return self.money.amount(record) is not None
        except UnreadableError:
            return True

    def _check_without_amount(self, record: Record) -> None:
        if not self._is_total(record):
            column = self.mapping.amount or self.mapping.debit or self.mapping.credit
            raise UnreadableError(column, _("This line has no amount."))

    def _is_total(self, record: Record) -> bool:
        cells = filter(None, record.cells[: len(self.columns)])
        return any(not TOTALS.isdisjoint(words_of(cell[:EXCERPT])[:2]) for cell in cells)

    def _currency(self, record: Record) -> str | None:
        cell = self._named(record, self.mapping.currency)
        if not cell:
            return None
        currency = currency_of(cell)
        if currency is None:
            sentence = _("“{text}” is not a currency.").format(text=excerpt(cell))
            raise UnreadableError(self.mapping.currency, sentence)
        return currency


def _no_date(cell: str) -> str:
    return _("“{text}” is not a date.").format(text=excerpt(cell))
