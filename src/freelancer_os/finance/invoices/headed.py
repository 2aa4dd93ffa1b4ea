"""What an invoice says above and below its lines: its kind, what it refers to, its discount."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.codes.languages import check_paper_language
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries import amounts
from freelancer_os.finance.entries.billed import refuse_unordered
from freelancer_os.people.letterhead import LONGEST_TERMS, Letterhead


class InvoiceKind(models.TextChoices):
    """What a document of this model is."""

    INVOICE = "invoice", "Invoice"
    CREDIT_NOTE = "credit_note", "Credit note"
    DEPOSIT = "deposit", "Deposit invoice"
    PRO_FORMA = "pro_forma", "Pro forma invoice"


CLAIMS = (InvoiceKind.INVOICE.value, InvoiceKind.CREDIT_NOTE.value, InvoiceKind.DEPOSIT.value)
"""The kinds that count in totals; a pro forma is no claim."""


class Headed(Record):
    """The columns of an invoice that are neither its lines nor its life.

    `discount` is minor units off the whole, or `discount_percent` (10⁻⁴ %) of it: one of the two.
    `withholding_rate` (10⁻⁴ %) is the part of the net that the client pays to the tax office.
    `early_percent` (10⁻⁴ %) of what is payable is offered for payment within `early_days` of the
    issue date.
    `language` (ISO 639-1) and `template` are empty where the client's or the workspace's count.
    `has_annex` says that the hours behind the lines are listed on its paper.
    `sent_at` is the instant of the first sending.
    """

    kind = models.CharField(max_length=12, choices=InvoiceKind.choices, default=InvoiceKind.INVOICE)
    credits = WorkspaceForeignKey("finance.Invoice", null=True)
    reference = models.CharField(max_length=100, blank=True, default="")
    service_from = models.DateField(null=True)
    service_to = models.DateField(null=True)
    language = models.CharField(max_length=20, blank=True, default="")
    template = models.CharField(max_length=40, blank=True, default="")
    note = models.CharField(max_length=1000, blank=True)
    discount = MinorField(default=0)
    discount_percent = ScaledField(places=4, default=0, minimum=0, maximum=amounts.WHOLE)
    withholding_rate = ScaledField(places=4, default=0, minimum=0, maximum=amounts.WHOLE)
    early_percent = ScaledField(places=4, default=0, minimum=0, maximum=amounts.WHOLE)
    early_days = models.PositiveSmallIntegerField(null=True)
    has_annex = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    no_reminders = models.BooleanField(default=False)  # of this one

    class Meta:
        abstract = True

    @property
    def is_claim(self) -> bool:
        """Whether it counts in totals, and can be paid."""
        return self.kind in CLAIMS

    def check_head(self, asked: Mapping[str, Any]) -> None:
        """What it says must fit together. Raises ValidationError on what was asked for."""
        self._check_credits("credits" if "credits" in asked else "kind")
        self._check_discount(asked)
        refuse_unordered(self, "service_to" if "service_to" in asked else "service_from")
        if (self.early_days or 0) > LONGEST_TERMS:
            sentence = _("At most {most} days.")
            raise refusal("early_days", sentence.format(most=LONGEST_TERMS))
        if self.template and self.template not in Letterhead.Template.values:
            raise refusal("template", _("There is no such template."))
        if "language" in asked:
            check_paper_language(self.language, field="language")

    def _check_credits(self, on: str) -> None:
        credited = self.credits
        if credited is None:
            return
        if self.kind != InvoiceKind.CREDIT_NOTE:
            raise refusal(on, _("Only a credit note credits an invoice."))
        if credited.pk == self.pk or credited.kind not in {
            InvoiceKind.INVOICE,
            InvoiceKind.DEPOSIT,
        }:
            raise refusal(on, _("A credit note credits an invoice or a deposit invoice."))

    def _check_discount(self, asked: Mapping[str, Any]) -> None:
        """One of the two; the newer takes the place of the other."""
        if self.discount < 0:
            raise refusal("discount", _("This cannot be negative."))
        if not (self.discount and self.discount_percent):
            return
        if {"discount", "discount_percent"} <= asked.keys():
            raise refusal("discount", _("Enter the discount as an amount or in per cent."))
        if "discount" in asked:
            self.discount_percent = 0
        else:
            self.discount = 0


def no_claim() -> str:
    """Why a pro forma is not paid."""
    return _("A pro forma invoice is no claim, so nothing is paid for it.")
