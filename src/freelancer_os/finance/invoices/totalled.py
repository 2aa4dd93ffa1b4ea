"""What an invoice comes to, and where it stands in its life."""

from collections.abc import Mapping
from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import TotalField
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.invoices.headed import Headed


class Totalled(Headed):
    """The columns of the amounts of an invoice. `status` is what was done; `state` adds *paid*,
    which follows from it.

    `net`, `tax`, `total`, `withheld`, `payable`, `paid`, `outstanding` are in its `currency`,
    `base_*` in the base one. `payable` is the total less what is withheld. `base_credit` is what a
    client has to its credit by it, paid too much or to be paid back; null for nothing. Something
    was paid or settled of it from `paid_from` to `paid_to`, null where nothing was; nothing is
    outstanding since `settled_on`, null while something is.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        VOID = "void", "Void"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        PAID = "paid", "Paid"
        VOID = "void", "Void"

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    due_date = models.DateField(null=True)
    was_sent = models.BooleanField(default=False, editable=False)

    net = TotalField()
    tax = TotalField()
    total = TotalField()
    withheld = TotalField()
    paid = TotalField()
    base_total = TotalField()
    base_withheld = TotalField()
    base_paid = TotalField()
    payable = models.BigIntegerField(default=0, editable=False)
    outstanding = models.BigIntegerField(default=0, editable=False)
    base_outstanding = models.BigIntegerField(default=0, editable=False)
    base_credit = models.BigIntegerField(null=True, editable=False)
    state = models.CharField(max_length=8, default=State.DRAFT, editable=False)
    settled_on = models.DateField(null=True, editable=False)
    paid_from = models.DateField(null=True, editable=False)
    paid_to = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def derive(self) -> None:
        super().derive()
        self.payable = self.total - self.withheld
        self.outstanding = self.payable - self.paid
        self.base_outstanding = self.base_total - self.base_withheld - self.base_paid
        is_owed = self.status == self.Status.SENT and self.is_claim
        self.base_credit = -self.base_outstanding if is_owed and self.base_outstanding < 0 else None
        is_settled = self.status == self.Status.SENT and self.is_covered
        self.state = self.State.PAID if is_settled else self.status

    @property
    def is_overpaid(self) -> bool:
        """Whether more was paid than is payable: that is the client's credit."""
        return self.payable * self.outstanding < 0

    @property
    def is_covered(self) -> bool:
        """Whether what was paid comes to what is payable, or more; of nothing, no."""
        sign = -1 if self.payable < 0 else 1
        return bool(self.payable and sign * self.outstanding <= 0)

    def is_overdue(self, today: date) -> bool:
        """A claim that is sent, past due on `today`, and something of it outstanding."""
        late = self.due_date is not None and self.due_date < today and self.is_claim
        return bool(late and self.status == self.Status.SENT and self.outstanding > 0)

    def refuse_void(self) -> None:
        """Raises ValidationError on what is void, and stays so."""
        if self.status == self.Status.VOID:
            sentence = _("{record} is void, and stays so. Undo is the way back.")
            raise refusal("status", sentence.format(record=self))

    def refuse_other_kind(self, asked: Mapping[str, object]) -> None:
        """What was sent stays what it was called on the paper. Raises ValidationError."""
        is_out = self.was_sent or self.status != self.Status.DRAFT
        if is_out and asked.get("kind", self.kind) != self.kind:
            sentence = _("{record} has been sent, so it stays what it is.")
            raise refusal("kind", sentence.format(record=self))
