"""One reading of a table, with the reasons for it and what is left to ask.

The table gives candidates (`columns`, `money`), what adds up decides between them (`balance`,
`signs`, `days`, `decimals`); what a person answered stands above that, and what was answered or
read before in this account below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from freelancer_os.transfer.asked import Decision, Question
from freelancer_os.transfer.csv.amounts import decimal_sign, read_cell
from freelancer_os.transfer.csv.dates import told_newest_first
from freelancer_os.transfer.csv.evidence.balance import Values
from freelancer_os.transfer.csv.evidence.columns import (
    Texts,
    find_currency,
    find_dates,
    find_status,
    find_texts,
    language_of,
)
from freelancer_os.transfer.csv.evidence.days import Clues, Order, decide_order
from freelancer_os.transfer.csv.evidence.decimals import Decimals, decide_decimals
from freelancer_os.transfer.csv.evidence.directions import directions
from freelancer_os.transfer.csv.evidence.fees import decide_fee
from freelancer_os.transfer.csv.evidence.ledger import CARD, Ledger, Signs
from freelancer_os.transfer.csv.evidence.money import Search
from freelancer_os.transfer.csv.evidence.pairs import decide_pair
from freelancer_os.transfer.csv.evidence.signs import decide_amount
from freelancer_os.transfer.csv.evidence.source import Source
from freelancer_os.transfer.csv.formats import is_date
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.csv.sheet import EVIDENCE, Sheet
from freelancer_os.transfer.csv.sorting import Sorter
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import Role
from freelancer_os.transfer.statement import Mapping


@dataclass(frozen=True)
class Reading:
    """The mapping, why it is so, and what is to be asked before it counts."""

    mapping: Mapping
    decisions: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_table(table: Table, known: Known) -> Reading:
    """Read a table; the mapping is incomplete where something is not there."""
    return _Reader(table, known).reading()


def _given(place: int | None) -> list[int]:
    return [] if place is None else [place]


class _Reader:
    def __init__(self, table: Table, known: Known) -> None:
        self.known = known
        whole = Sheet(table)
        self.language = language_of(whole)
        self.dates = self._dates(whole)
        status = self._status(whole)
        sorter = Sorter.of(table, self.dates, status)
        rows = list(islice(sorter.booked(), EVIDENCE))
        self.openings = [row for row in table.rows[:EVIDENCE] if sorter.moment(row) == "opening"]
        self.sheet = sheet = Sheet(table, rows or None)
        self.status = status
        taken: set[int | None] = {*self.dates, status}
        self.decimals = self._decimals(taken)
        self.source = self._source(taken)
        self.taken = taken | {*self.source.places, self.source.balance, self.source.fee}
        self.currency = (
            self._place("currency") if known.columns else find_currency(sheet, self.source.places)
        )
        self.texts = self._texts()
        self.signs = self._signs()

    def reading(self) -> Reading:
        """Everything put together."""
        order = self._order()
        fees = decide_fee(self._ledger(), self.signs, self.known.given, self.known.before)
        signs, source, is_pair = self.signs, self.source, self.source.amount is None
        mapping = Mapping(
            date=self._name(next(iter(self.dates), None)),
            other_dates=self._names(self.dates[1:]),
            payees=self._names(self.texts.payees),
            texts=self._names(self.texts.purposes),
            kind=self._name(self.texts.kind),
            amount=self._name(source.amount),
            debit=self._name(signs.debit if is_pair else None),
            credit=self._name(signs.credit if is_pair else None),
            direction=self._name(signs.direction.place if signs.direction else None),
            outs=self._outs(),
            fee=self._name(fees.place),
            currency=self._name(self.currency),
            reference=self._name(self._reference()),
            status=self._name(self.status),
            balance=self._name(source.balance if self._is_held() else None),
            date_order=order.order,
            decimal=self.decimals.sign,
            debits_positive=signs.debits_positive,
            credits_negative=signs.credits_negative,
            by_balance=signs.by_balance,
            by_thanks=signs.by_thanks,
        )
        found = (order, self.decimals, signs, fees)
        told = [one.decision for one in found if one.decision]
        asked = [one.question for one in found if one.question]
        return Reading(mapping) if mapping.missing else Reading(mapping, told, asked)

    def _is_held(self) -> bool:
        """Whether the balance is that after each row, as far as the rows tell; some may be missing
        between two of them."""
        fit, is_card = self.signs.fit, self.known.kind == CARD
        return self.signs.by_balance or is_card or 2 * fit.agreed >= fit.checked

    def _is_newest_first(self) -> bool | None:
        days = self.sheet.column(self.dates[0]) if self.dates else []
        return told_newest_first(list(filter(None, days)))

    def _outs(self) -> tuple[str, ...]:
        """The words for money out; none where the amounts themselves are marked."""
        direction = self.signs.direction
        if direction is None or direction.place == self.source.amount:
            return ()
        return tuple(sorted(direction.outs))

    def _name(self, place: int | None) -> str | None:
        return None if place is None else self.sheet.columns[place]

    def _names(self, places: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.sheet.columns[place] for place in places)

    def _place(self, role: str) -> int | None:
        name = getattr(self.known.columns, role)
        return None if name is None else self.sheet_columns.index(name)

    def _places(self, names: Sequence[str]) -> list[int]:
        return list(map(self.sheet_columns.index, names))

    def _dates(self, whole: Sheet) -> list[int]:
        self.sheet_columns = whole.columns
        columns = self.known.columns
        if columns is None:
            return find_dates(whole)
        return self._places([*filter(None, [columns.date]), *columns.other_dates])

    def _status(self, whole: Sheet) -> int | None:
        return self._place("status") if self.known.columns else find_status(whole, {*self.dates})

    def _decimals(self, taken: set[int | None]) -> Decimals:
        sheet, known = self.sheet, self.known
        places = [place for place in sheet.numbers if place not in taken]
        if known.columns:
            roles = ("amount", "debit", "credit", "balance")
            places = [place for role in roles if (place := self._place(role)) is not None]
        cells = [cell for place in places for cell in sheet.cells(place)]
        self.has_comma = decimal_sign(cells) == ","
        return decide_decimals(cells, self.language, known.currency, known.given, known.before)

    def _source(self, taken: set[int | None]) -> Source:
        if self.known.columns is None:
            sign, currency = self.decimals.sign, self.known.currency
            return Search(self.sheet, sign, taken, currency).source()
        amount, debit, credit, fee, balance = map(
            self._place, ("amount", "debit", "credit", "fee", "balance")
        )
        return Source(amount, debit, credit, fee=fee, balance=balance)

    def _texts(self) -> Texts:
        columns = self.known.columns
        if columns is None:
            used = self.taken | {self.currency} | directions(self.sheet)
            return find_texts(self.sheet, used)
        return Texts(self._places(columns.payees), self._places(columns.texts), self._place("kind"))

    def _reference(self) -> int | None:
        if self.known.columns:
            return self._place("reference")
        taken = self.taken | {self.currency}
        found = self.sheet.first(Role.REFERENCE, bool)
        return None if found in taken else found

    def _opening(self) -> Decimal | None:
        """The balance before the first booking, where one row says it beside the other balances."""
        if len(self.openings) != 1 or self.source.balance is None:
            return None
        cell = self.sheet.cell(self.openings[0], self.source.balance)
        found = read_cell(cell, self.decimals.sign) if cell else None
        return found.value if found else None

    def _ledger(self) -> Ledger:
        sheet, source = self.sheet, self.source
        places = [*source.places, *_given(source.balance), *_given(source.fee)]
        sign = self.decimals.sign
        values: dict[int, Values] = {place: sheet.values(place, sign) for place in places}
        balances = values[source.balance] if source.balance is not None else []
        said = [*self.texts.purposes, *self.texts.payees, *_given(self.texts.kind)]
        texts = [
            next((cell for place in said if (cell := sheet.cell(row, place))), "")
            for row in sheet.rows
        ]
        used = self.taken | {self.currency}
        taken = used | {*self.texts.payees, *self.texts.purposes}
        return Ledger(
            sheet, self.source, values, balances or [None] * len(sheet.rows), texts,
            self.known.kind, taken, used, self._opening(), self._is_newest_first(),
        )  # fmt: skip

    def _signs(self) -> Signs:
        if not self.source.places:
            return Signs()
        decide = decide_pair if self.source.amount is None else decide_amount
        return decide(self._ledger(), self.known.given, self.known.before)

    def _order(self) -> Order:
        columns = [self.sheet.column(place) for place in self.dates]
        if not any(map(any, columns[:1])):
            return Order("dmy")
        others = [self.sheet.column(place) for place in self.sheet.unnamed(is_date, {*self.dates})]
        above = [cell for row in self.sheet.table.above for cell in row.cells]
        newest = self.signs.fit.is_newest_first if self.signs.fit.is_good else None
        clues = Clues(
            [*columns, *others], above, self.language, self.known.today, newest,
            self.known.currency, has_comma=self.has_comma,
        )  # fmt: skip
        return decide_order(clues, self.known.given, self.known.before)
