"""What is expected in coming months: what clients still owe, by the day it is due."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from freelancer_os.core.values.money import half_up
from freelancer_os.core.values.spans import Span, month_of
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.models import Invoice
from freelancer_os.people.models import Workspace


def expected(workspace: Workspace, span: Span) -> dict[str, int]:
    """By month, net in base currency: what is outstanding of sent invoices that are due then."""
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
