"""What is expected in coming months: what clients still owe, when it is due, and what recurs."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Sum

from freelancer_os.core.values.money import half_up
from freelancer_os.core.values.spans import Span, month_of
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.models import Invoice
from freelancer_os.people.models import Workspace
from freelancer_os.reports.coming import by_month


@dataclass(frozen=True)
class Expected:
    """Of a month, net in base currency: what is `due` of sent invoices, what recurs as income and
    as `expenses`."""

    due: int = 0
    income: int = 0
    expenses: int = 0


def expected(workspace: Workspace, span: Span) -> dict[str, Expected]:
    """What is expected by month."""
    due, recurring = _due(workspace, span), by_month(workspace, span)
    months = due.keys() | {month for month, _kind in recurring}
    return {
        month: Expected(
            due.get(month, 0),
            recurring.get((month, Kind.INCOME), 0),
            recurring.get((month, Kind.EXPENSE), 0),
        )
        for month in months
    }


def invoices_due(span: Span) -> str:
    """The page of the sent invoices that are due in a span."""
    ends = [span.first.isoformat(), span.last.isoformat()]
    asked = {"status": "sent", "where": json.dumps(["due_date", "between", ends])}
    return f"invoices/?{urlencode(asked)}"


def _due(workspace: Workspace, span: Span) -> dict[str, int]:
    """What is outstanding of sent invoices that are due then."""
    rows = Invoice.objects.of(workspace).filter(
        state=Invoice.State.SENT, kind__in=CLAIMS, due_date__range=span, outstanding__gt=0
    )
    sums = (
        rows.order_by()
        .values_list("due_date", "currency")
        .annotate(Sum("base_outstanding"), Sum("net"), Sum("total"))
    )
    months: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, currency, *amounts in sums:
        of = months[month_of(day), currency]
        of[:] = [so_far + more for so_far, more in zip(of, amounts, strict=True)]
    found: dict[str, int] = defaultdict(int)
    for (month, _currency), (outstanding, net, total) in months.items():
        found[month] += half_up(outstanding * net, total) if total else 0
    return found
