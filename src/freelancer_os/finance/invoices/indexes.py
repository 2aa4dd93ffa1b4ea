"""The indexes of invoices, each with the page or the query that needs it."""

from django.db import models
from django.db.models import Q

from freelancer_os.core.records.placed import by_place

# each with the page or query that needs it
INDEXES = [
    # The table of invoices and the API: the newest first.
    models.Index(fields=["workspace", "id"], name="invoice_latest"),
    # The columns of the board; drafts alone, paid ones alone.
    models.Index(fields=["workspace", "state", "id"], name="invoice_by_state"),
    # What is overdue, and how much.
    models.Index(
        fields=["workspace", "state", "due_date", "outstanding", "id"],
        name="invoice_by_state_due",
    ),
    # The client window; what is linked to a client.
    models.Index(
        fields=["client", "workspace", "id"],
        name="invoice_by_client",
        condition=Q(client__isnull=False),
    ),
    # The credit notes of an invoice.
    models.Index(
        fields=["credits", "workspace"],
        name="invoice_by_credits",
        condition=Q(credits__isnull=False),
    ),
    # The calendar; sorted by what stands in the table.
    models.Index(fields=["workspace", "due_date", "id"], name="invoice_by_due_date"),
    models.Index(fields=["workspace", "number", "id"], name="invoice_by_number"),
    models.Index(fields=["workspace", "issue_date", "id"], name="invoice_by_issue_date"),
    models.Index(fields=["workspace", "net", "id"], name="invoice_by_net"),
    models.Index(fields=["workspace", "tax", "id"], name="invoice_by_tax"),
    models.Index(fields=["workspace", "total", "id"], name="invoice_by_total"),
    models.Index(fields=["workspace", "outstanding", "id"], name="invoice_by_outstanding"),
    # What was owed on a day: issued by then, and settled later or not yet; all that is added up.
    models.Index(
        fields=[
            *("workspace", "settled_on", "issue_date", "client", "due_date", "paid_from"),
            *("paid_to", "base_total", "base_withheld", "base_outstanding", "kind", "status"),
        ],
        name="invoice_owed_on",
        condition=Q(status="sent"),
    ),
    # The next number of a series.
    models.Index(
        fields=["workspace", "series", "sequence"],
        name="invoice_by_sequence",
        condition=Q(sequence__isnull=False),
    ),
    # The cards of the board that somebody has moved.
    by_place("invoice_by_place"),
]
