"""The rows of a table that evidence is taken from, and what each column holds in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.amounts import read_cell
from freelancer_os.transfer.csv.formats import currency_of, is_amount, is_date
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import CURRENCIES, Match, Role, matches
from freelancer_os.transfer.statement import DecimalSign

Check = Callable[[str], bool]

NAMED = 0.5  # share of cells that must fit where the name of the column says what it is
UNNAMED = 0.8  # and where it does not
EVIDENCE = 600  # rows that are looked at
_NUMBER_LIKE = re.compile(r"[.,][0-9]{1,2}(?![0-9])|^[-+(]|[^\d\s.,'()+-]")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}")
_DIGITS_ONLY = re.compile(r"[\d\s*xX./'-]+")


class Sheet:
    """A table whose columns are places from 0; `rows` are those that evidence is taken from."""

    def __init__(self, table: Table, rows: Sequence[Record] | None = None) -> None:
        self.table = table
        self.columns = table.columns
        self.places = range(len(table.columns))
        self.rows = list(table.rows[:EVIDENCE] if rows is None else rows[:EVIDENCE])

    @cached_property
    def named(self) -> dict[Role, list[int]]:
        """Places by what their name can mean, the surest first."""
        found: dict[Role, list[tuple[bool, int]]] = {}
        for place in self.places:
            for match in self.matches(place):
                rank = (not match.is_exact, place)
                if rank not in found.setdefault(match.role, []):
                    found[match.role].append(rank)
        return {role: [place for _, place in sorted(ranks)] for role, ranks in found.items()}

    def matches(self, place: int) -> tuple[Match, ...]:
        """What the name of a column can mean."""
        return matches(self.columns[place]) if self.table.header else ()

    def cell(self, record: Record, place: int) -> str:
        """A cell without the white space around it, "" where the row is too short."""
        return record.cells[place].strip() if place < len(record.cells) else ""

    def column(self, place: int) -> list[str]:
        """All cells of a column, one per row."""
        return [self.cell(record, place) for record in self.rows]

    def cells(self, place: int) -> list[str]:
        """The cells of a column that are not empty."""
        return list(filter(None, self.column(place)))

    def share(self, place: int, check: Check) -> float:
        """Which share of the filled cells passes; 1 of an empty column."""
        cells = self.cells(place)
        return sum(map(check, cells)) / len(cells) if cells else 1.0

    def filled(self, place: int) -> float:
        """Which share of the rows has something in this column."""
        return len(self.cells(place)) / len(self.rows) if self.rows else 0.0

    def values(self, place: int, decimal: DecimalSign) -> list[Decimal | None]:
        """The amounts of a column, one per row, None where a cell holds none."""
        read = (read_cell(cell, decimal) if cell else None for cell in self.column(place))
        return [amount.value if amount else None for amount in read]

    def first(self, role: Role, check: Check, share: float = NAMED) -> int | None:
        """The surest column of a name whose cells pass; one that holds anything before others."""
        fitting = [place for place in self.named.get(role, []) if self.share(place, check) >= share]
        filled = [place for place in fitting if self.cells(place)]
        return next(iter(filled or fitting), None)

    def unnamed(self, check: Check, taken: set[int | None]) -> list[int]:
        """The filled columns whose cells pass, whatever they are called."""
        return [
            place
            for place in self.places
            if place not in taken and self.cells(place) and self.share(place, check) >= UNNAMED
        ]

    @cached_property
    def numbers(self) -> list[int]:
        """Columns that could hold amounts: no dates, no plain numbering without a name for it."""
        return [place for place in self.places if self._is_number(place)]

    def _is_number(self, place: int) -> bool:
        roles = {match.role for match in self.matches(place)}
        cells = self.cells(place)
        if not cells or self.share(place, is_amount) < (NAMED if roles & MONEY else UNNAMED):
            return False
        if roles & MONEY:
            return True
        if roles - DAYS or self.share(place, is_date) >= UNNAMED:
            return False
        return any(map(_NUMBER_LIKE.search, cells)) and self.share(place, _is_written) >= NAMED

    def distinct(self, place: int) -> list[str]:
        """What a column holds, folded, each once."""
        return list(dict.fromkeys(map(fold, self.cells(place))))


DAYS = {Role.DATE, Role.TRANSACTION_DATE, Role.VALUE_DATE, Role.SETTLEMENT_DATE}
MONEY = {Role.AMOUNT, Role.GROSS, Role.DEBIT, Role.CREDIT, Role.FEE, Role.BALANCE}


def _is_written(cell: str) -> bool:
    return not _IBAN.fullmatch(cell.replace(" ", ""))


def is_currency(cell: str) -> bool:
    """Whether a cell is a currency and nothing else."""
    return currency_of(cell) is not None


def is_known_currency(cell: str) -> bool:
    """Whether a cell is a code that is in use, where no name says that it is one."""
    return currency_of(cell) in CURRENCIES and cell == cell.upper()


def is_account_number(cell: str) -> bool:
    """Whether a cell is an IBAN or the number of an account or card."""
    bare = cell.replace(" ", "").replace("*", "0").strip("'\"")
    return bool(_IBAN.fullmatch(bare)) or bool(_DIGITS_ONLY.fullmatch(bare))
