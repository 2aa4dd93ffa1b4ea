"""What the banks say of the accounts, beside the lines that came from them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import format_money
from freelancer_os.finance.models import Account, ClosingBalance
from freelancer_os.reports.reconciliation import Reconciliation, compare
from freelancer_os.web.shell.access import Desk

MOST = 8  # accounts that are looked at


class Closing(NamedTuple):
    """The closing balance of an account in words, whether ours agrees, and the page about it."""

    said: str
    told: str
    agrees: bool
    url: str


def closing_of(desk: Desk) -> Closing | None:
    """Of the account where bank and books part, else of that of which the bank said it last."""
    told = ClosingBalance.objects.of(desk.workspace).values("account").distinct()
    accounts = Account.objects.of(desk.workspace).in_use().filter(pk__in=told)[:MOST]
    found = [compare(account, desk.formats.today) for account in accounts]
    known = [one for one in found if one.closing is not None]
    if not known:
        return None
    shown = max(known, key=lambda one: (not one.agrees, one.on))
    return _closing(desk, shown, is_one_of_several=len(known) > 1)


def _closing(desk: Desk, one: Reconciliation, *, is_one_of_several: bool) -> Closing:
    def money(minor: int | None) -> str:
        return format_money(minor or 0, one.account.currency, desk.formats.locale)

    sentence = _("Closing balance of the bank {amount}")
    if is_one_of_several:
        sentence = _("Closing balance of {account} {amount}")
    said = sentence.format(amount=money(one.closing), account=one.account)
    told = _("agrees")
    if not one.agrees:
        told = _("{amount} apart").format(amount=money(abs(one.difference or 0)))
    url = f"/reports/reconciliation/?account={one.account.pk}"
    return Closing(said, told, bool(one.agrees), url)
