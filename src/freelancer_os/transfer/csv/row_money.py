"""What a row is worth: its amount with the sign that the mapping gives it."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.amounts import Amount, is_marked_credit, read_cell
from freelancer_os.transfer.csv.dates import is_newest_first, read_date
from freelancer_os.transfer.csv.evidence.balance import signs
from freelancer_os.transfer.csv.evidence.directions import way_of
from freelancer_os.transfer.csv.raw.cells import UnreadableError, excerpt
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.sorting import Sorter
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import CARD_PAYMENTS, REVERSALS, holds
from freelancer_os.transfer.statement import Mapping

_TWO_WORDS = 2  # of which one means out, so the other means in


class RowMoney:
    """Reads the amounts of the rows of one table."""

    def __init__(self, table: Table, mapping: Mapping, sorter: Sorter) -> None:
        self.table, self.mapping, self.sorter = table, mapping, sorter
        self.place = {name: place for place, name in enumerate(table.columns)}
        self.outs = frozenset(mapping.outs)
        self.is_payer = mapping.direction in mapping.payees
        self.words = self._words(mapping.direction) if mapping.outs else frozenset[str]()
        money = (mapping.amount, mapping.debit, mapping.credit, mapping.balance)
        self.places = [self.place[name] for name in money if name is not None]
        self.signs = self._signs() if mapping.by_balance else {}

    def named(self, record: Record, column: str | None) -> str:
        """The cell of a column, "" for none."""
        if column is None:
            return ""
        place = self.place[column]
        return record.cells[place].strip() if place < len(record.cells) else ""

    def held(self, record: Record) -> Decimal | None:
        """The running balance of a row."""
        if self.mapping.balance is None:
            return None
        cell = self.named(record, self.mapping.balance)
        amount = read_cell(cell, self.mapping.decimal) if cell else None
        return amount.value if amount else None

    def amount(self, record: Record) -> Amount | None:
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
        if self.mapping.by_balance:
            return self._by_balance(record, value)
        if self.mapping.by_thanks and any(holds(cell, CARD_PAYMENTS) for cell in record.cells):
            return abs(value)
        if column is None:
            return -value if self.mapping.debits_positive else value
        cell = self.named(record, column)
        is_marked = column == self.mapping.amount
        out = not is_marked_credit(cell) if is_marked else self._is_out(cell)
        if out is None and not cell and value < 0:
            return value  # what has no word has a sign
        if out is None:
            sentence = _("“{text}” says neither debit nor credit.")
            raise UnreadableError(column, sentence.format(text=excerpt(cell)))
        return -value if out else value

    def _is_out(self, cell: str) -> bool | None:
        word = fold(cell)
        if word in self.outs or self.is_payer:
            return word in self.outs
        if not word and self.words == self.outs and len(self.outs) == 1:
            return False  # only what went out is marked
        if self.words and len(self.words) <= _TWO_WORDS:
            return False if word else None
        return way_of(word, is_kind=True)

    def _by_balance(self, record: Record, value: Decimal) -> Decimal:
        sign = self.signs.get(record.row)
        if sign is None and value:
            sentence = _("The amount has no sign, and no balance before it tells which it has.")
            raise UnreadableError(self.mapping.amount, sentence)
        return value * (sign or 1)

    def _two_sided(self, record: Record) -> Amount | None:
        debit = self._read(record, self.mapping.debit)
        credit = self._read(record, self.mapping.credit)
        if debit and credit and debit.value and credit.value:
            raise UnreadableError(self.mapping.debit, _("This line has a debit and a credit."))
        if debit and (debit.value or not credit):
            value = -debit.value if self.mapping.debits_positive else debit.value
            self._check_turned(record, self.mapping.debit, value > 0)
            return Amount(value, debit.currency)
        if credit:
            value = -credit.value if self.mapping.credits_negative else credit.value
            self._check_turned(record, self.mapping.credit, value < 0)
            return Amount(value, credit.currency)
        return None

    def _check_turned(self, record: Record, column: str | None, is_turned: bool) -> None:
        """An amount with the other sign than its column has: a reversal, if anything says so."""
        if not is_turned or self.is_balanced:
            return
        if any(holds(cell, REVERSALS) for cell in record.cells):
            return
        sentence = _("“{text}” has another sign than its column, and nothing tells what it means.")
        raise UnreadableError(column, sentence.format(text=excerpt(self.named(record, column))))

    @cached_property
    def is_balanced(self) -> bool:
        """Whether a running balance goes along with the rows."""
        return sum(self.held(row) is not None for row in self.table.rows) > 1

    def _read(self, record: Record, column: str | None) -> Amount | None:
        cell = self.named(record, column)
        if not cell or cell in {"-", "–"}:
            return None
        amount = read_cell(cell, self.mapping.decimal)
        if amount is None:
            sentence = _("“{text}” is not an amount.")
            raise UnreadableError(column, sentence.format(text=excerpt(cell)))
        return amount

    def _signs(self) -> dict[int, int]:
        """The sign of each row whose amount has none, by its line number, as the balance has it."""
        rows = list(self.sorter.booked())
        read = [self.named(row, self.mapping.amount) for row in rows]
        found = [read_cell(cell, self.mapping.decimal) if cell else None for cell in read]
        amounts = [abs(amount.value) if amount else None for amount in found]
        opening = next((r for r in self.table.rows if self.sorter.moment(r) == "opening"), None)
        before = self.held(opening) if opening else None
        days = [read_date(self.sorter.day(row), self.mapping.date_order) for row in rows]
        told = signs(amounts, [self.held(row) for row in rows], before, is_newest_first(days))
        return {row.row: sign for row, sign in zip(rows, told, strict=True) if sign}

    def _words(self, column: str | None) -> frozenset[str]:
        """The words of the direction that stand in the file."""
        place = self.place[column] if column else len(self.table.columns)
        found = {fold(row.cells[place]) for row in self.table.rows if place < len(row.cells)}
        return frozenset(found - {""})
