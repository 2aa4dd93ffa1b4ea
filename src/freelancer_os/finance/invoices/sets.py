"""The words for sets of invoices."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from freelancer_os.core.records.base import Records

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice  # noqa: F401


def overdue_on(today: date) -> Q:
    """Sent, past due on `today`, and something outstanding: in the terms of an index."""
    return Q(state="sent", due_date__lt=today, outstanding__gt=0)


class InvoiceRecords(Records["Invoice"]):
    """The words for sets of invoices."""

    def overdue(self, today: date) -> "InvoiceRecords":
        """Sent, past due, and something outstanding."""
        return self.filter(overdue_on(today))
