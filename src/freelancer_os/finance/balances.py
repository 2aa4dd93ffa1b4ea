"""The balance of an account over time, read from what is kept by month and by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from freelancer_os.core.log.totals.kept import Range, kept
from freelancer_os.core.values.spans import Span, month_after, month_of
from freelancer_os.finance.accounts import Account


class Month(NamedTuple):
    """What moved in a month, or in what is asked of it, and the balance at its end, in minor units
    of the account's currency."""

    month: str
    moved: int
    balance: int


def balance_on(account: Account, day: date) -> int:
    """The balance at the end of a day."""
    months = Range("moved_months", f"{account.pk}|", f"{account.pk}|{month_of(day)}")
    days = _days(account, Span(day.replace(day=1), day))
    opening: int = account.opening_balance
    return opening + sum(one.amount for one in kept(account.workspace_id, months, days))


def by_month(account: Account, span: Span) -> tuple[int, list[Month]]:
    """The balance before a span, and its months."""
    before = balance_on(account, date.fromordinal(span.first.toordinal() - 1))
    moved = dict.fromkeys(span.each_month(), 0)
    for one in kept(account.workspace_id, *_within(account, span)):
        moved[one.key.partition("|")[2][: len("2026-11")]] += one.amount
    found, balance = [], before
    for month, amount in moved.items():
        balance += amount
        found.append(Month(month, amount, balance))
    return before, found


def moved_on(accounts: Sequence[Account], span: Span) -> dict[UUID, int]:
    """What moved on each of some accounts in a span, in minor units of its currency."""
    found = {account.pk: 0 for account in accounts}
    if not accounts:
        return found
    asked = [one for account in accounts for one in _within(account, span)]
    for one in kept(accounts[0].workspace_id, *asked):
        found[UUID(one.key.partition("|")[0])] += one.amount
    return found


def by_day(account: Account, span: Span) -> dict[date, int]:
    """What moved on an account on each day of a span on which something did, in order."""
    found = sorted(kept(account.workspace_id, _days(account, span)))
    return {date.fromisoformat(one.key.partition("|")[2]): one.amount for one in found}


def _within(account: Account, span: Span) -> list[Range]:
    """The kept sums of a span: of its whole months, and of the days at its ends."""
    months, edges = span.parts()
    asked = [_days(account, edge) for edge in edges]
    if months is not None:
        end = month_of(month_after(months.last.replace(day=1), 1))
        first = f"{account.pk}|{month_of(months.first)}"
        asked.append(Range("moved_months", first, f"{account.pk}|{end}"))
    return asked


def _days(account: Account, span: Span) -> Range:
    after = span.last + timedelta(days=1)
    return Range("moved_days", _key(account, span.first), _key(account, after))


def _key(account: Account, day: date) -> str:
    return f"{account.pk}|{day.isoformat()}"
