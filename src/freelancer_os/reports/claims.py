"""Claims: what was outstanding of each invoice at the end of a day.

Of one that was paid in part before the day and in part after it, what came later is looked up; of
all others the database knows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.values.money import convert
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.models import Invoice, Payment, SettledLine, Transaction
from freelancer_os.people.models import Workspace

AGES = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")
"""How long a claim is overdue; not at all where it is not due."""
STEP = 30  # days of an age
NONE = "none"
Debtor = tuple[UUID | None, str]
"""A client; one that is gone, or that there never was, by the name that was sent to."""


class Claim(NamedTuple):
    """What was outstanding of an invoice, in minor units of the base currency; `since` is the day
    by which it ages. A credit is below zero."""

    invoice: UUID
    number: str
    debtor: Debtor
    since: date
    amount: int
    age: str


def claims(workspace: Workspace, on: date, client: str = "") -> dict[Debtor, list[Claim]]:
    """Each of them, the oldest first, by whom it is owed."""
    by_debtor: dict[Debtor, list[Claim]] = defaultdict(list)
    listed = [
        claim
        for rows in open_on(workspace, on, client)
        for claim in claims_of(workspace, on, rows.order_by("issue_date", "id"))
    ]
    for claim in sorted(listed, key=lambda one: one.since):
        by_debtor[claim.debtor].append(claim)
    return by_debtor


def open_on(workspace: Workspace, on: date, client: str) -> Iterator[QuerySet[Any]]:
    """The invoices that were issued by a day and not settled by then: those that are not settled
    yet, and those that were later. Each bears what was outstanding, unless it was paid both before
    the day and after it."""
    issued = Invoice.objects.of(workspace).filter(
        status=Invoice.Status.SENT, kind__in=CLAIMS, **_of_client(client)
    )
    since = Coalesce("due_date", "issue_date")
    ages = [When(since__gte=on - timedelta(STEP * n), then=Value(n)) for n in range(len(AGES) - 1)]
    bearing = issued.annotate(
        since=since,
        age=Case(*ages, default=Value(len(AGES) - 1)),
        gone=Case(
            When(client=None, then=F("sent_to")), default=Value(""), output_field=CharField()
        ),
        amount=Case(
            When(paid_to__lte=on, then=F("base_outstanding")),
            default=F("base_total") - F("base_withheld"),
        ),
    )
    yield bearing.filter(settled_on=None, issue_date__lte=on)
    # Not by the index of days of issue: more was issued by a day than was settled since.
    issue = Coalesce("issue_date", "due_date")
    yield bearing.alias(issue=issue).filter(settled_on__gt=on, issue__lte=on)


def _of_client(client: str) -> dict[str, Any]:
    if not client:
        return {}
    try:
        return {"client": None if client == NONE else UUID(client)}
    except ValueError as error:
        raise refusal("client", _("There is no such client.")) from error


def one_side(on: date) -> Q:
    """What was paid of it was paid by a day, or after it."""
    return Q(paid_from=None) | Q(paid_from__gt=on) | Q(paid_to__lte=on)


def claims_of(workspace: Workspace, on: date, rows: QuerySet[Any]) -> Iterator[Claim]:
    named = ("id", "number", "client_id", "gone", "since", "age", "amount")
    found = list(rows.values_list(*named, "base_outstanding", "paid_from", "paid_to"))
    both = [row[0] for row in found if row[-1] and row[-2] <= on < row[-1]]
    later = _settled_later(workspace, on, both)
    for pk, number, client, gone, since, age, amount, outstanding, *_days in found:
        owed = outstanding + later[pk] if pk in later else amount
        if owed:
            yield Claim(pk, number or "", (client, gone), since, owed, AGES[age])


def _settled_later(workspace: Workspace, on: date, invoices: Sequence[UUID]) -> dict[UUID, int]:
    """What was settled of invoices after a day, in base currency at the rates of their lines."""
    base, found = workspace.currency, dict.fromkeys(invoices, 0)
    columns = ("id", "invoice_id", "currency", "exchange_rate", "paid", "base_paid")
    for some in in_batches(invoices):
        rows = Transaction.objects.of(workspace).filter(invoice__in=some)
        lines = {row[0]: row for row in rows.values_list(*columns)}
        for pk, settles in _settled(workspace, on, list(lines)).items():
            _pk, invoice, currency, rate, paid_now, base_paid = lines[pk]
            if currency == base or rate is None:
                found[invoice] += settles
            else:
                found[invoice] += base_paid - convert(paid_now - settles, currency, base, rate)
    return found


def _settled(workspace: Workspace, on: date, lines: Sequence[UUID]) -> dict[UUID, int]:
    """The same of given lines, in their own currencies."""
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
    return found
