"""Payments of a whole invoice: what marking it as paid records, and moving it back takes away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import apportion
from freelancer_os.core.values.text import lacking, refusal
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.payments.paying import add_payment
from freelancer_os.finance.payments.payments import Payment

if TYPE_CHECKING:
    from freelancer_os.finance.entries.transactions import Transaction
    from freelancer_os.finance.invoices.payable import Payable

FEW = 3  # payments that are named


def payments_on(invoice: Payable) -> list[Payment]:
    """The payments of all lines, oldest first, read to be written."""
    rows = writing_unit(invoice).rows(Payment).filter(transaction__invoice=invoice.pk)
    return list(rows.order_by("date", "id"))


def cover(invoice: Payable, account: Account | None, on: date, rate: int | None = None) -> None:
    """Record payments for what is outstanding, line by line, as one receipt. An account is asked
    for."""
    account, receipt = _asked_for(invoice, account), new_id()
    for line in invoice.lines():
        if line.outstanding:
            add_payment(line, account, on, Payment.Origin.INVOICE, rate, receipt=receipt)


def cover_part(
    invoice: Payable, account: Account | None, amount: int, on: date, rate: int | None = None
) -> None:
    """Record payments of `amount` minor units in all, spread over the lines by what is outstanding,
    largest remainder, as one receipt; on a credit note, and of what was paid too much, it is paid
    back.

    What is more than a client owes stands on the first line, and is its credit. Raises
    ValidationError on `amount` where more would be paid back than there is.
    """
    account, receipt = _asked_for(invoice, account), new_id()
    open_, sign = abs(invoice.outstanding), -1 if invoice.outstanding < 0 else 1
    more = amount - open_
    if amount <= 0:
        raise refusal("amount", _("Enter an amount above zero."))
    if more > 0 and (sign < 0 or invoice.payable < 0):
        left = format_money(open_, invoice.currency, invoice.workspace.locale)
        sentence = _("Of {invoice} {amount} are outstanding. Enter at most that.")
        raise refusal("amount", sentence.format(invoice=invoice, amount=left))
    for line, part in spread(invoice, sign * amount):
        add_payment(line, account, on, Payment.Origin.TYPED, rate, part, receipt)


def spread(invoice: Payable, amount: int) -> list[tuple[Transaction, int]]:
    """What of an amount (minor units, negative where money goes back) each line takes, by what is
    outstanding, largest remainder; what is more than that stands on the first line."""
    lines, sign = invoice.lines(), -1 if amount < 0 else 1
    open_ = max(sign * invoice.outstanding, 0)
    within = min(sign * amount, open_)
    weights = [line.outstanding * within for line in lines]
    parts = apportion(weights, open_, sign * within) if open_ else [0] * len(lines)
    first = next((n for n, line in enumerate(lines) if line.payable > 0 or sign < 0), 0)
    parts[first] += sign * (sign * amount - within)
    return [(line, part) for line, part in zip(lines, parts, strict=True) if part]


def _asked_for(invoice: Payable, account: Account | None) -> Account:
    if account is not None:
        return account
    amount = format_money(abs(invoice.outstanding), invoice.currency, invoice.workspace.locale)
    sentence = _("{amount} of {invoice}. Say on which account it was paid.")
    raise lacking("account", sentence.format(amount=amount, invoice=invoice))


def uncover(invoice: Payable, *, with_lines: bool) -> list[Payment]:
    """Remove the payments that make it paid and were set by hand, from whichever door.

    Those that a bank line proves go as well `with_lines`, which become new again; else they are
    returned. Raises Conflict where a person is asked before.
    """
    payments = payments_on(invoice)
    proven = [one for one in payments if one.origin == Payment.Origin.BANK]
    by_hand = set_by_hand(invoice, payments)
    if by_hand and writing_unit(invoice).asks and not with_lines:
        _ask(invoice, by_hand)
    for payment in by_hand + (proven if with_lines else []):
        payment.remove()
    return [] if with_lines else proven


def _ask(invoice: Payable, payments: list[Payment]) -> None:
    found = list(dict.fromkeys(map(told, payments)))  # one for several lines is told once
    named = ", ".join(found[:FEW]) + (", …" if len(found) > FEW else "")
    sentence = _("{record} is paid. This takes its payments away: {payments}.")
    raise Conflict(sentence.format(record=invoice, payments=named), way="take_back")


def set_by_hand(invoice: Payable, payments: Iterable[Payment]) -> list[Payment]:
    """Of its payments those that setting a payment mode or Paid recorded.

    A part that was typed stays, unless it is paid by that.
    """
    payments, origins = list(payments), {Payment.Origin.MODE, Payment.Origin.INVOICE}
    found = [one for one in payments if one.origin in origins]
    sign = -1 if invoice.payable < 0 else 1
    rest = invoice.paid - sum(one.settles for one in found)
    if sign * rest < sign * invoice.payable:
        return found
    return [one for one in payments if one.origin != Payment.Origin.BANK]


def told(payment: Payment) -> str:
    """A payment by its day and account."""
    day = show_date(payment.date, payment.workspace.locale, today=date.min)
    return _("{date} on {account}").format(date=day, account=payment.account)
