"""Bank lines that are halves of transfers between own accounts."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.entries.rates import exchanged
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.sorting.deciding import begin
from freelancer_os.finance.sorting.moving import move_to_half
from freelancer_os.finance.sorting.proposals.abroad import CALLED, NEAR, nearest, span
from freelancer_os.finance.transfers import Transfer


class Ends(NamedTuple):
    """Where a transfer leaves and arrives, and what, in each account's currency."""

    from_account: Account
    to_account: Account
    amount: int
    amount_to: int | None


def transfer(line: BankLine, account: Account) -> None:
    """It is one half of a transfer with `account`: of one that is known, else of a new one, of
    which the other half may have come as well. Raises ValidationError."""
    begin(line)
    if account.pk == line.account_id:
        raise refusal("transfer_to", _("Choose another account than that of the line."))
    if known := _known(line, account):
        leg = known if known.flow == line.amount else _corrected(line, known)
        move_to_half(line, leg.transfer, leg)
        line.become(BankLine.How.HALF)
        line.save()
    else:
        _make(line, account)
    settle(writing_unit(line))


def _known(line: BankLine, account: Account) -> Payment | None:
    """The half of a transfer with an account that no line proves yet, and that this one may."""
    rows = (
        writing_unit(line)
        .rows(Payment)
        .filter(
            account=line.account,
            transfer__isnull=False,
            line=None,
            flow__range=_flows(line, account),
            date__range=(line.date - NEAR, line.date + NEAR),
        )
    )

    def apart(leg: Payment) -> tuple[object, ...]:
        return leg.flow != line.amount, abs(leg.date - line.date), leg.pk

    for leg in sorted(rows, key=apart):
        ends = {leg.transfer.from_account_id, leg.transfer.to_account_id}
        if ends == {line.account_id, account.pk}:
            return leg
    return None


def _flows(line: BankLine, account: Account) -> tuple[int, int]:
    """Between which amounts a known half lies; a transfer between two currencies was entered at a
    rate, and the bank took another one."""
    is_one = account.currency == line.account.currency
    return (line.amount, line.amount) if is_one else span(line.amount, CALLED)


def _corrected(line: BankLine, leg: Payment) -> Payment:
    """The half of a known transfer, once that says what the bank says."""
    assert leg.transfer_id is not None  # a half
    moved = writing_unit(line).get(Transfer, leg.transfer_id)
    amounts = (moved.amount, line.amount) if line.amount > 0 else (-line.amount, moved.amount_to)
    moved.edit({"amount": amounts[0], "amount_to": amounts[1]})
    return next(one for one in moved.legs() if one.account_id == line.account_id)


def _make(line: BankLine, account: Account) -> None:
    partner = _partner(line, account)
    ends = _ends(line, account, partner)
    made = Transfer(workspace=line.workspace)
    values = {name: value for name, value in ends._asdict().items() if value is not None}
    made.edit({**values, "date": min(line.date, partner.date if partner else line.date)})
    for one in filter(None, (line, partner)):
        leg = next(leg for leg in made.legs() if leg.account_id == one.account_id)
        move_to_half(one, made, leg)
        one.become(BankLine.How.TRANSFER)
        one.save()


def _partner(line: BankLine, account: Account) -> BankLine | None:
    """The line of the other account that tells of the same money, the nearest day first."""
    rows = (
        writing_unit(line)
        .rows(BankLine)
        .filter(
            account=account,
            state=BankLine.State.NEW,
            date__range=(line.date - NEAR, line.date + NEAR),
        )
    )
    if account.currency != line.account.currency:
        ways = {"amount__gt": 0} if line.amount < 0 else {"amount__lt": 0}
        return nearest(line, rows.filter(**ways), account.currency)
    near = sorted(rows.filter(amount=-line.amount), key=lambda one: abs(one.date - line.date))
    return near[0] if near else None


def _ends(line: BankLine, account: Account, partner: BankLine | None) -> Ends:
    own, other = line.account, account
    here, there = abs(line.amount), abs(partner.amount) if partner else None
    if line.amount < 0:
        return Ends(own, other, here, there)
    if there is None:
        locale = line.workspace.locale
        there = exchanged(
            here, own.currency, other.currency, line.date, field="transfer_to", locale=locale
        )
    return Ends(other, own, there, here)
