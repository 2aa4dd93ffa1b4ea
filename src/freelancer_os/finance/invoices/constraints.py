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
        condition=Q(payable=F("total") - F("withheld"))
        & Q(outstanding=F("total") - F("withheld") - F("paid")),
        name="invoice_outstanding",
    ),
    models.CheckConstraint(
        condition=Q(discount__gte=0) & (Q(discount=0) | Q(discount_percent=0)),
        name="invoice_one_discount",
        violation_error_message=gettext_lazy("Enter the discount as an amount or in per cent."),
    ),
    models.CheckConstraint(
        condition=Q(credits__isnull=True) | Q(kind="credit_note"),
        name="invoice_credits_one",
        violation_error_message=gettext_lazy("Only a credit note credits an invoice."),
    ),
    models.CheckConstraint(
        condition=Q(service_to__isnull=True)
        | Q(service_from__isnull=True)
        | Q(service_to__gte=F("service_from")),
        name="invoice_served_in_order",
        violation_error_message=gettext_lazy("A service period ends on or after its first day."),
    ),
]
