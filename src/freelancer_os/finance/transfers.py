"""Transfers between two accounts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import convert, half_up, ratio
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Sentence
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.entries.rates import exchanged
from freelancer_os.finance.payments.payments import Payment


class Held(NamedTuple):
    """What a transfer was before an edit; both amounts in minor units of their currencies."""

    source: str
    target: str
    date: date
    amount: int
    amount_to: int

    @property
    def is_typed(self) -> bool:
        """Whether another rate than that of its day was typed."""
        known = ecb_rate(self.source, self.target, self.date)
        return known is None or self.amount_to != convert(
            self.amount, self.source, self.target, known
        )


class Transfer(Owned):
    """One amount between two accounts: `amount` leaves in the one's currency, `amount_to` arrives.

    Its two payments are kept by it.
    """

    from_account = WorkspaceForeignKey(Account)
    to_account = WorkspaceForeignKey(Account)
    date = models.DateField()
    amount = MinorField()
    amount_to = MinorField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount_to__gt=0),
                name="transfer_positive",
                violation_error_message=gettext_lazy("A transfer moves an amount above zero."),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="transfer_latest"),
            models.Index(fields=["workspace", "-date", "-id"], name="transfer_newest"),
            models.Index(fields=["from_account", "workspace"], name="transfer_by_source"),
            models.Index(fields=["to_account", "workspace"], name="transfer_by_target"),
        ]

    def __str__(self) -> str:
        return str(Sentence("Transfer of {date}", {"date": self.told_of(self.date)}))

    @property
    def named(self) -> Part:
        day = show_date(self.date, self.workspace.locale, today=date.min)
        return Sentence("Transfer of {date}", {"date": day})

    @property
    def exchange_rate(self) -> int | None:
        """What one that left is worth in what arrived (10⁻¹⁰); None in one currency."""
        source, target = self._pair()
        return None if source == target else ratio(self.amount, source, self.amount_to, target)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields and keep both payments in step.

        What arrives is `amount_to`, else what leaves at the `exchange_rate` (10⁻¹⁰), else at that
        of the day; a rate that was typed stays when another amount leaves.
        """
        asked = admit(self, {"exchange_rate": None, **values}, later=("amount_to",))
        typed = asked.pop("exchange_rate")
        new, held = self._state.adding, None if self._state.adding else self._held()
        for name, value in asked.items():
            setattr(self, name, value)
        if self.from_account_id == self.to_account_id:
            raise refusal("to_account", _("Choose two different accounts."))
        if "amount_to" not in asked:
            self._exchange(typed, held, moved="amount" in asked)
        self._check_amounts()
        self.save()
        self._write_legs(new)

    def remove(self) -> None:
        """Delete the transfer with both its payments."""
        unit = writing_unit(self)
        for leg in self.legs():
            unit.unlink(leg)
            unit.drop(leg)
        super().remove()

    def legs(self) -> list[Payment]:
        """Its payments: what leaves, what arrives."""
        return sorted(writing_unit(self).rows(Payment).filter(transfer=self), key=lambda p: p.flow)

    def _pair(self) -> tuple[str, str]:
        return self.from_account.currency, self.to_account.currency

    def _check_amounts(self) -> None:
        if self.amount <= 0 or self.amount_to <= 0:
            on = "amount_to" if self.amount > 0 else "amount"
            raise refusal(on, _("A transfer moves an amount above zero."))
        source, target = self._pair()
        if source == target and self.amount != self.amount_to:
            raise refusal("amount_to", self._is_one(source))

    @staticmethod
    def _is_one(currency: str) -> str:
        sentence = _("Both accounts are in {currency}, so what leaves arrives.")
        return sentence.format(currency=currency)

    def _held(self) -> Held:
        return Held(*self._pair(), self.date, self.amount, self.amount_to)

    def _exchange(self, typed: int | None, held: Held | None, *, moved: bool) -> None:
        """What leaves arrives, at the rate that was typed now or before, or at that of the day."""
        source, target = self._pair()
        if typed is not None:
            if source == target:
                raise refusal("exchange_rate", self._is_one(source))
            self.amount_to = convert(self.amount, source, target, typed)
        elif held is None or held[:2] != (source, target):
            self.amount_to = self._of_the_day()
        elif moved and held.is_typed:
            self.amount_to = half_up(held.amount_to * self.amount, held.amount)
        elif moved:
            self.amount_to = self._of_the_day()

    def _of_the_day(self) -> int:
        """Raises ValidationError where no rate is known: then the rate is asked for."""
        source, target = self._pair()
        on, locale = self.date, self.workspace.locale
        try:
            return exchanged(self.amount, source, target, on, field="exchange_rate", locale=locale)
        except ValidationError as lacking:
            sentence = _("Say what arrives, or the exchange rate.")
            also = refusal("amount_to", sentence).error_dict
            raise ValidationError({**lacking.error_dict, **also}) from lacking

    def _write_legs(self, new: bool) -> None:
        legs = [] if new else self.legs()
        while len(legs) < 2:
            legs.append(Payment(workspace=self.workspace, transfer=self))
        ends = ((self.from_account, -self.amount), (self.to_account, self.amount_to))
        for leg, (account, amount) in zip(legs, ends, strict=True):
            if leg.line_id is not None:  # it moved when and as the bank says
                self._refuse_other(leg, account, amount)
                continue
            leg.account, leg.date = account, self.date
            leg.amount = leg.settles = leg.flow = amount
            leg.save()

    def _refuse_other(self, leg: Payment, account: Account, amount: int) -> None:
        """Raise ValidationError where a half that a bank line proves would be another."""
        if (leg.account_id, leg.flow) != (account.pk, amount):
            on = "amount" if leg.flow != amount else "from_account"
            sentence = _("A bank line of {account} proves this half. Reopen that line first.")
            raise refusal(on, sentence.format(account=leg.account))
