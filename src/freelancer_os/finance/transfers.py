"""Transfers between two accounts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

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
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Sentence
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.entries.rates import exchanged
from freelancer_os.finance.payments.payments import Payment


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

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields and keep both payments in step.

        What arrives is what leaves, exchanged at the day's rate unless `amount_to` says otherwise.
        """
        asked = admit(self, values, later=("amount_to",))
        new, before = self._state.adding, self._pair() if not self._state.adding else None
        for name, value in asked.items():
            setattr(self, name, value)
        if self.from_account_id == self.to_account_id:
            raise refusal("to_account", _("Choose two different accounts."))
        if "amount_to" not in asked and (before != self._pair() or "amount" in asked):
            self.amount_to = self._arriving()
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
            sentence = _("Both accounts are in {currency}, so what leaves arrives.")
            raise refusal("amount_to", sentence.format(currency=source))

    def _arriving(self) -> int:
        source, target = self._pair()
        locale = self.workspace.locale
        return exchanged(self.amount, source, target, self.date, field="amount_to", locale=locale)

    def _write_legs(self, new: bool) -> None:
        legs = [] if new else self.legs()
        while len(legs) < 2:
            legs.append(Payment(workspace=self.workspace, transfer=self))
        ends = ((self.from_account, -self.amount), (self.to_account, self.amount_to))
        for leg, (account, amount) in zip(legs, ends, strict=True):
            leg.account, leg.date = account, self.date
            leg.amount = leg.settles = leg.flow = amount
            leg.save()
