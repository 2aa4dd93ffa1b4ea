"""Accounts, where money sits; they are the payment modes."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import MinorField, TotalField
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.base import Owned, Titled
from freelancer_os.core.values.text import refusal


class Account(Titled, Owned):
    """A bank account, card, cash box or wallet; its balance counts only money that moved.

    All amounts are in the account's own currency: balance = opening balance + `moved`.
    """

    unlogged = frozenset({"folded", "moved", "balance"})
    few = True

    class Kind(models.TextChoices):
        BANK = "bank", "Bank"
        CARD = "card", "Card"
        CASH = "cash", "Cash"
        WALLET = "wallet", "Wallet"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    currency = models.CharField(max_length=3)
    opening_balance = MinorField(default=0)
    moved = TotalField()
    balance = models.BigIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance=F("opening_balance") + F("moved")), name="account_balance"
            )
        ]
        indexes = [models.Index(fields=["workspace", "folded", "id"], name="account_by_name")]

    def derive(self) -> None:
        super().derive()
        self.balance = self.opening_balance + self.moved

    @property
    def alone(self) -> frozenset[str]:
        return frozenset({"opening_balance"})

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields; the currency stays once money has moved."""
        asked = dict(values)
        if self._state.adding:
            asked.setdefault("currency", self.currency or self.workspace.currency)
        elif asked.get("currency", self.currency) != self.currency and self.is_used():
            raise refusal(
                "currency",
                _("Money has moved on {record}, so its currency stays.").format(record=self),
            )
        super().edit(asked)

    def remove(self) -> None:
        """Delete an account on which no money has moved."""
        if self.is_used():
            raise ValidationError(
                [
                    _("{record} has payments or imported lines and cannot be deleted.").format(
                        record=self
                    )
                ]
            )
        super().remove()

    def is_used(self) -> bool:
        """Whether a payment, a transfer or a bank line names this account."""
        linked = writing_unit(self).linked(self)
        return any(rows.exists() for link, rows in linked if not link.goes_along)
