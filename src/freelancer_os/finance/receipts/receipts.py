"""A receipt that waits in the tray for the entry that it proves."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.fields.columns import MinorField
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.base import Logged, Titled
from freelancer_os.core.values.currency import exponent
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.receipts.reading import said
from freelancer_os.finance.receipts.reading.said import Said


class Receipt(Titled):
    """A file that is attached to no entry yet, and what was read in it.

    Its file is an attachment of it, and goes over to the entry (`tray.attaching`); then this row
    goes. `amount` is in minor units of `currency`, and negative where money comes back; it has no
    amount without one. What is not clear is empty, until a person says it. `name` is that of the
    file.
    """

    unlogged = frozenset({"folded"})

    class How(models.TextChoices):
        """How it was read."""

        EINVOICE = said.EINVOICE, "E-invoice"
        TEXT = said.TEXT, "Its text"
        NONE = said.NONE, "Not read"

    file: Any = None  # its attachment, once that was read (`receipts.files`)
    proposals: Any = None  # to what it may belong, once that was asked (`tray.proposing`)

    name = models.CharField(max_length=200)
    how = models.CharField(max_length=8, choices=How.choices, default=How.NONE)
    date = models.DateField(null=True)
    amount = MinorField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    supplier = models.CharField(max_length=said.SUPPLIER, blank=True, default="")
    number = models.CharField(max_length=said.NUMBER, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-id"], name="receipt_latest"),
            models.Index(fields=["workspace", "folded", "id"], name="receipt_by_name"),
            models.Index(fields=["workspace", "date", "id"], name="receipt_by_date"),
            models.Index(fields=["workspace", "how", "id"], name="receipt_by_how"),
            models.Index(fields=["workspace", "currency", "amount"], name="receipt_by_amount"),
        ]

    @property
    def said(self) -> Said:
        """What was read, as it goes along with its file."""
        amount = None
        if self.amount is not None:
            amount = Decimal(self.amount).scaleb(-exponent(self.currency))
        return Said(self.how, self.date, amount, self.currency, self.supplier, self.number)

    def hold(self, said: Said) -> None:
        """Say this."""
        self.how, self.date, self.amount = said.how, said.date, said.minor
        self.currency, self.supplier, self.number = said.currency, said.supplier, said.number

    def edit(self, values: Mapping[str, Any]) -> None:
        """Say by hand what was not read, or not rightly.

        An amount without currency is in that of the workspace; a currency alone leaves the amount
        as it is written: ¥1,200 for €1,200.00. Raises ValidationError.
        """
        said = dict(values)
        currency = said.get("currency") or self.currency or self.workspace.currency
        if said.get("amount") is not None:
            said["currency"] = currency
        elif said.get("currency") and "amount" not in said and self.amount is not None:
            said["amount"] = Said(amount=self.said.amount, currency=currency).minor
            if said["amount"] is None:
                sentence = _("{currency} has no such amount.")
                raise refusal("currency", sentence.format(currency=currency))
        super().edit(said)

    def hand_over(self, record: Logged) -> None:
        """Hang the file on a record that was read in this change, and go."""
        unit = writing_unit(self)
        for file in unit.rows(Attachment).filter(record_id=self.pk):
            file.said = self.said.told
            file.hang_on(record)
        self.remove()
