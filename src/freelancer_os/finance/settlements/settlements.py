"""Settlements: an amount of one invoice that counts as paid on another, on no account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.fields.columns import MinorField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit, named_by, writing_unit
from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Owned, Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.money import apportion
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Sentence, Word
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.settlements import deposits, limits

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.payable import Payable

RESTS_ON = ("currency", "client_id")
ENDS = {"from": "from_invoice", "to": "to_invoice"}
"""The columns of the public names, which are words of the language."""


class Settlement(Owned):
    """`amount` minor units, above zero, of `from_invoice` against `to_invoice`, which are of one
    client and in one currency (domain.md, "Settlement").

    Of a credit note, and of what was paid too much, it counts as paid on the one and as paid back
    on the other (`SettledLine`). Of a deposit it takes that off with its tax (`deposits`).
    `rounding` is what `from_invoice` gave besides, since another base currency with fewer decimals
    rounded both ends apart; 0 else.
    """

    from_invoice = WorkspaceForeignKey("finance.Invoice", rests_on=RESTS_ON)
    to_invoice = WorkspaceForeignKey("finance.Invoice", rests_on=RESTS_ON)
    amount = MinorField()
    rounding = models.BigIntegerField(default=0, editable=False)
    date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(from_invoice=F("to_invoice")),
                name="settlement_of_two",
                violation_error_message=gettext_lazy(
                    "A settlement is an amount above zero between two invoices."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="settlement_latest"),
            models.Index(fields=["workspace", "-date", "-id"], name="settlement_newest"),
            models.Index(fields=["from_invoice", "workspace"], name="settlement_by_source"),
            models.Index(fields=["to_invoice", "workspace"], name="settlement_by_target"),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        ends = {"source": "from_invoice", "target": "to_invoice"}
        found = {end: named_by(self, name) for end, name in ends.items()}
        named = {end: one.named if one else "" for end, one in found.items()}
        return Sentence("{source} against {target}", named)

    @property
    def is_of_deposit(self) -> bool:
        """Whether it takes off a deposit, with lines, instead of counting as paid."""
        return bool(self.from_invoice.kind == InvoiceKind.DEPOSIT)

    def edit(self, values: Mapping[str, Any]) -> None:
        """Settle, or correct how much of it. Without an amount as much as can be.

        Raises ValidationError with a sentence per field.
        """
        new = self._state.adding
        if not new and values.keys() <= {OWN}:  # which says nothing of the money
            super().edit(values)
            return
        named = {ENDS.get(name, name): value for name, value in values.items()}
        asked = admit(self, named, later=("amount", "date"))
        if not new:
            limits.refuse_other_ends(self, asked)
            if all(getattr(self, name) == value for name, value in asked.items()):
                return
            self._take_back()
        for name, value in asked.items():
            setattr(self, name, value)
        self.date, self.rounding = self.date or self.workspace.today, 0
        limits.refuse_unfit(self)
        self.amount = limits.admitted_amount(
            self, asked.get("amount", None if new else self.amount)
        )
        self.save()
        self._settle()

    def remove(self) -> None:
        """Take it away: both owe again what they owed."""
        self._take_back()
        super().remove()

    def _settle(self) -> None:
        for invoice in (self.from_invoice, self.to_invoice):
            writing_unit(self).mention(invoice)  # in the history of both
        if self.is_of_deposit:
            deposits.take_off(self)
            return
        for invoice, sign in ((self.to_invoice, 1), (self.from_invoice, -1)):
            spread(self, invoice, sign * self.amount)

    def _take_back(self) -> None:
        unit = writing_unit(self)
        limits.refuse_paid(self)
        for part in unit.rows(SettledLine).filter(settlement=self):
            part.remove()
        for line in unit.rows(Transaction).filter(settlement=self):
            line.leave()
        for invoice in (self.from_invoice, self.to_invoice):
            unit.mention(invoice)
            catch_up(invoice)


class SettledLine(Record):
    """What a settlement pays of a line, in minor units; negative where it is paid back by it."""

    settlement = WorkspaceForeignKey(Settlement, goes_along=True)
    line = WorkspaceForeignKey(Transaction, goes_along=True, rests_on=("invoice_id",))
    settles = models.BigIntegerField()

    class Meta:
        verbose_name = "settled line"
        indexes = [
            models.Index(fields=["settlement", "workspace"], name="settled_by_settlement"),
            models.Index(fields=["line", "workspace"], name="settled_by_line"),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        return Word.of("Settled line")


def spread(settlement: Settlement, invoice: Payable, amount: int) -> None:
    """Settle `amount` of an invoice, over its lines by what is outstanding, largest remainder."""
    lines = [line for line in invoice.lines() if line.outstanding]
    weights = [line.outstanding * abs(amount) for line in lines]
    parts = apportion(weights, abs(invoice.outstanding), amount)
    for line, part in zip(lines, parts, strict=True):
        if part:
            made = SettledLine(workspace=settlement.workspace, settlement=settlement, line=line)
            made.settles = part
            made.save()
    catch_up(invoice)


def settlements_of(invoice: Payable, *ends: str) -> list[Settlement]:
    """The settlements in which an invoice stands at one of these ends, by default at either, the
    oldest first, read to be written."""
    asked = Q()
    for end in ends or ("from_invoice", "to_invoice"):
        asked |= Q(**{end: invoice})
    return list(writing_unit(invoice).rows(Settlement).filter(asked).order_by("date", "id"))


def told(settlement: Settlement) -> str:
    """A settlement by its amount and where it comes from."""
    currency, locale = settlement.to_invoice.currency, settlement.workspace.locale
    amount = format_money(settlement.amount, currency, locale)
    return _("{amount} of {source}").format(amount=amount, source=settlement.from_invoice)


def hold(unit: Unit) -> None:
    """A line of which a part is settled stays on its invoice. Raises ValidationError."""
    lines = {one.pk: one for one in unit.unsettled(Transaction)}
    for touched in unit.unsettled(SettledLine):
        old = touched.counted if touched.now is None else None
        line = lines.get(old["line_id"]) if old else None
        if old and line is not None and line.now is None:
            for settlement in unit.rows(Settlement).filter(pk=old["settlement_id"]):
                raise ValidationError([_settled(line.record, settlement)])
    for some in in_batches([pk for pk, line in lines.items() if _is_moved(line)]):
        for part in unit.rows(SettledLine).filter(line__in=some):
            raise refusal("invoice", _settled(part.line, part.settlement))


def hold_sources(unit: Unit) -> None:
    """What pays of another invoice is not owed itself. Raises ValidationError."""
    if unit.recasts:
        return
    owing = [one.pk for one in unit.unsettled(_invoices()) if _owes_again(one)]
    for some in in_batches(owing):
        for one in unit.rows(Settlement).filter(from_invoice__in=some):
            if not one.is_of_deposit:
                sentence = _("{settlement} are in use for {target}. Take that away first.")
                raise ValidationError(
                    [sentence.format(settlement=told(one), target=one.to_invoice)]
                )


def _owes_again(invoice: Touched) -> bool:
    """Whether something is outstanding of it that was not before."""
    old, now = invoice.counted, invoice.now
    return bool(old and now and old["outstanding"] <= 0 < now["outstanding"])


def _invoices() -> type[Record]:
    """The model of invoices, which imports this one."""
    found: Any = Settlement._meta.get_field("to_invoice").related_model
    model: type[Record] = found
    return model


def _is_moved(line: Touched) -> bool:
    """Whether it leaves the invoice that it stood on."""
    old, now = line.counted or {}, line.now
    was = old.get("invoice_id")
    return now is not None and was is not None and was != now["invoice_id"]


def _settled(line: object, settlement: Settlement) -> str:
    sentence = _("{line} is settled with {settlement}. Take that away first.")
    return sentence.format(line=line, settlement=told(settlement))
