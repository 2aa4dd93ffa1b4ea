"""What bank lines may be: for some of them together, each with the best proposal first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.log.rows import in_batches
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.sorting.proposals.chosen import Chosen
from freelancer_os.finance.sorting.proposals.entries import KnownEntries
from freelancer_os.finance.sorting.proposals.found import WaitingReceipts
from freelancer_os.finance.sorting.proposals.invoices import OpenInvoices
from freelancer_os.finance.sorting.proposals.other_half import OtherHalves
from freelancer_os.finance.sorting.proposals.proposal import MAY_BE, RULE, TRANSFER, Proposal, Told
from freelancer_os.people.models import Workspace

Found = dict[UUID, list[Proposal]]


class Proposer:
    """Proposes for lines of a workspace; what is the same for all of them is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.closed = workspace.closed_until or date.min
        self.claimed = set[object]()  # by what is sure already
        self.waiting = dict[UUID, UUID]()  # the receipt in the tray that is of a line

    @cached_property
    def invoices(self) -> OpenInvoices:
        return OpenInvoices(self.workspace)

    @cached_property
    def entries(self) -> KnownEntries:
        return KnownEntries(self.workspace)

    @cached_property
    def halves(self) -> OtherHalves:
        return OtherHalves(self.workspace)

    @cached_property
    def receipts(self) -> WaitingReceipts:
        return WaitingReceipts(self.workspace)

    @cached_property
    def chosen(self) -> Chosen:
        return Chosen(self.workspace)

    def of(self, lines: Iterable[BankLine]) -> Found:
        """The proposals of each line, whose account is at hand, the best first.

        Of two lines that would be the same thing, the earlier one is sure of it.
        """
        found: Found = {}
        ordered = sorted(lines, key=lambda line: (line.date, line.pk))
        for some in in_batches(ordered):
            told = [Told.by(line) for line in some]
            for source in (self.entries, self.halves, self.chosen, self.receipts):
                source.read(told)
            self.waiting |= self.receipts.by_line
            for one in told:
                found[one.line.pk] = list(self._sorted(one))
        return found

    def _sorted(self, told: Told) -> Iterator[Proposal]:
        sources = (self.invoices, self.entries, self.halves, self.chosen)
        all_ = [one for source in sources for one in source.proposals(told)]
        if (receipt := self.receipts.by_line.get(told.line.pk)) is not None:
            all_ = [one if one.kind == TRANSFER else _with(one, receipt) for one in all_]
        all_.sort(key=lambda one: -one.score)
        rivals = [one for one in all_ if one.score >= (all_[0].score if all_ else 0) - 5]
        for place, one in enumerate(all_):
            is_free = not self.claimed.intersection(one.claims)
            is_clear = place == 0 and (len(rivals) == 1 or one.kind not in MAY_BE)
            if not one.sure or not is_free or not is_clear or told.line.date <= self.closed:
                yield one.unsure()
                continue
            self.claimed.update(one.claims)
            yield one


def _with(one: Proposal, receipt: UUID) -> Proposal:
    """The same, with a receipt that was found."""
    return replace(one, why=f"{one.why} · {_('receipt found')}", receipt=receipt)


def by_rule(proposals: list[Proposal]) -> Proposal | None:
    """What a rule says of a line, where nothing likelier is known; money that came back of what it
    names is left to a person."""
    best = proposals[0] if proposals else None
    if best is None or best.kind != RULE:
        return None
    is_in = best.says["category"].kind == Kind.INCOME
    return best if is_in == (best.amount > 0) else None


def must_wait(proposals: list[Proposal]) -> bool:
    """Whether a line may be something else than an entry of its own."""
    return any(one.kind in MAY_BE for one in proposals)
