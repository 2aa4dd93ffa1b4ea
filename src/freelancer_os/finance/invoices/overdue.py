"""Invoices that are late."""

from datetime import date
from typing import Any

from django.db.models import Q

from freelancer_os.core.records.base import Records
from freelancer_os.finance.invoices.headed import CLAIMS


def overdue_on(today: date) -> Q:
    """Claims that are sent, past due on `today`, and something outstanding: in the terms of an
    index."""
    return Q(state="sent", due_date__lt=today, outstanding__gt=0, kind__in=CLAIMS)


class InvoiceRecords(Records[Any]):
    """The words for sets of invoices."""

    def overdue(self, today: date) -> "InvoiceRecords":
        """Those that are late on a day."""
        return self.filter(overdue_on(today))
