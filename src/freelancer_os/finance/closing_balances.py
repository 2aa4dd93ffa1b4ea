"""What an account held at the end of a day, as its bank says."""

from django.db import models
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.records.base import Record
from freelancer_os.finance.accounts import Account


class ClosingBalance(Record):
    """One a day and account, from the bank's files: `amount` in minor units of its currency.

    It is what the bank said last of that day, and no balance of ours follows it.
    """

    account = WorkspaceForeignKey(Account, goes_along=True, rests_on=("currency",))
    date = models.DateField()
    amount = MinorField()

    class Meta:
        verbose_name = "closing balance"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "workspace", "date"],  # by which those before a day are found
                name="closing_balance_one_a_day",
                violation_error_message=gettext_lazy("The balance of this day is known already."),
            )
        ]

    def __str__(self) -> str:
        return self.told_of(self.date)
