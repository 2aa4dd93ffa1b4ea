"""Payments: money that moved on an account, for a transaction or a leg of a transfer."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.unit import named_by
from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Sentence, Word
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.exchange import settled_by, worth

EDITED = ("account_id", "amount", "date", "account_rate")


class Payment(Owned):
    """Money that moved on a date.

    `amount` is in the account's currency, `settles` in the transaction's; both are positive when
    an income comes in or an expense goes out. `account_rate` (10⁻¹⁰) is what one of the
    transaction's currency is worth in the account's, where it was typed. `flow` is what the balance
    moves by. `besides` is what others had paid when the payment mode was set; what it settles
    follows from that. What came in as one for several lines has one `receipt`. `received` is what
    moved in base currency for a transaction in another one; null where the booked amount counts.
    `line` is the bank line that proves it, of several parts or of a half of a transfer as well.
    """

    unlogged = frozenset({"received"})

    class Origin(models.TextChoices):
        TYPED = "typed"  # entered as a payment of its own
        MODE = "mode"  # the transaction's payment mode was set; follows its amount
        INVOICE = "invoice"  # its invoice was marked as paid
        BANK = "bank"  # proven by a bank line

    transaction = WorkspaceForeignKey(
        "finance.Transaction", null=True, rests_on=("kind", "currency")
    )
    transfer = WorkspaceForeignKey("finance.Transfer", null=True)
    account = WorkspaceForeignKey(Account, rests_on=("currency",))
    date = models.DateField()
    amount = MinorField()
    settles = models.BigIntegerField(editable=False)
    flow = models.BigIntegerField(editable=False)
    received = models.BigIntegerField(null=True, editable=False)
    account_rate = ScaledField(places=10, null=True, minimum=1)
    besides = models.BigIntegerField(default=0, editable=False)
    origin = models.CharField(
        max_length=8, choices=Origin.choices, default=Origin.TYPED, editable=False
    )

    receipt = models.UUIDField(null=True, editable=False)
    line = WorkspaceForeignKey("finance.BankLine", null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(transaction__isnull=True) ^ Q(transfer__isnull=True),
                name="payment_of_one_thing",
                violation_error_message=gettext_lazy(
                    "A payment is for one transaction or one transfer."
                ),
            )
        ]
        indexes = [  # each with the page or query that needs it
            # The table of payments; income and expenses of a period on a cash basis.
            models.Index(fields=["workspace", "date", "id"], name="payment_newest"),
            # The API's default order.
            models.Index(fields=["workspace", "id"], name="payment_latest"),
            # Sorted by the amount.
            models.Index(fields=["workspace", "amount", "id"], name="payment_by_amount"),
            # What an entry was paid by: settling, its page.
            models.Index(
                fields=["transaction", "workspace"],
                name="payment_by_transaction",
                condition=Q(transaction__isnull=False),
            ),
            # The movements of an account; what stands behind its balance.
            models.Index(fields=["account", "workspace", "date", "id"], name="payment_by_account"),
            # The two halves of a transfer.
            models.Index(
                fields=["transfer", "workspace"],
                name="payment_by_transfer",
                condition=Q(transfer__isnull=False),
            ),
            # What a bank line proves.
            models.Index(
                fields=["line", "workspace"],
                name="payment_by_line",
                condition=Q(line__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        if self.transfer_id:
            return Word.of("Half of a transfer")
        found = named_by(self, "transaction")
        return (
            Sentence("Payment of {entry}", {"entry": found.named}) if found else Word.of("Payment")
        )

    def edit(self, values: Mapping[str, Any]) -> None:
        """Enter or correct a payment of a transaction by hand; it no longer follows its amount."""
        if not self._state.adding and values.keys() <= {OWN}:  # which says nothing of the money
            super().edit(values)
            return
        if self.transfer_id:
            raise refusal("transfer", _("This is half of a transfer; change the transfer."))
        asked = admit(self, values, later=("date",))
        new = self._state.adding
        if not new and asked.get("transaction", self.transaction) != self.transaction:
            raise refusal("transaction", _("A payment stays with its transaction."))
        if not new and "account" in asked and asked["account"].currency != self.account.currency:
            self.account_rate = None
        for name, value in asked.items():
            setattr(self, name, value)
        if not new and not self._differs():
            self.save()
            return
        self._refuse_bank_proof(new)
        if self.transaction is None:
            raise refusal("transaction", _("Say which transaction the payment is for."))
        self.transaction.refuse_if_void("transaction")
        self.date = self.date or self.transaction.date
        self.set_amount(self.amount)
        self.origin = self.Origin.TYPED
        self.save()

    def set_amount(self, amount: int) -> None:
        """Take `amount` in the account's currency and settle what it is worth.

        What comes to all that is outstanding settles all of it, whatever the rate rounds to.
        """
        entry, currency = self.transaction, self.account.currency
        open_ = entry.outstanding + (0 if self._state.adding else (self._read or {})["settles"])
        rate = self.account_rate
        self.amount, self.settles = amount, settled_by(entry, amount, currency, self.date, rate)
        if currency != entry.currency and worth(entry, open_, currency, self.date, rate) == amount:
            self.settles = open_
        self._set_flow()

    def settle(self, settles: int) -> None:
        """Settle this much of the transaction; the account moves by what it is worth there."""
        self.settles, rate = settles, self.account_rate
        self.amount = worth(self.transaction, settles, self.account.currency, self.date, rate)
        self._set_flow()

    def stay(self) -> None:
        """Another payment is made by the payment mode: this one does not follow any more."""
        if self.origin == self.Origin.MODE:
            self.origin = self.Origin.TYPED
            self.save()

    def turn(self) -> None:
        """Its income has become an expense, or the reverse: the money goes the other way.

        Money that a bank line proves went as it went: then it takes away from what is paid.
        """
        if self.origin == self.Origin.BANK:
            self.amount, self.settles = -self.amount, -self.settles
        self._set_flow()

    def _set_flow(self) -> None:
        self.flow = self.amount if self.transaction.kind == Kind.INCOME else -self.amount

    def remove(self) -> None:
        """Delete a payment; a bank line that proved it becomes new again."""
        if self.transfer_id:
            raise ValidationError([_("This is half of a transfer; delete the transfer.")])
        super().remove()

    def _differs(self) -> bool:
        read = self._read or {}
        return any(read.get(n) != getattr(self, n) for n in EDITED)

    def _refuse_bank_proof(self, new: bool) -> None:
        if not new and self.origin == self.Origin.BANK:
            raise refusal(
                "amount", _("A bank line proves this payment; delete it to match it anew.")
            )
