"""Bank lines arrive: each is booked, by a rule where one fits, or waits where it may be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.entries.usual_tax import usual_tax
from freelancer_os.finance.recurring.early import post_early
from freelancer_os.finance.recurring.recurring import Recurring
from freelancer_os.finance.sorting.accepting import LINKS
from freelancer_os.finance.sorting.proposals.proposal import RECURRING, TRANSFER, Proposal
from freelancer_os.finance.sorting.proposing import Proposer, by_rule, must_wait


class Sorting:
    """The lines of one import, new and unsaved, into the books."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.proposer = unit, Proposer(unit.workspace)
        self.taxed: dict[tuple[UUID, bool], dict[str, Any]] = {}  # what is usual, by category

    def take(self, lines: Sequence[BankLine]) -> None:
        """Book each, with what is known of it. Raises ValidationError."""
        found = self.proposer.of(lines)
        self._hold(half for one in found.values() for half in one if half.kind == TRANSFER)
        for line in lines:
            proposals = found[line.pk]
            if (recurring := self._early(proposals)) is not None:
                self._pay(line, post_early(recurring))
                continue
            entry, payment = line.book(waits=must_wait(proposals))
            if (rule := by_rule(proposals)) is not None:
                self._follow(rule.says, entry)
                line.become(BankLine.How.RULE, entry)
            self.unit.add([entry, line, payment])

    def _early(self, proposals: list[Proposal]) -> Recurring | None:
        """What recurs and is taken by the bank before its day, where that is sure."""
        best = proposals[0] if proposals else None
        if best is None or best.kind != RECURRING or not best.sure:
            return None
        return self.unit.find(Recurring, best.targets[0], *LINKS)

    def _pay(self, line: BankLine, entry: Transaction) -> None:
        line.become(BankLine.How.ENTRY, entry)
        self.unit.add([line, line.prove(entry, entry.total)])

    def _follow(self, says: dict[str, Any], entry: Transaction) -> None:
        """Set what a rule says of the entry of a line, which is new."""
        key = (says["category"].pk, "tax_rate" in says)
        if key not in self.taxed:
            self.taxed[key] = usual_tax(self.unit.workspace, {"kind": entry.kind, **says})
        for name, value in {**self.taxed[key], **says}.items():
            setattr(entry, name, value)
        if entry.service is not None:
            entry.project = entry.service.project
        entry.waits = False

    def _hold(self, halves: Iterable[Proposal]) -> None:
        """Lines of other accounts of which the other half has come wait from now on."""
        wanted: set[UUID] = {pk for one in halves for pk in one.claims if isinstance(pk, UUID)}
        for line in self.unit.rows(BankLine).filter(pk__in=wanted, state=BankLine.State.NEW):
            entry = line.transaction
            if entry is not None and not entry.waits:
                entry.waits = True
                entry.save()
