"""How a workspace keeps its books: when something is earned, and what is laid aside of it."""

from django.db import models

from freelancer_os.core.fields.columns import ScaledField

WHOLE = 1_000_000  # 100 %


class Bookkeeping(models.Model):
    """What its reports go by.

    On an `accrual` basis an income counts by the date of the entry, on a `cash` basis as it is
    paid. Where tax is not recovered, what was spent counts with it. `set_aside` (10⁻⁴ %) of the
    profit is kept for income tax. Nothing changes a figure up to `closed_until`.
    """

    class Basis(models.TextChoices):
        ACCRUAL = "accrual", "Accrual"
        CASH = "cash", "Cash"

    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.ACCRUAL)
    recovers_tax = models.BooleanField(default=True)
    set_aside = ScaledField(places=4, default=0, minimum=0, maximum=WHOLE)

    closed_until = models.DateField(null=True)

    class Meta:
        abstract = True
