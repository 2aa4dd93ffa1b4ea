"""A bank line arrives for what was posted by itself: it pays that entry, and makes no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.recurring.occurrences import Occurrence

NEAR = timedelta(days=5)  # so far from its day a bank may take it


class Arriving(NamedTuple):
    """A line of a bank: minor units of the account's currency, signed."""

    identity: str
    day: date
    amount: int


def awaited(
    occurrences: QuerySet[Occurrence],
    account: Account,
    lines: Iterable[Arriving],
    but: Container[UUID] = frozenset(),
) -> dict[str, UUID]:
    """Which entry each line pays, by its identity: one that was posted within five days, of the
    same amount, on this account or none, that nothing has paid but the program itself.

    Of several the nearest; each is paid by one line. What has been closed is left alone.
    """
    arrived = list(lines)
    if not arrived:
        return {}
    days = sorted(one.day for one in arrived)
    open_ = _open(occurrences, account, Span(days[0], days[-1]))
    found: dict[str, UUID] = {}
    taken = set[UUID]()
    for line in sorted(arrived, key=lambda one: (one.day, one.identity)):
        near = [
            (abs(line.day - day), day, pk)
            for pk, day in open_.get(line.amount, ())
            if pk not in taken and pk not in but and abs(line.day - day) <= NEAR
        ]
        if near:
            _apart, _day, found[line.identity] = min(near)
            taken.add(found[line.identity])
    return found


def _open(
    occurrences: QuerySet[Occurrence], account: Account, span: Span
) -> dict[int, list[tuple[UUID, date]]]:
    """What may be paid, by the signed amount."""
    closed = account.workspace.closed_until or date.min
    payments = Payment.objects.of(account.workspace_id).filter(transaction=OuterRef("transaction"))
    by_others = payments.filter(~Q(origin=Payment.Origin.MODE) | ~Q(account=account))
    rows = occurrences.filter(
        Q(recurring__account=account) | Q(recurring__account=None),
        transaction__currency=account.currency,
        transaction__invoice=None,
        date__range=(span.first - NEAR, span.last + NEAR),
        date__gt=closed,
    ).exclude(Exists(by_others))
    rows = rows.filter(Q(transaction__paid=0) | Q(transaction__paid=F("transaction__total")))
    found: dict[int, list[tuple[UUID, date]]] = defaultdict(list)
    named = ("transaction", "transaction__date", "transaction__kind", "transaction__total")
    for pk, day, kind, total in rows.values_list(*named):
        found[total if kind == Kind.INCOME else -total].append((pk, day))
    return found


def pay(unit: Unit, line: BankLine, entry: UUID) -> Payment:
    """The payment that a line proves, unsaved; what the program recorded by itself goes for it."""
    for recorded in unit.rows(Payment).filter(transaction=entry):
        recorded.remove()
    transaction = unit.get(Transaction, entry)
    line.become(BankLine.How.ENTRY, transaction)
    return line.prove(transaction, transaction.total)
