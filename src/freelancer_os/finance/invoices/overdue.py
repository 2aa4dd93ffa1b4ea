"""Which invoices are overdue."""

from datetime import date

from django.db.models import Q


def overdue_on(today: date) -> Q:
    """Sent, past due on `today`, and something outstanding: in the terms of an index."""
    return Q(state="sent", due_date__lt=today, outstanding__gt=0)
