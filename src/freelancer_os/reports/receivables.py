"""Receivables: what clients owed at the end of a day, and how long they had owed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.values.money import convert
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.models import Invoice, Payment, SettledLine, Settlement, Transaction
from freelancer_os.people.models import Workspace

AGES = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")
"""How long a claim is overdue; not at all where it is not due."""
RECENT = 2_000  # payments and settlements since a day: so few are found by their days
COLUMNS = (
    *("id", "number", "client_id", "client__name", "sent_to", "due_date", "issue_date"),
    "base_outstanding",
)


class Claim(NamedTuple):
    """What was outstanding of an invoice, in minor units of the base currency; `since` is the day
    by which it ages. A credit is below zero."""

    invoice: UUID
    number: str
    client: UUID | None
    name: str
    since: date
    amount: int
    age: str


@dataclass(frozen=True)
class Owing:
    """The claims against one client; one that is gone goes by the name it was sent with."""

    client: UUID | None
    name: str
    claims: list[Claim]

    @property
    def total(self) -> int:
        return sum(claim.amount for claim in self.claims)

    def of(self, age: str) -> int:
        """What is of one age."""
        return sum(claim.amount for claim in self.claims if claim.age == age)


@dataclass(frozen=True)
class Receivables:
    """Of the invoices issued by a day that are neither draft, void nor pro forma: the total less
    what was settled by that day. Who owes most stands first."""

    on: date
    clients: list[Owing]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.clients)

    def of(self, age: str) -> int:
        """What is of one age."""
        return sum(one.of(age) for one in self.clients)


def receivables(workspace: Workspace, on: date) -> Receivables:
    """What was owed at the end of a day."""
    by_client: dict[tuple[UUID | None, str], list[Claim]] = defaultdict(list)
    for claim in _claims(workspace, on):
        by_client[claim.client, claim.name].append(claim)
    owing = [Owing(client, name, claims) for (client, name), claims in by_client.items()]
    owing.sort(key=lambda one: (-one.total, one.name))
    return Receivables(on, owing)


def _claims(workspace: Workspace, on: date) -> Iterator[Claim]:
    issued = Invoice.objects.of(workspace).filter(
        status=Invoice.Status.SENT, kind__in=CLAIMS, issue_date__lte=on
    )
    open_then = issued.filter(Q(settled_on=None) | Q(settled_on__gt=on)).exclude(payable=0)
    rows = list(open_then.order_by("issue_date", "id").values_list(*COLUMNS))
    later = _settled_later(workspace, on, [row[0] for row in rows])
    for pk, number, client, name, sent_to, due, issue, outstanding in rows:
        amount = outstanding + later.get(pk, 0)
        if amount:
            since = due or issue
            age = _age((on - since).days)
            yield Claim(pk, number or "", client, name or sent_to, since, amount, age)


def _settled_later(workspace: Workspace, on: date, invoices: Sequence[UUID]) -> dict[UUID, int]:
    """What was settled of invoices after a day, in base currency at the rates of their lines."""
    base, found = workspace.currency, defaultdict[UUID, int](int)
    columns = ("id", "invoice_id", "currency", "exchange_rate", "paid", "base_paid")
    since = _settled_since(workspace, on)
    asked, keys = ("invoice", invoices) if since is None else ("pk", [*since])
    for some in in_batches(keys):
        rows = Transaction.objects.of(workspace).filter(**{f"{asked}__in": some})
        paid = rows.exclude(paid=0) if since is None else rows.exclude(invoice=None)
        lines = {row[0]: row for row in paid.values_list(*columns)}
        for pk, settles in since.items() if since is not None else _settled(workspace, on, lines):
            if pk not in lines:
                continue
            _pk, invoice, currency, rate, paid_now, base_paid = lines[pk]
            if currency == base or rate is None:
                found[invoice] += settles
            else:
                found[invoice] += base_paid - convert(paid_now - settles, currency, base, rate)
    return found


def _settled_since(workspace: Workspace, on: date) -> dict[UUID, int] | None:
    """What of lines was settled after a day, found by its days; None where it is much."""
    payments = Payment.objects.of(workspace).filter(date__gt=on, transaction__isnull=False)
    settlements = Settlement.objects.of(workspace).filter(date__gt=on)
    parts = [*payments.order_by("date").values_list("transaction_id", "settles")[: RECENT + 1]]
    keys = [*settlements.order_by("-date", "-id").values_list("pk", flat=True)[: RECENT + 1]]
    if len(parts) + len(keys) > RECENT:
        return None
    for some in in_batches(keys):
        lines = SettledLine.objects.of(workspace).filter(settlement__in=some)
        parts += lines.values_list("line_id", "settles")
    found: dict[UUID, int] = defaultdict(int)
    for pk, settles in parts:
        found[pk] += settles
    return found


def _settled(workspace: Workspace, on: date, lines: Iterable[UUID]) -> Iterable[tuple[UUID, int]]:
    """The same of given lines, in their own currencies, found by the lines."""
    found: dict[UUID, int] = defaultdict(int)
    for some in in_batches(lines):
        # By the lines, not joined to their invoices: an index of days would lead over all since.
        payments = Payment.objects.of(workspace).filter(transaction__in=some)
        parts = payments.values_list("transaction_id", "date", "settles")
        settled = SettledLine.objects.of(workspace).filter(line__in=some)
        for pk, day, settles in (
            *parts,
            *settled.values_list("line_id", "settlement__date", "settles"),
        ):
            if day > on:
                found[pk] += settles
    return found.items()


def _age(days: int) -> str:
    """The column of a claim that is due for so many days."""
    return AGES[0] if days <= 0 else AGES[min((days - 1) // 30, 3) + 1]
