"""The balance of an account over time, read from what is kept by month and by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from freelancer_os.core.models import TallyRow
from freelancer_os.core.values.spans import Span, month_of
from freelancer_os.finance.accounts import Account


class Month(NamedTuple):
    """What moved in a month, or in what is asked of it, and the balance at its end, in minor units
    of the account's currency."""

    month: str
    moved: int
    balance: int


def balance_on(account: Account, day: date) -> int:
    """The balance at the end of a day."""
    first = day.replace(day=1)
    months = Q(
        name="moved_months", key__gte=f"{account.pk}|", key__lt=f"{account.pk}|{month_of(day)}"
    )
    days = Q(name="moved_days", key__gte=_key(account, first), key__lte=_key(account, day))
    opening: int = account.opening_balance
    return opening + sum(amount for _key, amount in _kept(account.workspace_id, [months, days]))


def by_month(account: Account, span: Span) -> tuple[int, list[Month]]:
    """The balance before a span, and its months."""
    before = balance_on(account, date.fromordinal(span.first.toordinal() - 1))
    moved = dict.fromkeys(span.each_month(), 0)
    for key, amount in _kept(account.workspace_id, _within(account, span)):
        moved[key.partition("|")[2][: len("2026-11")]] += amount
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
    for key, amount in _kept(accounts[0].workspace_id, asked):
        found[UUID(key.partition("|")[0])] += amount
    return found


def by_day(account: Account, span: Span) -> dict[date, int]:
    """What moved on an account on each day of a span on which something did, in order."""
    days = tuple(_key(account, day) for day in span)
    rows = TallyRow.objects.filter(
        name="moved_days", key__range=days, workspace_id=account.workspace_id
    )
    found = rows.order_by("key").values_list("key", "amount")
    return {date.fromisoformat(key.partition("|")[2]): amount for key, amount in found}


def _within(account: Account, span: Span) -> list[Q]:
    """The kept sums of a span: of its whole months, and of the days at its ends."""
    months, edges = span.parts()
    asked = list[Q]()
    if months is not None:
        keys = (f"{account.pk}|{month_of(one)}" for one in months)
        asked.append(Q(name="moved_months", key__range=tuple(keys)))
    for edge in edges:
        asked.append(Q(name="moved_days", key__range=tuple(_key(account, day) for day in edge)))
    return asked


def _kept(workspace: UUID, asked: Sequence[Q]) -> Iterable[tuple[str, int]]:
    """Kept sums, one range of keys each, in one statement: each is looked up, and no more is read.

    Joined by OR they would be looked for among all that is kept of a workspace.
    """
    rows = [
        TallyRow.objects.filter(one, workspace_id=workspace).order_by().values_list("key", "amount")
        for one in asked
    ]
    return rows[0].union(*rows[1:], all=True) if rows else ()


def _key(account: Account, day: date) -> str:
    return f"{account.pk}|{day.isoformat()}"
