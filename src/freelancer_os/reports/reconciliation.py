"""The balance that a bank says, against ours of that day: where they part, and by which lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from freelancer_os.core.records.base import Records
from freelancer_os.core.values.amounts import read_amount
from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.balances import balance_on, by_day
from freelancer_os.finance.models import Account, BankLine, ClosingBalance, Payment
from freelancer_os.finance.movements import LINKS, stands_for
from freelancer_os.people.models import Workspace
from freelancer_os.reports.balance import account_of

MOST = 2_000  # lines that are listed of either side, the oldest first
TAKES = ("account", "on", "closing")


class Apart(NamedTuple):
    """What is on one side alone: `record` is its page, `amount` signed, in minor units."""

    record: str
    name: str
    day: date
    amount: int


@dataclass(frozen=True)
class Reconciliation:
    """An account on a day, in minor units of its currency.

    `closing` is what the bank says that it held then, None where it says nothing; `ours` the
    balance of that day. `agreed_on` is the last day on which they agreed, `parts_on` the first
    after it of which it is known that they do not. `only_ours` are payments since then that no bank
    line proves, `only_bank` what of bank lines is in no balance. What these do not come to is
    `unexplained`: lines that never came, or another balance at the beginning.
    """

    account: Account
    on: date
    closing: int | None
    is_typed: bool
    ours: int
    agreed_on: date | None = None
    parts_on: date | None = None
    only_ours: list[Apart] = field(default_factory=list)
    only_bank: list[Apart] = field(default_factory=list)
    unexplained: int = 0
    is_cut: bool = False

    @property
    def difference(self) -> int | None:
        """What the bank has more than the books."""
        return None if self.closing is None else self.closing - self.ours

    @property
    def agrees(self) -> bool | None:
        return None if self.closing is None else self.closing == self.ours


def reconciliation(workspace: Workspace, query: Mapping[str, str]) -> Reconciliation | None:
    """What `account`, `on` and `closing` ask for; None where there is no account at all.

    Without `closing` the newest balance of a bank file counts, of that day or before. Raises
    ValidationError on the parameter.
    """
    on = read_date(query["on"], field="on") if query.get("on") else workspace.today
    account = account_of(workspace, query)
    if account is None:
        return None
    closing = query.get("closing")
    typed = read_amount(closing, account.currency, field="closing") if closing else None
    found = compare(account, on, typed)
    return _parted(found) if found.difference else found


def compare(account: Account, on: date, typed: int | None = None) -> Reconciliation:
    """An account against what was `typed` for a day, else against what its bank said last; not yet
    where they part."""
    day, closing, is_typed = on, typed, typed is not None
    if closing is None and (last := _stored(account, on).first()):
        day, closing = last
    ours = balance_on(account, day)
    return Reconciliation(account, day, closing, is_typed, ours, day if closing == ours else None)


def _stored(account: Account, on: date) -> QuerySet[Any, tuple[date, int]]:
    """What the bank's files say by then, day by day, the newest first."""
    rows = ClosingBalance.objects.of(account.workspace_id).filter(account=account, date__lte=on)
    return rows.order_by("-date").values_list("date", "amount")


def _parted(found: Reconciliation) -> Reconciliation:
    agreed, parts = _where(found)
    since = Q(account=found.account, date__lte=found.on)
    if agreed is not None:
        since &= Q(date__gt=agreed)
    workspace = found.account.workspace_id
    payments = Payment.objects.of(workspace).filter(since, line__isnull=True)
    lines = _unbooked(BankLine.objects.of(workspace).filter(since), found.account)
    ours, bank = _sum(payments, "flow"), _sum(lines, "missing")
    some = payments.select_related(*LINKS).order_by("date", "id")[: MOST + 1]
    others = lines.order_by("date", "id")[: MOST + 1]
    only_ours = [_apart(one, found.account) for one in some]
    only_bank = [Apart(f"bank-lines/{one.pk}", str(one), one.date, one.missing) for one in others]
    return replace(
        found,
        agreed_on=agreed,
        parts_on=parts,
        only_ours=only_ours[:MOST],
        only_bank=only_bank[:MOST],
        unexplained=(found.difference or 0) - bank + ours,
        is_cut=max(len(only_ours), len(only_bank)) > MOST,
    )


def _where(found: Reconciliation) -> tuple[date | None, date]:
    """The last day on which they agreed, and the first after it on which they part."""
    said = [one for one in _stored(found.account, found.on) if one[0] < found.on]
    if not said:
        return None, found.on
    moves = list(by_day(found.account, Span(said[-1][0], found.on)).items())
    balance, parts = found.ours, found.on
    for day, closing in said:
        while moves and moves[-1][0] > day:
            balance -= moves.pop()[1]
        if balance == closing:
            return day, parts
        parts = day
    return None, parts


def _unbooked(lines: Records[Any], account: Account) -> Records[Any]:
    """Bank lines with what is `missing` of them in the balance: left out, deleted, in part."""
    payments = Payment.objects.of(account.workspace_id).filter(line=OuterRef("pk"), account=account)
    proven = payments.order_by().values("line").annotate(all=Sum("flow")).values("all")
    missing = F("amount") - Coalesce(Subquery(proven), 0)
    found: Records[Any] = lines.annotate(missing=missing).exclude(missing=0)
    return found


def _sum(rows: QuerySet[Any], name: str) -> int:
    return int(rows.aggregate(all=Sum(name))["all"] or 0)


def _apart(payment: Payment, account: Account) -> Apart:
    name, record = stands_for(payment, account)
    return Apart(record, name, payment.date, payment.flow)
