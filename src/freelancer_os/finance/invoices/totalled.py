"""What an invoice comes to, and where it stands in its life."""

from datetime import date

from django.db import models

from freelancer_os.core.fields.columns import TotalField
from freelancer_os.finance.invoices.headed import Headed


class Totalled(Headed):
    """The columns of the amounts of an invoice. `status` is what was done; `state` adds *paid*,
    which follows from it.

    `net`, `tax`, `total`, `withheld`, `payable`, `paid`, `outstanding` are in its `currency`,
    `base_*` in the base one. `payable` is the total less what is withheld.
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
    state = models.CharField(max_length=8, default=State.DRAFT, editable=False)

    class Meta:
        abstract = True

    def derive(self) -> None:
        super().derive()
        self.payable = self.total - self.withheld
        self.outstanding = self.payable - self.paid
        self.base_outstanding = self.base_total - self.base_withheld - self.base_paid
        covered = self.status == self.Status.SENT and self.total > 0 and self.outstanding <= 0
        self.state = self.State.PAID if covered else self.status

    def is_overdue(self, today: date) -> bool:
        """A claim that is sent, past due on `today`, and something of it outstanding."""
        late = self.due_date is not None and self.due_date < today and self.is_claim
        return bool(late and self.status == self.Status.SENT and self.outstanding > 0)
