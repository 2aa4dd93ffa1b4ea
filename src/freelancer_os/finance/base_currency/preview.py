"""What another base currency would change, told before: how many records, and what is rounded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, Sum

from freelancer_os.clients.models import Client
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.totals.kept import Range, kept
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.undo.slices import are_many
from freelancer_os.finance.base_currency.changing import change_currency
from freelancer_os.finance.base_currency.recast import Recast
from freelancer_os.finance.base_currency.refusals import refuse
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.models import Account, Budget, Invoice, Transaction
from freelancer_os.people.models import User, Workspace
from freelancer_os.projects.models import Project

LISTED = 50  # sent invoices that are named
GAINS = "exchange"  # of entries in other currencies, by what was received for them
EARNED = Q(is_void=False, is_draft=False)
COUNTED: tuple[Any, ...] = (Account, Transaction, Invoice, Client, Project, Budget)


@dataclass(frozen=True)
class Figure:
    """One figure of the whole business: `before` in the old currency, `expected` in the new one
    where it is recast as a whole, and `after` where each of its parts is; all in minor units.

    `after` is None where there are so many parts that they are recast by a job.
    """

    name: str
    before: int
    expected: int
    after: int | None

    @property
    def rounding(self) -> int | None:
        """What is rounded away, or up."""
        return None if self.after is None else self.after - self.expected


@dataclass(frozen=True)
class Preview:
    """What is changed: `figures`, `balances` by account, how many records of each model.

    `sent` are the numbers of invoices that were sent and will show other figures than their PDF,
    at most `LISTED`, of `sent_count`.
    """

    recast: Recast
    figures: list[Figure]
    balances: list[tuple[Account, Figure]]
    counts: list[tuple[type[Any], int]]
    sent: list[str]
    sent_count: int

    def with_after(self, after: dict[str, int]) -> Preview:
        """The same with what the figures came to."""
        figures = [replace(one, after=after[one.name]) for one in self.figures]
        balances = [(of, replace(one, after=after[one.name])) for of, one in self.balances]
        return replace(self, figures=figures, balances=balances)


class _Enough(Exception):
    """The figures after it are known."""

    def __init__(self, found: dict[str, int]) -> None:
        super().__init__()
        self.found = found


def preview(workspace: Workspace, user: User, recast: Recast) -> Preview:
    """What changing the base currency would change. Raises what doing it would.

    Of at most some thousand records it is done and rolled back, so the figures are those that
    there will be; of more they are those of `overview`. Called outside of any write.
    """
    found = overview(workspace, recast)
    after = _tried(workspace, user, recast)
    return found if after is None else found.with_after(after)


def overview(workspace: Workspace, recast: Recast) -> Preview:
    """What there is, and what its sums would be worth."""
    held = figures(workspace)
    own = Invoice.objects.of(workspace).filter(was_sent=True, currency=recast.old)
    sent = own.none() if recast.converts else own.order_by("-issue_date", "-id")
    accounts = Account.objects.of(workspace).filter(currency=recast.old).order_by("folded", "id")
    found = {name: Figure(name, minor, recast.base(minor), None) for name, minor in held.items()}
    if recast.converts:  # what accounts in the old currency received is no gain in the new one
        found[GAINS] = replace(found[GAINS], expected=0)
    return Preview(
        recast=recast,
        figures=[one for name, one in found.items() if ":" not in name],
        balances=[] if recast.converts else [(one, found[_of(one)]) for one in accounts],
        counts=[(model, model.objects.of(workspace).count()) for model in COUNTED],
        sent=[number or "" for number in sent.values_list("number", flat=True)[:LISTED]],
        sent_count=sent.count(),
    )


def is_large(workspace: Workspace) -> bool:
    """Whether changing it is a job, for which nobody waits at a page."""
    return are_many(Transaction.objects.of(workspace))


def _tried(workspace: Workspace, user: User, recast: Recast) -> dict[str, int] | None:
    """The figures after it, of a change that is not kept; None where that would be a job."""
    is_job = is_large(workspace)
    try:
        with change(workspace, user, "") as unit:
            if is_job:
                refuse(unit, recast)
                return None
            change_currency(unit, recast)
            settle(unit)
            raise _Enough(figures(unit.workspace))
    except _Enough as enough:
        return enough.found


def figures(workspace: Workspace) -> dict[str, int]:
    """The figures of a workspace as it stands, by name, in minor units."""
    entries = Transaction.objects.of(workspace).filter(EARNED)
    sums = {
        "income": entries.filter(kind=Kind.INCOME).aggregate(all=Sum("base_net")),
        "expenses": entries.filter(kind=Kind.EXPENSE).aggregate(all=Sum("base_net")),
        "to_be_paid": Invoice.objects.of(workspace)
        .filter(status=Invoice.Status.SENT)
        .aggregate(all=Sum("base_outstanding")),
        "contract_values": Client.objects.of(workspace).aggregate(all=Sum("contract_value")),
        "project_values": Project.objects.of(workspace).aggregate(all=Sum("value")),
        "budgets": Budget.objects.of(workspace).aggregate(all=Sum("amount")),
    }
    found = {name: one["all"] or 0 for name, one in sums.items()}
    found[GAINS] = sum(one.amount for one in kept(workspace.pk, Range("exchange_months")))
    return found | {_of(one): one.balance for one in Account.objects.of(workspace)}


def _of(account: Account) -> str:
    """The name of the balance of an account."""
    return f"balance:{account.pk}"
