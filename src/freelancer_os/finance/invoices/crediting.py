"""A credit note: lines of an invoice taken back, whole or in part, with their tax and their links.

Each of its lines names the line that it credits, so no more is credited than there was. Together
the two invoices come to nothing in every total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.money import half_up, line_amount
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.invoices.lines import copied

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

HEAD = ("client", "currency", "reference", "service_from", "service_to", "language", "template")
FIELD = "lines"  # at which refusals stand


@dataclass(frozen=True)
class CreditPart:
    """What of a line is credited: a quantity (10⁻⁴), an amount in minor units, or the rest."""

    line: UUID
    quantity: int | None = None
    amount: int | None = None


def credit(invoice: Invoice, parts: Sequence[CreditPart] | None) -> Invoice:
    """A draft that credits these parts of an invoice, or all that is left of it.

    Raises ValidationError on `lines`.
    """
    catch_up(invoice)
    if invoice.status != invoice.Status.SENT or invoice.kind not in CREDITED:
        raise refusal(FIELD, _("Only an invoice that has been sent is credited."))
    left = _Left(invoice)
    chosen = left.all() if parts is None else left.chosen(parts)
    if not chosen:
        raise refusal(FIELD, _("{invoice} is credited in full.").format(invoice=invoice))
    note = begun(invoice)
    for line, (quantity, amount) in sorted(chosen.items(), key=lambda one: one[0].pk):
        _take_back(note, line, quantity, amount)
    catch_up(note)
    return note


def refuse_over_credited(note: Invoice) -> None:
    """No more is credited than there was, whatever was edited since. Raises ValidationError."""
    if note.credits is None:
        return
    left = _Left(note.credits)
    for pk, line in left.lines.items():
        if line.amount * left.amounts[pk] < 0:
            sentence = _("More of “{line}” is credited than was invoiced.")
            raise refusal(FIELD, sentence.format(line=line))


Taken = tuple[int | None, int]
"""What is taken back of a line: a quantity, if that was said, and the amount."""
CREDITED = (InvoiceKind.INVOICE, InvoiceKind.DEPOSIT)


class _Left:
    """The lines of an invoice, and what of each is not credited yet."""

    def __init__(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self.lines = {line.pk: line for line in invoice.lines()}
        rows = writing_unit(invoice).rows(Transaction).filter(credits__in=list(self.lines))
        taken: dict[UUID, int] = defaultdict(int)
        for pk, net, total in rows.filter(is_void=False).values_list("credits_id", "net", "total"):
            taken[pk] += total if self.lines[pk].tax_included else net
        self.amounts = {pk: line.amount + taken[pk] for pk, line in self.lines.items()}

    def all(self) -> dict[Transaction, Taken]:
        """All that is left, as a quantity and an amount."""
        return {line: (None, left) for pk, line in self.lines.items() if (left := self.amounts[pk])}

    def chosen(self, parts: Sequence[CreditPart]) -> dict[Transaction, Taken]:
        """What was chosen, and what of the discount belongs to it. Raises ValidationError."""
        found: dict[Transaction, Taken] = {}
        for part in parts:
            line = self.lines.get(part.line)
            if line is None or line.is_discount or line in found:
                sentence = _("Name lines of {invoice}, each once.")
                raise refusal(FIELD, sentence.format(invoice=self.invoice))
            found[line] = self._part(line, part)
        return {
            **found,
            **self._discounts({line.pk: amount for line, (_q, amount) in found.items()}),
        }

    def _part(self, line: Transaction, part: CreditPart) -> Taken:
        amount = self.amounts[line.pk] if part.amount is None else part.amount
        if part.quantity is not None:
            amount = line_amount(part.quantity, line.unit_price, line.discount_percent)
        self._refuse_more(line, amount)
        return part.quantity, amount

    def _refuse_more(self, line: Transaction, amount: int) -> None:
        left = self.amounts[line.pk]
        sign = -1 if line.amount < 0 else 1
        if 0 < sign * amount <= sign * left:
            return
        locale = self.invoice.workspace.locale
        sentence = _("Of “{line}” {left} are left to be credited.")
        told = format_money(left, line.currency, locale)
        raise refusal(FIELD, sentence.format(line=line, left=told))

    def _discounts(self, taken: Mapping[UUID, int]) -> dict[Transaction, Taken]:
        """Of each discount line the part that its lines are credited to; the last take the rest."""
        found: dict[Transaction, Taken] = {}
        for line in self.lines.values():
            if not line.is_discount:
                continue
            group = [one for one in self.lines.values() if _shares(one, line)]
            whole = sum(one.amount for one in group)
            gone = sum(one.amount - self.amounts[one.pk] + taken.get(one.pk, 0) for one in group)
            due = half_up(line.amount * gone, whole) if whole else line.amount
            if amount := due - (line.amount - self.amounts[line.pk]):
                found[line] = (None, amount)
        return found


def _shares(line: Transaction, discount: Transaction) -> bool:
    """Whether a discount line takes off a line."""
    same = ("tax_kind", "tax_rate", "tax_included")
    return not line.is_discount and all(getattr(line, n) == getattr(discount, n) for n in same)


def begun(invoice: Invoice) -> Invoice:
    """A draft of a credit note without lines."""
    note = type(invoice)(workspace=invoice.workspace)
    values = {name: getattr(invoice, name) for name in HEAD}
    values["withholding_rate"] = invoice.withholding_rate
    note.edit({**values, "kind": InvoiceKind.CREDIT_NOTE.value, "credits": invoice})
    return note


def _take_back(note: Invoice, line: Transaction, quantity: int | None, amount: int) -> None:
    """A line of the opposite amount, of the same tax, rate of exchange and links."""
    other: dict[str, object] = {"credits": line, "exchange_rate": line.exchange_rate}
    if quantity is not None or amount == line.amount:
        other["quantity"] = -(line.quantity if quantity is None else quantity)
    else:
        other |= {"quantity": -ONE, "unit_price": amount * ONE, "discount_percent": 0}
    copied(line, note, **other)
