"""The payment mode of a transaction: what setting, moving and clearing it does to payments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.entries.exchange import Priced
from freelancer_os.finance.payments.payments import Payment

if TYPE_CHECKING:
    from freelancer_os.finance.entries.transactions import Transaction


def payments_of(transaction: Transaction) -> list[Payment]:
    """The payments of a transaction, oldest first, read to be written."""
    rows = writing_unit(transaction).rows(Payment).filter(transaction=transaction)
    payments = list(rows.order_by("date", "id"))
    for payment in payments:
        payment.transaction = transaction
    return payments


def pay(
    transaction: Transaction, account: Account, on: date | None, rate: int | None = None
) -> None:
    """Pay what is outstanding on `account`, or move the payments there. Raises ValidationError."""
    catch_up(transaction)
    _pay(transaction, account, on, rate)
    catch_up(transaction)


def move_to(transaction: Transaction, on: date | None) -> None:
    """Move the payments to another date on their account, or take them away where that reads as
    unset and there is no date. Raises ValidationError."""
    catch_up(transaction)
    if transaction.account is not None:
        _pay(transaction, transaction.account, on)
        catch_up(transaction)
    elif on is not None:
        raise refusal("paid_on", _("Say on which account it was paid."))
    else:
        unpay(transaction)


def unpay(transaction: Transaction) -> None:
    """Take every payment away, and take over what follows from that."""
    catch_up(transaction)
    remove_payments(transaction)
    catch_up(transaction)


def _pay(
    transaction: Transaction, account: Account, on: date | None, rate: int | None = None
) -> None:
    transaction.refuse_if_void("account")
    payments = payments_of(transaction)
    if payments and transaction.is_covered:
        for payment in payments:
            _move(payment, account, on, rate)
    else:
        for payment in payments:
            payment.stay()
        add_payment(transaction, account, on or transaction.date, Payment.Origin.MODE, rate)


def add_payment(
    transaction: Transaction,
    account: Account,
    on: date,
    origin: Payment.Origin,
    rate: int | None = None,
    part: int | None = None,
    receipt: UUID | None = None,
) -> None:
    """Record a payment of what is outstanding, or of a part of it."""
    payment = Payment(
        workspace=transaction.workspace,
        transaction=transaction,
        account=account,
        date=on,
        origin=origin,
        account_rate=rate,
        receipt=receipt,
    )
    payment.besides = transaction.paid
    payment.settle(transaction.outstanding if part is None else part)
    payment.save()


def _move(payment: Payment, account: Account, on: date | None, rate: int | None) -> None:
    on = on or payment.date
    if payment.account_id == account.pk and payment.date == on and rate is None:
        return
    if payment.origin == Payment.Origin.BANK:
        raise refusal(
            "account",
            _("A bank line of {account} proves this payment. Clear it first.").format(
                account=payment.account
            ),
        )
    other_currency = payment.account.currency != account.currency
    payment.account, payment.date = account, on
    if other_currency or rate is not None:
        payment.account_rate = rate
        payment.settle(payment.settles)
    payment.save()


def remove_payments(transaction: Transaction) -> None:
    """Take every payment away; their bank lines become new again."""
    for payment in payments_of(transaction):
        payment.remove()


def keep_up(transaction: Transaction, old_kind: str, before: Priced) -> None:
    """After kind, currency or rate were edited: payments flow and settle as they now must."""
    turned = transaction.kind != old_kind
    currency = transaction.currency != before.currency
    rate = transaction.exchange_rate != before.rate
    if not (turned or currency or rate):
        return
    catch_up(transaction)
    for payment in payments_of(transaction):
        if currency:
            payment.account_rate = None
        if turned:
            payment.turn()
        if payment.origin == Payment.Origin.MODE and (currency or rate):
            payment.settle(payment.settles)
        elif currency:
            payment.set_amount(payment.amount)
        payment.save()
