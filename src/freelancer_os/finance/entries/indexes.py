"""The indexes of transactions, each with the page or the query that needs it."""

from django.db import models
from django.db.models import Q

# Each with the page or query that needs it. Each is walked both ways. Links that are often
# empty are indexed where they are not: most lines of a bank have none.
INDEXES = [
    # The tables of transactions, the overview, the calendar; any period.
    models.Index(fields=["workspace", "date", "id"], name="transaction_newest"),
    # The API's default order; the newest entries of all.
    models.Index(fields=["workspace", "id"], name="transaction_latest"),
    # Income alone, expenses alone, in the table and in a report.
    models.Index(fields=["workspace", "kind", "date", "id"], name="transaction_by_kind"),
    # Sorted by what stands in the tables, and searched for.
    models.Index(fields=["workspace", "folded", "id"], name="transaction_by_title"),
    models.Index(fields=["workspace", "amount", "id"], name="transaction_by_amount"),
    models.Index(fields=["workspace", "total", "id"], name="transaction_by_total"),
    # The workflow, which is one category; deleting and merging categories.
    models.Index(
        fields=["category", "workspace", "date", "id"],
        name="transaction_by_category",
        condition=Q(category__isnull=False),
    ),
    # The workflow of one client (and its count), which is of one category.
    models.Index(
        fields=["client", "workspace", "date", "id", "category"],
        name="transaction_by_client",
        condition=Q(client__isnull=False),
    ),
    # What stands behind a client's totals; a client's entries over the API.
    models.Index(
        fields=["client", "workspace", "id"],
        name="transaction_latest_of_client",
        condition=Q(client__isnull=False),
    ),
    # A record's page: what is linked to it.
    models.Index(
        fields=["project", "workspace", "date", "id"],
        name="transaction_by_project",
        condition=Q(project__isnull=False),
    ),
    models.Index(
        fields=["service", "workspace", "date", "id"],
        name="transaction_by_service",
        condition=Q(service__isnull=False),
    ),
    # The lines of an invoice, which are few.
    models.Index(
        fields=["invoice", "workspace"],
        name="transaction_by_invoice",
        condition=Q(invoice__isnull=False),
    ),
    # What of a line is credited already.
    models.Index(
        fields=["credits", "workspace"],
        name="transaction_by_credits",
        condition=Q(credits__isnull=False),
    ),
    # The lines that take off a deposit.
    models.Index(
        fields=["settlement", "workspace"],
        name="transaction_by_settlement",
        condition=Q(settlement__isnull=False),
    ),
    # The entries of a payment mode.
    models.Index(
        fields=["account", "workspace", "date", "id"],
        name="transaction_by_account",
        condition=Q(account__isnull=False),
    ),
]
