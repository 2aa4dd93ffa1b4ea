"""What an entry says of itself as a line of an invoice: how much, of what, taxed how, when."""

from collections.abc import Mapping
from datetime import date as Date
from typing import Any, Protocol

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Word
from freelancer_os.finance.entries import amounts
from freelancer_os.finance.entries.units import TaxCategory, UnitCode

LAST = 10**9  # the highest position
IN_ORDER = (
    F("is_discount").asc(),
    F("settlement").asc(nulls_first=True),
    F("position").asc(nulls_last=True),
    F("date").asc(),
    F("id").asc(),
)
"""Lines as they stand on an invoice: by position, then the oldest first; deposits after
them, its discount last."""

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(tax_category__isnull=True)
        | (Q(tax_category="S") & Q(tax_rate__gt=0))
        | (~Q(tax_category="S") & Q(tax_rate=0)),
        name="transaction_category_of_rate",
        violation_error_message=gettext_lazy("The tax category does not fit the tax rate."),
    ),
    models.CheckConstraint(
        condition=Q(service_to__isnull=True)
        | Q(service_from__isnull=True)
        | Q(service_to__gte=F("service_from")),
        name="transaction_served_in_order",
        violation_error_message=gettext_lazy("A service period ends on or after its first day."),
    ),
]


class Billed(Record):
    """The columns of a line.

    `amount` is what was typed, in minor units: net, or the total when `tax_included`; it is
    quantity times unit price less the discount. `unit` is a code of UN/ECE Rec 20, `tax_category`
    of UNCL 5305, null where it follows from the rate. Without `exemption_reason` the usual text
    of the category counts (`reasons`). `position` orders the lines; those without stand last. One
    that `is_discount` is kept by its invoice, whose discount it is (`invoices.discounts`).
    """

    amount = MinorField(default=0)
    quantity = ScaledField(places=4, default=amounts.ONE)
    unit = models.CharField(max_length=3, choices=UnitCode.choices, default="C62")
    unit_price = ScaledField(places=4, default=0)
    discount_percent = ScaledField(places=4, default=0, minimum=0, maximum=amounts.WHOLE)
    tax_rate = ScaledField(places=4, default=0, minimum=0, maximum=amounts.WHOLE)
    tax_included = models.BooleanField(default=False)
    tax_category = models.CharField(max_length=2, choices=TaxCategory.choices, null=True)
    exemption_reason = models.CharField(max_length=300, blank=True, default="")
    service_from = models.DateField(null=True)
    service_to = models.DateField(null=True)
    position = ScaledField(places=0, null=True, minimum=0, maximum=LAST)
    is_discount = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def tax_kind(self) -> str:
        """Its tax category, also where that follows from the rate or from a reason."""
        if self.tax_category:
            return str(self.tax_category)
        if self.tax_rate:
            return TaxCategory.STANDARD
        return TaxCategory.EXEMPT if self.exemption_reason else TaxCategory.ZERO

    def check_line(self, asked: Mapping[str, Any]) -> None:
        """What a line says must fit together. Raises ValidationError on what was asked for."""
        self._check_tax("tax_category" if "tax_category" in asked else "tax_rate")
        refuse_unordered(self, "service_from" if "service_to" not in asked else "service_to")

    def _check_tax(self, on: str) -> None:
        if self.tax_category is None:
            return
        category = TaxCategory(self.tax_category)
        if category == TaxCategory.STANDARD and not self.tax_rate:
            raise refusal(on, _("What is taxed has a rate above 0. Enter the tax rate."))
        if category != TaxCategory.STANDARD and self.tax_rate:
            sentence = _("“{category}” bears no tax. Set the tax rate to 0.")
            raise refusal(on, sentence.format(category=Word.of(str(category.label))))


class Served(Protocol):
    """What has a service period."""

    service_from: Any
    service_to: Any
    workspace: Any


def refuse_unordered(record: Served, on: str) -> None:
    """Raises ValidationError on a field where the service period ends before it begins."""
    first, last = record.service_from, record.service_to
    if first is None or last is None or first <= last:
        return
    days = [show_date(day, record.workspace.locale, today=Date.min) for day in (first, last)]
    sentence = _("The service period begins on {first} and cannot end on {last}.")
    raise refusal(on, sentence.format(first=days[0], last=days[1]))
