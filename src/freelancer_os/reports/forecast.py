"""What is expected in coming months: what clients still owe, when it is due, and what recurs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import TruncMonth

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


def _due(workspace: Workspace, span: Span) -> dict[str, int]:
    """What is outstanding of sent invoices that are due then."""
    rows = Invoice.objects.of(workspace).filter(
        state=Invoice.State.SENT, kind__in=CLAIMS, due_date__range=span, outstanding__gt=0
    )
    months = rows.order_by().annotate(month=TruncMonth("due_date"))
    found: dict[str, int] = defaultdict(int)
    sums = months.values_list("month", "currency").annotate(
        Sum("base_outstanding"), Sum("net"), Sum("total")
    )
    for month, _currency, outstanding, net, total in sums:
        found[month_of(month)] += half_up(outstanding * net, total) if total else 0
    return found
