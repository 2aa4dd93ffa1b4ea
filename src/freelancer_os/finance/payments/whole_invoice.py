"""Payments of a whole invoice: what marking it as paid records, and moving it back takes away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.text import lacking
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.payments.paying import add_payment
from freelancer_os.finance.payments.payments import Payment

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

FEW = 3  # payments that are named


def payments_on(invoice: Invoice) -> list[Payment]:
    """The payments of all lines, oldest first, read to be written."""
    rows = writing_unit(invoice).rows(Payment).filter(transaction__invoice=invoice)
    return list(rows.order_by("date", "id"))


def cover(invoice: Invoice, account: Account | None, on: date, rate: int | None = None) -> None:
    """Record payments for what is outstanding, line by line. An account is asked for."""
    if account is None:
        amount = format_money(invoice.outstanding, invoice.currency, invoice.workspace.locale)
        sentence = _("{amount} of {invoice}. Say on which account it was paid.")
        raise lacking("account", sentence.format(amount=amount, invoice=invoice))
    for line in invoice.lines():
        if line.outstanding:
            add_payment(line, account, on, Payment.Origin.INVOICE, rate)


def uncover(invoice: Invoice, *, with_lines: bool) -> list[Payment]:
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


def _ask(invoice: Invoice, payments: list[Payment]) -> None:
    named = ", ".join(map(told, payments[:FEW])) + (", …" if len(payments) > FEW else "")
    sentence = _("{record} is paid. This takes its payments away: {payments}.")
    raise Conflict(sentence.format(record=invoice, payments=named), way="take_back")


def set_by_hand(invoice: Invoice, payments: Iterable[Payment]) -> list[Payment]:
    """Of its payments those that setting a payment mode or Paid recorded.

    A part that was typed stays, unless it is paid by that.
    """
    payments, origins = list(payments), {Payment.Origin.MODE, Payment.Origin.INVOICE}
    found = [one for one in payments if one.origin in origins]
    if invoice.paid - sum(one.settles for one in found) < invoice.payable:
        return found
    return [one for one in payments if one.origin != Payment.Origin.BANK]


def told(payment: Payment) -> str:
    """A payment by its day and account."""
    day = show_date(payment.date, payment.workspace.locale, today=date.min)
    return _("{date} on {account}").format(date=day, account=payment.account)
