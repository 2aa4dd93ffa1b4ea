"""What is always true of an invoice, held by the database."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

CONSTRAINTS: list[models.BaseConstraint] = [
    models.UniqueConstraint(
        fields=["workspace", "number"],
        name="invoice_number_unique",
        violation_error_message=gettext_lazy("Another invoice has this number."),
    ),
    models.CheckConstraint(
        condition=Q(status="draft") | Q(number__isnull=False),
        name="invoice_sent_has_number",
    ),
    models.CheckConstraint(
        condition=Q(outstanding=F("total") - F("paid")), name="invoice_outstanding"
    ),
]
