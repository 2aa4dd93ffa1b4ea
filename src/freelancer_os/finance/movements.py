"""What moved on an account, one after the other, each with the balance after it."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import NamedTuple

from freelancer_os.core.values.spans import Span
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.payments.payments import Payment

MOST = 2_000  # of one period; who wants to look at more takes a shorter one
ENDS = ("from_account", "to_account")
LINKS = ("transaction", *(f"transfer__{end}" for end in ENDS))  # what `stands_for` reads


class Movement(NamedTuple):
    """A payment: what for, `record` where that stands, and minor units of the account's currency:
    what it moved, and the balance once it had."""

    name: str
    record: str
    day: date
    moved: int
    balance: int


def movements(account: Account, span: Span, before: int) -> list[Movement] | None:
    """Those of a span in the order of their days, from the balance `before` it; None for more than
    `MOST`."""
    rows = Payment.objects.of(account.workspace_id).filter(account=account, date__range=span)
    found = list(rows.select_related(*LINKS).order_by("date", "id")[: MOST + 1])
    if len(found) > MOST:
        return None
    balances = accumulate((one.flow for one in found), initial=before)
    next(balances)
    return [
        Movement(*stands_for(one, account), one.date, one.flow, balance)
        for one, balance in zip(found, balances, strict=True)
    ]


def stands_for(payment: Payment, account: Account) -> tuple[str, str]:
    """What a payment is for, and the address of that."""
    if payment.transfer is None:
        return str(payment.transaction), f"transactions/{payment.transaction_id}"
    ends = [getattr(payment.transfer, end) for end in ENDS]
    other = next(one for one in ends if one.pk != account.pk)
    return str(other), f"transfers/{payment.transfer_id}"
