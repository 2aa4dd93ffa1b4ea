"""The other half of a transfer on an account in another currency: what it is worth tells it.

Amounts of two currencies are compared in base currency, each at the rate at which its line came
(the European Central Bank's, else the one that was typed). A bank takes its part of the rate, so
they agree within some per cent.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import convert, format_money, ratio
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.core.values.scaled import show_scaled
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine

NEAR = timedelta(days=5)  # so far apart two banks may book one transfer
CALLED, ALIKE = 6, 3  # per cent by which both sides may differ: where one says so, where none does
PLACES = 10  # of a rate
FULL = 100


class Moved(NamedTuple):
    """A line on an account in another currency, and its worth in minor units of base currency."""

    worth: int
    id: UUID
    line: BankLine


class Abroad:
    """Lines to be sorted by account and day, in order of their worth in base currency."""

    def __init__(self, base: str, accounts: Mapping[UUID, Account]) -> None:
        self.base, self.accounts = base, accounts
        self.is_needed = len({one.currency for one in accounts.values()}) > 1
        self.found: dict[tuple[UUID, date], list[Moved]] = {}

    def read(self, lines: Iterable[BankLine]) -> None:
        """Keep these lines, whose accounts may be in any currency."""
        found: dict[tuple[UUID, date], list[Moved]] = defaultdict(list)
        for line in lines:
            value = worth(line, self.accounts[line.account_id].currency, self.base)
            if value is not None:
                found[line.account_id, line.date].append(Moved(value, line.pk, line))
        self.found = {key: sorted(some) for key, some in found.items()}

    def of(self, line: BankLine) -> Iterator[Moved]:
        """What moved the other way, is worth as much, and lies in another currency."""
        own = self.accounts[line.account_id].currency
        value = worth(line, own, self.base) if self.found else None
        if value is None:
            return
        low, high = span(-value, CALLED)
        days = [line.date + timedelta(days) for days in range(-NEAR.days, NEAR.days + 1)]
        for pk, account in self.accounts.items():
            for day in days if account.currency != own else ():
                some = self.found.get((pk, day), [])
                start = bisect_left(some, low, key=lambda one: one.worth)
                yield from some[start : bisect_right(some, high, key=lambda one: one.worth)]

    def is_alike(self, line: BankLine, moved: Moved) -> bool:
        """Whether both are worth so nearly the same that nobody needs to say that they are one."""
        value = worth(line, self.accounts[line.account_id].currency, self.base)
        low, high = span(-moved.worth, ALIKE)
        return value is not None and low <= value <= high


def worth(line: BankLine, currency: str, base: str) -> int | None:
    """What a line of an account in `currency` is in minor units of the base currency, signed; None
    where no rate is known."""
    amount: int = line.amount
    if currency == base:
        return amount
    rate = line.exchange_rate or ecb_rate(currency, base, line.date)
    return None if rate is None else convert(amount, currency, base, rate)


def span(amount: int, percent: int) -> tuple[int, int]:
    """Between which amounts lies what differs by so much of the larger one at most."""
    least = amount * (FULL - percent) // FULL
    most = -(-amount * FULL // (FULL - percent))
    return min(least, most) - 1, max(least, most) + 1


def nearest(line: BankLine, others: Iterable[BankLine], currency: str) -> BankLine | None:
    """Of lines of one account in `currency` the other half of this one: the nearest day first, then
    the nearest amount."""
    base = line.workspace.currency
    value = worth(line, line.account.currency, base)
    if value is None:
        return None
    low, high = span(-value, CALLED)
    found = [
        (abs(one.date - line.date), abs(of + value), one.pk, one)
        for one in others
        if (of := worth(one, currency, base)) is not None and low <= of <= high
    ]
    return min(found, key=lambda one: one[:3])[3] if found else None


def at_rate(here: tuple[int, str], there: tuple[int, str], locale: str) -> str:
    """Amounts of both sides (signed minor units, a currency) as "$1,066.10, 1 EUR = 1.0661 USD"."""
    (left, source), (arrived, target) = (here, there) if here[0] < 0 else (there, here)
    rate = show_scaled(ratio(abs(left), source, abs(arrived), target), PLACES, locale)
    amount = format_money(abs(there[0]), there[1], locale)
    sentence = _("{amount}, 1 {source} = {rate} {target}")
    return sentence.format(amount=amount, source=source, rate=rate, target=target)
