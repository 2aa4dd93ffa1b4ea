"""Recognise what the columns of a statement mean, by their names and by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import permutations

from freelancer_os.transfer.csv.formats import (
    are_debits_positive,
    currency_of,
    decimal_of,
    has_minus,
    is_amount,
    is_date,
    is_fee_on_top,
    is_out,
    is_running_balance,
    order_of,
)
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import Role, matches
from freelancer_os.transfer.statement import DateOrder, DecimalSign, Mapping

Check = Callable[[str], bool]

_NAMED = 0.5  # share of cells that must fit where the name of the column says what it is
_UNNAMED = 0.8  # and where it does not
_HAS_FRACTION_OR_SIGN = re.compile(r"[.,][0-9]{2}(?![0-9])|^[-+(]")


def recognise(table: Table) -> tuple[Mapping, bool]:
    """The mapping of a table, incomplete where something is not there, and whether the order of
    day and month is only a guess."""
    return _Recognition(table).result()


class _Recognition:
    """One table while its columns are being recognised; columns are places, from 0."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.places = range(len(table.columns))
        self.named = self._places_by_role()
        self.balance = self._named(Role.BALANCE, is_amount)
        self.date = self._find_date()
        self.amount, self.debit, self.credit = self._find_amounts()
        money = (self.amount, self.debit, self.credit)
        self.money = [place for place in money if place is not None]
        self.direction = self._find_direction()
        self.currency = self._named(Role.CURRENCY, lambda cell: currency_of(cell) is not None)
        self.reference = self._named(Role.REFERENCE, bool)
        self.texts = self._find_texts()

    def result(self) -> tuple[Mapping, bool]:
        language = self._find_language()
        order, is_guess = self._order(language)
        amounts = [place for place in (*self.money, self.balance) if place is not None]
        decimal = decimal_of(self.table, amounts, language)
        mapping = Mapping(
            date=self._name(self.date),
            texts=tuple(self.table.columns[place] for place in self.texts),
            amount=self._name(self.amount),
            debit=self._name(self.debit),
            credit=self._name(self.credit),
            direction=self._name(self.direction),
            fee=self._name(self._find_fee(decimal)),
            currency=self._name(self.currency),
            reference=self._name(self.reference),
            date_order=order,
            decimal=decimal,
            debits_positive=self._are_debits_positive(decimal),
        )
        return mapping, is_guess

    def _order(self, language: str) -> tuple[DateOrder, bool]:
        return ("dmy", False) if self.date is None else order_of(self.table, self.date, language)

    def _are_debits_positive(self, decimal: DecimalSign) -> bool:
        return self.debit is not None and are_debits_positive(self.table, self.debit, decimal)

    def _name(self, place: int | None) -> str | None:
        return None if place is None else self.table.columns[place]

    def _places_by_role(self) -> dict[Role, list[int]]:
        found: dict[Role, list[tuple[bool, int]]] = {}
        for place in self.places:
            for match in matches(self.table.columns[place]) if self.table.header else ():
                rank = (not match.is_exact, place)
                if rank not in found.setdefault(match.role, []):
                    found[match.role].append(rank)
        return {role: [place for _, place in sorted(ranks)] for role, ranks in found.items()}

    def _named(self, role: Role, check: Check) -> int | None:
        places = self.named.get(role, [])
        fitting = [place for place in places if self._holds(place, check, _NAMED)]
        filled = [place for place in fitting if self.table.sample(place)]
        return next(iter(filled or fitting), None)

    def _named_or_some(self, role: Role, check: Check) -> int | None:
        """As `_named`, but one fitting cell is enough: few bookings can stand above a long foot."""
        named = self._named(role, check)
        if named is not None:
            return named
        places = self.named.get(role, [])
        return next((place for place in places if any(map(check, self.table.sample(place)))), None)

    def _holds(self, place: int, check: Check, share: float) -> bool:
        """Whether this share of a column's cells passes; an empty column does."""
        sample = self.table.sample(place)
        return sum(map(check, sample)) >= share * len(sample)

    def _find_date(self) -> int | None:
        for role in (Role.DATE, Role.VALUE_DATE):
            named = self._named_or_some(role, is_date)
            if named is not None:
                return named
        return next(iter(self._unnamed(is_date, set())), None)

    def _unnamed(self, check: Check, taken: set[int | None]) -> list[int]:
        free = [place for place in self.places if place not in taken]
        return [
            place
            for place in free
            if self.table.sample(place) and self._holds(place, check, _UNNAMED)
        ]

    def _find_amounts(self) -> tuple[int | None, int | None, int | None]:
        amount = self._named_or_some(Role.AMOUNT, is_amount)
        debit = self._named_or_some(Role.DEBIT, is_amount)
        credit = self._named_or_some(Role.CREDIT, is_amount)
        both = debit is not None and credit is not None and debit != credit
        if both and (amount is None or not has_minus(self.table, amount)):
            return None, debit, credit
        if amount is None and debit == credit:
            return self._find_unnamed_amount(), None, None
        return (amount, None, None) if amount is not None else (None, debit, credit)

    def _find_unnamed_amount(self) -> int | None:
        taken = {self.date, self.balance, *self.named.get(Role.FEE, [])}
        places = [
            place
            for place in self._unnamed(is_amount, taken)
            if any(map(_HAS_FRACTION_OR_SIGN.search, self.table.sample(place)))
            and not self._holds(place, is_date, _UNNAMED)
        ]
        balances = {
            other
            for place, other in permutations(places, 2)
            if is_running_balance(self.table, other, place)
        }
        left = [place for place in places if place not in balances]
        signed = [place for place in left if has_minus(self.table, place)]
        return left[0] if len(left) == 1 else signed[0] if len(signed) == 1 else None

    def _find_direction(self) -> int | None:
        if self.amount is None or has_minus(self.table, self.amount):
            return None
        named = self._named(Role.DIRECTION, lambda cell: is_out(cell) is not None)
        if named is not None:
            return named if self.table.sample(named) else None
        taken = {self.date, self.amount, self.balance}
        places = self._unnamed(lambda cell: is_out(cell) is not None, taken)
        return next(iter(places), None)

    def _find_fee(self, decimal: DecimalSign) -> int | None:
        fee = self._named(Role.FEE, is_amount)
        if fee is None or self.amount is None or self.balance is None:
            return None
        is_on_top = is_fee_on_top(self.table, self.amount, fee, self.balance, decimal)
        return fee if is_on_top else None

    def _find_texts(self) -> list[int]:
        taken = {self.date, self.direction, self.currency, self.balance, *self.money}
        payees = [place for place in sorted(self.named.get(Role.PAYEE, [])) if place not in taken]
        purposes = [
            place
            for place in sorted(self.named.get(Role.PURPOSE, []))
            if place not in taken and place not in payees
        ]
        if (
            not purposes
            and self.reference is not None
            and self._holds(self.reference, _is_prose, _NAMED)
        ):
            purposes = [self.reference]
        kinds = [place for place in self.named.get(Role.KIND, []) if place not in taken][:1]
        return payees + purposes or kinds or self._find_unnamed_text(taken)

    def _find_unnamed_text(self, taken: set[int | None]) -> list[int]:
        places = self._unnamed(_has_letters, taken | {self.reference})
        return sorted(places, key=self._mean_length, reverse=True)[:1]

    def _mean_length(self, place: int) -> float:
        sample = self.table.sample(place)
        return sum(map(len, sample)) / len(sample)

    def _find_language(self) -> str:
        names = [matches(column) for column in self.table.columns]
        languages = [{match.language for match in found} for found in names]
        counts = Counter(language for found in languages for language in sorted(found))
        return max(counts, key=lambda language: (counts[language], language == "en"), default="")


def _has_letters(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _is_prose(cell: str) -> bool:
    return " " in cell and _has_letters(cell)
