"""Rules: what bank lines of a kind are, kept once and applied to each that comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.core.fields.columns import MinorField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.ranks import bring, fill
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Titled
from freelancer_os.core.values.text import fold, refusal
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries import amounts
from freelancer_os.projects.models import Service

TAKEN = ("client", "service", "tax_rate")  # by entries, and by no transfer
MOST = 100_000  # of the place of a rule


class Rule(Titled):
    """What a bank line is that holds a text, of an amount within bounds, on an account.

    `contains` is looked for in payee and text without regard to case and accents. `amount_min` and
    `amount_max` are minor units of the account's currency, else of the workspace's, without a sign;
    `kind` says whether money comes in or goes out, by default as the category has it; where it is
    the other way, the money comes back. The first by
    `position` that fits counts. It gives a category, or says to which account money is moved, and
    goes with either.
    """

    unlogged = frozenset({"folded", "needle"})
    few = True
    follows: ClassVar[dict[str, tuple[str, ...]]] = {"service": ("client",)}

    name = models.CharField(max_length=120, blank=True)
    contains = models.CharField(max_length=200, blank=True, default="")
    needle = models.CharField(max_length=300, editable=False, default="")
    account = WorkspaceForeignKey(Account, null=True, goes_along=True)
    amount_min = MinorField(null=True)
    amount_max = MinorField(null=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, null=True)
    category = WorkspaceForeignKey(Category, null=True, goes_along=True)
    client = WorkspaceForeignKey(Client, null=True)
    service = WorkspaceForeignKey(Service, null=True)
    description = models.CharField(max_length=300, blank=True, default="")
    tax_rate = ScaledField(places=4, null=True, minimum=0, maximum=amounts.WHOLE)
    transfer_to = WorkspaceForeignKey(Account, null=True, goes_along=True)
    position = ScaledField(places=0, default=0, minimum=0, maximum=MOST)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "position", "id"], name="rule_by_position"),
            *(
                models.Index(fields=[link, "workspace"], name=f"rule_by_{link}")
                for link in ("account", "category", "client", "service", "transfer_to")
            ),
        ]

    def derive(self) -> None:
        super().derive()
        self.needle = fold(self.contains)[:300]

    def edit(self, values: Mapping[str, Any]) -> None:
        """Make or change one; what it sorted stays. Raises ValidationError per field."""
        asked = self._with_other(admit(self, values))
        if self._state.adding and "position" not in asked:
            rows = writing_unit(self).rows(Rule)
            last = rows.aggregate(last=Max("position"))["last"]
            asked["position"] = 0 if last is None else min(last + 1, MOST)
        for name, value in asked.items():
            setattr(self, name, value)
        self._check_when()
        self._check_what()
        linked = self.category is not None and self.category.is_client
        brought = fill(self, asked) if linked else []
        self.name = self.name or self.contains or str(self.category or self.transfer_to)
        self.save()
        bring(self, brought)

    @staticmethod
    def _with_other(asked: dict[str, Any]) -> dict[str, Any]:
        """A category takes the place of a transfer, and the other way round."""
        if asked.get("transfer_to") is not None and "category" not in asked:
            return {**dict.fromkeys(("category", *TAKEN)), **asked}
        if asked.get("category") is not None and "transfer_to" not in asked:
            return {"transfer_to": None, **asked}
        return asked

    def merge_into(self, category: Category) -> None:
        """Its category is merged into another."""
        self.edit({"category": category})

    def takes(self, line: BankLine, haystack: str) -> bool:
        """Whether it fits a line; `haystack` is what that says, folded."""
        amount = abs(line.amount)
        return (
            self.needle in haystack
            and self.account_id in (None, line.account_id)
            and self.transfer_to_id != line.account_id
            and (self.kind is None or (self.kind == Kind.INCOME) == (line.amount > 0))
            and (self.amount_min is None or amount >= self.amount_min)
            and (self.amount_max is None or amount <= self.amount_max)
        )

    @property
    def says(self) -> dict[str, Any]:
        """The fields of an entry of its lines."""
        found = {
            "category": self.category,
            "client": self.client,
            "service": self.service,
            "description": self.description or None,
            "tax_rate": self.tax_rate,
        }
        return {name: value for name, value in found.items() if value is not None}

    def _check_when(self) -> None:
        if not self.contains.strip() and self.amount_min is None and self.amount_max is None:
            raise refusal("contains", _("Enter a text that its lines hold, or an amount."))
        for name in ("amount_min", "amount_max"):
            if (getattr(self, name) or 0) < 0:
                raise refusal(name, _("Enter an amount without a minus; the kind says which way."))
        if None not in (self.amount_min, self.amount_max) and self.amount_min > self.amount_max:
            raise refusal("amount_max", _("This is less than the least amount."))

    def _check_what(self) -> None:
        if (self.category is None) == (self.transfer_to is None):
            raise refusal("category", _("Choose a category, or the account of a transfer."))
        if self.category is None:
            for name in TAKEN:
                if getattr(self, name) is not None:
                    raise refusal(name, _("A transfer has none."))
            return
        if self.kind is None:
            self.kind = self.category.kind
        if not self.category.is_client and (self.client or self.service):
            sentence = _("Only income in the client category is linked to anything.")
            raise ValidationError({"client" if self.client else "service": [sentence]})
