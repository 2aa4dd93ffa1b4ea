"""Accounts, where money sits; they are the payment modes."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from freelancer_os.core.fields.columns import MinorField, TotalField
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Records, Titled
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.codes.bank_numbers import check_bic, check_iban
from freelancer_os.core.values.text import refusal


def refuse_full(unit: Unit) -> None:
    """An archived account holds no money, once a change is whole. Raises ValidationError."""
    found: list[Touched] = unit.unsettled(Account)
    for now in (one.now for one in found if not unit.recasts):
        if now is not None and now["archived"] and now["balance"]:
            raise ValidationError([_("An archived account holds no money. Bring it back first.")])


class AccountRecords(Records["Account"]):
    """The words for sets of accounts."""

    def in_use(self) -> Self:
        """Those that are not archived, by name."""
        return self.filter(archived=False).order_by("folded", "id")

    def receiving(self, *currencies: str) -> "Account | None":
        """Where money in the first of these currencies usually arrives, or else in the next."""
        known = self.in_use().order_by("-on_invoices", "folded", "id")
        found = (known.filter(currency=one).first() for one in currencies)
        return next((one for one in found if one is not None), None)

    def named_on_invoices(self, currency: str) -> "Account | None":
        """The account to which invoices in a currency are paid."""
        known = self.filter(currency=currency, archived=False).exclude(iban="")
        return known.order_by("-on_invoices", "folded", "id").first()


class Account(Titled, Owned):
    """A bank account, card, cash box or wallet; its balance counts only money that moved.

    All amounts are in the account's own currency: balance = opening balance + `moved`.
    `holder` is the name that the bank has, by default the workspace's. Of several in one currency
    invoices name the one that is `on_invoices`, else the first by name that has an IBAN. One
    that is `archived` is empty, stands in no list that does not ask for it, and is offered nowhere.
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
    iban = models.CharField(max_length=34, blank=True, default="")
    bic = models.CharField(max_length=11, blank=True, default="")
    holder = models.CharField(max_length=140, blank=True, default="")
    on_invoices = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    moved = TotalField()
    balance = models.BigIntegerField(default=0, editable=False)

    objects: ClassVar[Any] = AccountRecords.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance=F("opening_balance") + F("moved")), name="account_balance"
            ),
        ]
        indexes = [models.Index(fields=["workspace", "folded", "id"], name="account_by_name")]

    def derive(self) -> None:
        super().derive()
        self.balance = self.opening_balance + self.moved

    @property
    def alone(self) -> frozenset[str]:
        return frozenset({"opening_balance", "iban", "on_invoices"})

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields; the currency stays once money has moved. One of a currency is on invoices."""
        asked = dict(values)
        if self._state.adding:
            asked.setdefault("currency", self.currency or self.workspace.currency)
        elif asked.get("currency", self.currency) != self.currency and self.is_used():
            raise refusal(
                "currency",
                _("Money has moved on {record}, so its currency stays.").format(record=self),
            )
        if isinstance(asked.get("iban"), str):
            asked["iban"] = asked["iban"].replace(" ", "")
        asked = admit(self, asked)
        for name, check in (("iban", check_iban), ("bic", check_bic)):
            if name in asked:
                asked[name] = check(asked[name])
        if asked.get("archived", False) and not self.archived:
            self._refuse_full()
        self.take(asked)
        if asked.get("on_invoices"):
            self._take_over()

    def _refuse_full(self) -> None:
        """What holds money is in the totals, so it stays in sight. Raises ValidationError."""
        if self.balance:
            amount = format_money(self.balance, self.currency, self.workspace.locale)
            sentence = _("{record} holds {amount}. Move it to another account first.")
            raise refusal("archived", sentence.format(record=self, amount=amount))

    def _take_over(self) -> None:
        """Invoices in its currency name this account and no other."""
        rows = writing_unit(self).rows(Account).filter(currency=self.currency, on_invoices=True)
        for other in rows.exclude(pk=self.pk):
            other.on_invoices = False
            other.save()

    def remove(self) -> None:
        """Delete an account on which no money has moved."""
        if self.is_used():
            raise ValidationError(
                [
                    _("{record} is in use and cannot be deleted. Archive it instead.").format(
                        record=self
                    )
                ]
            )
        super().remove()

    def is_used(self) -> bool:
        """Whether a payment, a transfer, a bank line or what recurs names this account."""
        linked = writing_unit(self).linked(self)
        return any(rows.exists() for link, rows in linked if not link.goes_along)
