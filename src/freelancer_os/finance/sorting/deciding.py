"""What a person, or a rule, decides about a bank line. Each verb is called inside a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Stale
from freelancer_os.core.log.totals.settle import catch_up, settle
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.money import apportion
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.entries.usual_tax import usual_tax
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.payments.paying import payments_of
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.payments.whole_invoice import spread
from freelancer_os.finance.sorting.moving import Part, move, own_entry, proofs, take_place

How = BankLine.How


def refuse_decided(line: BankLine) -> None:
    """Raise Stale unless the line is to be sorted."""
    if line.state == BankLine.State.IGNORED:
        raise Stale(_("{record} was left out. Reopen it first.").format(record=line))
    if line.state != BankLine.State.NEW:
        raise Stale(_("{record} is sorted already. Reopen it first.").format(record=line))


def begin(line: BankLine) -> None:
    """Raise Stale unless the line is to be sorted. What is left of an earlier decision, of which
    a part was taken away, goes back to an entry of its own."""
    refuse_decided(line)
    if own_entry(line) is None and proofs(line):
        booked(line)


def booked(line: BankLine) -> Transaction:
    """The line's own entry and its payment, booked where they are not there."""
    entry = own_entry(line)
    if entry is None:
        entry, _payment = line.book()
        entry.save()
        line.save()
    if [one.transaction_id for one in proofs(line)] != [entry.pk]:
        move(line, [(entry, _settles(line, entry))])
    return entry


def categorise(line: BankLine, values: Mapping[str, Any], how: str = How.CATEGORY) -> None:
    """It is what its own entry says, with these fields; its category decides whether it is income,
    or money that came back of an expense. Raises ValidationError."""
    refuse_decided(line)
    entry, asked = booked(line), {k: v for k, v in values.items() if v is not None}
    category = asked.get("category")
    kind = category.kind if isinstance(category, Category) else entry.kind
    if kind != entry.kind:
        asked |= {"kind": kind, "amount": -entry.amount}
    asked = usual_tax(line.workspace, {"kind": kind, **asked}) | asked
    entry.edit({**asked, "tax_included": True})
    entry.waits = False
    entry.save()
    line.become(how, entry)
    line.save()
    settle(writing_unit(line))


def pay_invoices(line: BankLine, invoices: Sequence[Invoice]) -> None:
    """It pays these invoices in their order, the last one with all that is left: a part, or more.

    Raises ValidationError.
    """
    begin(line)
    parts, amounts = list[Part](), list[int | None]()
    left = line.amount
    for place, invoice in enumerate(invoices, 1):
        catch_up(invoice)
        refuse_unpayable(line, invoice)
        part = left if place == len(invoices) else _least(left, invoice.outstanding)
        found, told = _spread(line, invoice, part)
        parts, amounts, left = parts + found, amounts + told, left - part
    move(line, parts, amounts)
    line.become(How.INVOICE, parts[0][0] if len(parts) == 1 else None)
    line.save()


def refuse_unpayable(line: BankLine, invoice: Invoice) -> None:
    """Raise ValidationError on `invoice` where this line can be no payment of it."""
    if invoice.status != Invoice.Status.SENT or not invoice.is_claim:
        sentence = _("{invoice} has not been sent, or asks for no money.")
        raise refusal("invoice", sentence.format(invoice=invoice))
    if not invoice.outstanding:
        raise refusal("invoice", _("Nothing of {invoice} is outstanding.").format(invoice=invoice))
    if (invoice.outstanding > 0) != (line.amount > 0):
        raise refusal("invoice", _("This money goes the other way."))


def _spread(line: BankLine, invoice: Invoice, part: int) -> tuple[list[Part], list[int | None]]:
    """The parts of an amount of the line; where the invoice is in another currency, all of it is
    paid by what moved, and each part gets its share of that."""
    if invoice.currency == line.account.currency:
        found = spread(invoice, part)
        return found, [None] * len(found)
    found = spread(invoice, invoice.outstanding)
    weights = [settles * abs(part) for _, settles in found]
    return found, list(apportion(weights, abs(invoice.outstanding), part))


def _least(left: int, outstanding: int) -> int:
    return min(left, outstanding) if left > 0 else max(left, outstanding)


def link(line: BankLine, entry: Transaction) -> None:
    """It is an entry that was there before: it pays what is outstanding of it, or is the payment
    that was recorded by hand. Raises ValidationError."""
    begin(line)
    if entry.pk == line.transaction_id:
        categorise(line, {})
        return
    catch_up(entry)
    same = [one for one in payments_of(entry) if is_same_money(line, one)]
    if entry.outstanding:
        settles = _settles(line, entry)
        if (settles > 0) != (entry.outstanding > 0):
            raise refusal("transaction", _("This money goes the other way."))
        is_alike = entry.currency == line.account.currency
        amount = None if is_alike else abs(line.amount) * (1 if entry.outstanding > 0 else -1)
        move(line, [(entry, settles if is_alike else entry.outstanding)], [amount])
        line.become(How.ENTRY, entry)
    elif same:
        take_place(line, same[0])
        line.become(How.PAID, entry)
    else:
        sentence = _("{entry} is paid, and by no payment like this one.")
        raise refusal("transaction", sentence.format(entry=entry))
    line.save()
    settle(writing_unit(line))


def is_same_money(line: BankLine, payment: Payment) -> bool:
    """Whether a payment that was recorded by hand may be what the line tells of."""
    return (
        payment.line_id is None
        and payment.account_id == line.account_id
        and payment.flow == line.amount
    )


def _settles(line: BankLine, entry: Transaction) -> int:
    amount: int = line.amount
    return amount if entry.kind == Kind.INCOME else -amount
