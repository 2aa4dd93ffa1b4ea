"""Lines of imported bank statements, kept as they came."""

from django.db import models
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.records.base import Record
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.amounts import set_amount
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment

DESCRIPTION = 300  # characters of a line's text that an entry takes over


class BankLine(Record):
    """One line of a statement. `amount` is signed; `identity` tells it from every other line.

    A line stays when its transaction goes, so that the same line is known when it comes again.
    """

    class Status(models.TextChoices):
        NEW = "new", "New"
        MATCHED = "matched", "Matched"
        IGNORED = "ignored", "Ignored"

    account = WorkspaceForeignKey(Account, rests_on=("currency",))
    payment = WorkspaceForeignKey(Payment, null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.NEW)
    date = models.DateField()
    amount = MinorField()
    text = models.CharField(max_length=1000, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    identity = models.CharField(max_length=64)
    raw = models.JSONField(default=dict)

    class Meta:
        verbose_name = "bank line"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "workspace", "identity"],
                name="bank_line_unique",
                violation_error_message=gettext_lazy("This bank line is known already."),
            )
        ]
        indexes = [
            # The line that proves a payment; lines are known again by their constraint's.
            models.Index(
                fields=["payment", "workspace"],
                name="bank_line_by_payment",
                condition=models.Q(payment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100] or self.told_of(self.date)

    def book(self, exchange_rate: int | None) -> tuple[Transaction, Payment]:
        """The entry that this line is about and the payment that it proves, both new and unsaved.

        Its sign makes it an income or an expense (the amount is positive either way); it has no
        category, and tax is included (domain.md, "Bank lines"). `exchange_rate` (10⁻¹⁰) is that of
        the account's currency, None where it is the base currency.
        """
        entry = Transaction.made(
            self.workspace,
            kind=Kind.EXPENSE if self.amount < 0 else Kind.INCOME,
            date=self.date,
            description=self.text[:DESCRIPTION],
            amount=abs(self.amount),
            tax_included=True,
            currency=self.account.currency,
            exchange_rate=exchange_rate,
        )
        set_amount(entry, {"amount": entry.amount})
        return entry, self.prove(entry, entry.amount)

    def prove(self, entry: Transaction, settles: int) -> Payment:
        """The payment of an entry that this line proves, new and unsaved: `settles` minor units."""
        payment = Payment.made(
            self.workspace,
            transaction=entry,
            account=self.account,
            date=self.date,
            origin=Payment.Origin.BANK,
        )
        payment.settle(settles)
        self.payment, self.status = payment, self.Status.MATCHED
        return payment

    def released(self, link: str) -> None:
        """Its payment was removed: the line waits to be matched again."""
        if link == "payment":
            self.status = self.Status.NEW


class StatementMapping(Record):
    """How the columns of an account's statements are read, remembered per header row."""

    account = WorkspaceForeignKey(Account, goes_along=True)
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = "column mapping"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "workspace", "signature"], name="statement_mapping_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Columns {self.signature[:8]}"
