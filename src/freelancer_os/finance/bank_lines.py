"""Lines of imported bank statements, kept as they came."""

import re
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.amounts import set_amount
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment

BETWEEN = " · "  # stands between the parts of a text that were joined
DESCRIPTION = 300  # characters of a line's text that an entry takes over


class BankLine(Record):
    """One line of a statement. `amount` is signed; `identity` tells it from every other line.

    A line stays when its transaction goes, so that the same line is known when it comes again.
    `transaction` is the entry that it is about, where that is one; what it proves are the payments
    that name it as their `line`. While it is new, that entry is its own booking (domain.md, "Bank
    lines"), or there is none. `how` says what it became, null while it is new. `exchange_rate`
    (10⁻¹⁰) is what the account's currency was worth when it came. `payee_key` is the payee as the
    next line of the same one has it (`payee_key_of`).
    """

    unlogged = frozenset({"payee_key"})

    class State(models.TextChoices):
        NEW = "new", "New"
        SORTED = "sorted", "Sorted"
        IGNORED = "ignored", "Ignored"

    class How(models.TextChoices):
        """What became of a line; `OWN` are those whose entries it made itself."""

        CATEGORY = "category", "Category"
        RULE = "rule", "By a rule"
        SPLIT = "split", "Split"
        INVOICE = "invoice", "Invoice"
        ENTRY = "entry", "Entry"
        PAID = "paid", "Paid entry"  # an entry that was recorded as paid before the line came
        TRANSFER = "transfer", "Transfer"  # which the line made
        HALF = "half", "Half of a transfer"  # of one that was there

    proposals: Any = None  # what it may be, once that was asked (`finance.sorting.proposing`)

    account = WorkspaceForeignKey(Account, rests_on=("currency",))
    transaction = WorkspaceForeignKey(Transaction, null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    how = models.CharField(max_length=8, choices=How.choices, null=True)
    date = models.DateField()
    amount = MinorField()
    payee = models.CharField(max_length=200, blank=True, default="")
    payee_key = models.CharField(max_length=40, editable=False, default="")
    text = models.CharField(max_length=1000, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    exchange_rate = ScaledField(places=10, null=True, minimum=1)
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
            # The line of an entry; lines are known again by their constraint's.
            models.Index(
                fields=["transaction", "workspace"],
                name="bank_line_by_transaction",
                condition=models.Q(transaction__isnull=False),
            ),
            # What is to be sorted, and what was, the newest first.
            models.Index(fields=["workspace", "state", "-date", "-id"], name="bank_line_by_state"),
            # What was chosen for a payee before.
            models.Index(
                fields=["workspace", "payee_key", "date"],
                name="bank_line_by_payee",
                condition=models.Q(state="sorted"),
            ),
            # The table of all of them; the API's order.
            models.Index(fields=["workspace", "date", "id"], name="bank_line_newest"),
            models.Index(fields=["workspace", "id"], name="bank_line_latest"),
        ]

    def __str__(self) -> str:
        return (self.payee or self.text)[:100] or self.told_of(self.date)

    def derive(self) -> None:
        super().derive()
        self.payee_key = payee_key_of(self.payee, self.text)

    @property
    def is_own(self) -> bool:
        """Whether the one entry that it is about was made by itself."""
        return self.transaction_id is not None and self.how in OWN

    def book(self, *, waits: bool = False) -> tuple[Transaction, Payment]:
        """The entry that this line is about and the payment that it proves, both new and unsaved.

        Its sign makes it an income or an expense (the amount is positive either way); it has no
        category, and tax is included (domain.md, "Bank lines"). One that `waits` counts nowhere.
        """
        entry = Transaction.made(
            self.workspace,
            kind=Kind.EXPENSE if self.amount < 0 else Kind.INCOME,
            date=self.date,
            description=self.description,
            amount=abs(self.amount),
            tax_included=True,
            currency=self.account.currency,
            exchange_rate=self.exchange_rate,
            waits=waits,
        )
        set_amount(entry, {"amount": entry.amount})
        self.transaction, self.state, self.how = entry, self.State.NEW, None
        return entry, self.prove(entry, entry.amount)

    @property
    def description(self) -> str:
        """What its entry is called: who, and what for."""
        told = self.text if self.payee in self.text else f"{self.payee}: {self.text}"
        return (told if self.text else self.payee)[:DESCRIPTION]

    def prove(self, entry: Transaction, settles: int, receipt: UUID | None = None) -> Payment:
        """The payment of an entry that this line proves, new and unsaved: `settles` minor units."""
        payment = Payment.made(
            self.workspace,
            transaction=entry,
            account=self.account,
            date=self.date,
            origin=Payment.Origin.BANK,
            line=self,
            receipt=receipt,
        )
        payment.settle(settles)
        return payment

    def become(self, how: str, transaction: Transaction | None = None) -> None:
        """It is sorted, as what, and unsaved."""
        self.state, self.how, self.transaction = self.State.SORTED, how, transaction

    def released(self, link: str) -> None:
        """Its entry was deleted: the line waits to be sorted again."""
        if link == "transaction" and self.state == self.State.SORTED:
            self.state, self.how = self.State.NEW, None


OWN = frozenset({None, BankLine.How.CATEGORY, BankLine.How.RULE})


def purpose_of(payee: str, text: str) -> str:
    """What a text says beside the payee that it begins with; "" where that is all."""
    if not payee or text == payee:
        return "" if payee else text
    return text.removeprefix(f"{payee}{BETWEEN}")


def payee_key_of(payee: str, text: str) -> str:
    """By which two lines are of the same payee: the words of the payee, else of the text, without
    what differs from one to the next (numbers, dates)."""
    words = re.split(r"[^\w*]+", fold(payee or text))
    return " ".join(word for word in words if word and not re.search(r"\d", word))[:40]


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
