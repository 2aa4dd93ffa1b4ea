"""Which invoices settle each other, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import current_unit, writing_unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.headed import InvoiceKind, no_claim

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.payable import Payable
    from freelancer_os.finance.settlements.settlements import Settlement


def refuse_other_ends(settlement: Settlement, asked: Mapping[str, Any]) -> None:
    """A settlement stays between its invoices. Raises ValidationError."""
    for end in ("from", "to"):
        name = f"{end}_invoice"
        if name in asked and asked[name] != getattr(settlement, name):
            raise refusal(end, _("A settlement stays between its invoices."))


def refuse_unfit(settlement: Settlement) -> None:
    """Both must be claims of one client in one currency. Raises ValidationError."""
    source, target = settlement.from_invoice, settlement.to_invoice
    if source.pk == target.pk:
        raise refusal("to", _("Choose two different invoices."))
    for end, invoice in (("from", source), ("to", target)):
        if not invoice.is_claim:
            raise refusal(end, no_claim())
        if invoice.status == "void":
            raise refusal(end, _("Invoice {invoice} is void.").format(invoice=invoice))
    if source.status != "sent":
        raise refusal("from", _("{invoice} has not been sent.").format(invoice=source))
    if source.client_id != target.client_id:
        raise refusal("to", _("Both must be for the same client."))
    if source.currency != target.currency:
        raise refusal("to", _("Both must be in the same currency."))
    if source.kind == InvoiceKind.DEPOSIT and target.kind != InvoiceKind.INVOICE:
        raise refusal("to", _("A deposit is taken off an invoice."))


def left_of(source: Payable, besides: UUID | None = None) -> int:
    """How much an invoice can still settle, in minor units, `besides` one settlement.

    Of a deposit what was neither taken off nor credited, of others what was paid too much or is to
    be paid back.
    """
    if source.kind != InvoiceKind.DEPOSIT:
        return max(0, -int(source.outstanding))
    credited = _rows(source, Transaction).filter(credits__invoice=source, is_void=False)
    taken = _rows(source, _settlements()).filter(from_invoice=source)
    taken = taken.exclude(to_invoice__status="void").exclude(pk=besides)
    return max(0, int(source.total) + _sum(credited, "total") - _sum(taken, "amount"))


def takes(rows: QuerySet[Any], invoice: Payable) -> QuerySet[Any]:
    """The invoices that may settle one: deposits of its client in its currency, and what was paid
    too much or is to be paid back."""
    found = rows.filter(Q(kind=InvoiceKind.DEPOSIT) | Q(base_credit__isnull=False), status="sent")
    return found.filter(client=invoice.client_id, currency=invoice.currency).exclude(pk=invoice.pk)


def _rows(source: Payable, model: type[Record]) -> QuerySet[Any]:
    """The rows of a model, inside a change as that sees them."""
    unit = current_unit()
    if unit is not None:
        found: QuerySet[Any] = unit.rows(model)
        return found
    rows: QuerySet[Any] = model.objects.of(source.workspace)
    return rows


def _sum(rows: QuerySet[Any], column: str) -> int:
    return int(rows.aggregate(all=Sum(column))["all"] or 0)


def _settlements() -> type[Record]:
    """The model of settlements, which imports this."""
    found: Any = Transaction._meta.get_field("settlement").related_model
    model: type[Record] = found
    return model


def admitted_amount(settlement: Settlement, amount: int | None) -> int:
    """The amount, by default as much as both ends leave. Raises ValidationError."""
    source, target = settlement.from_invoice, settlement.to_invoice
    for invoice in (source, target):
        catch_up(invoice)
    left = left_of(source, besides=settlement.pk)
    if not left:
        sentence = _("Nothing is left of {invoice} that could be settled.")
        raise refusal("from", sentence.format(invoice=source))
    open_ = max(0, int(target.outstanding))
    if not open_:
        sentence = _("Nothing is outstanding of {invoice}.")
        raise refusal("to", sentence.format(invoice=target))
    most = min(left, open_)
    if amount is None:
        return most
    if not 0 < amount <= most:
        told = format_money(most, target.currency, target.workspace.locale)
        raise refusal("amount", _("Enter an amount of at most {amount}.").format(amount=told))
    return amount


def refuse_paid(settlement: Settlement) -> None:
    """What takes off a deposit stays while it is part of what was paid. Raises ValidationError."""
    rows = writing_unit(settlement).rows(Transaction).filter(settlement=settlement)
    if any(line.paid for line in rows):
        sentence = _("{record} has payments. Take them away first.")
        raise ValidationError([sentence.format(record=settlement.to_invoice)])
