"""Accepting what was proposed: the best for one line, or all that is sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.rows import BATCH, in_batches
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.undo.slices import pause
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.bank_lines import BankLine
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.recurring.early import post_early
from freelancer_os.finance.recurring.recurring import Recurring
from freelancer_os.finance.sorting import deciding, halves
from freelancer_os.finance.sorting.proposals import proposal as kinds
from freelancer_os.finance.sorting.proposals.found import attach_found
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.finance.sorting.proposing import Proposer


def accept_best(line: BankLine) -> Proposal:
    """Decide for what is proposed first. Raises Conflict where nothing is, ValidationError."""
    deciding.refuse_decided(line)
    found = Proposer(line.workspace).of([line])[line.pk]
    if not found:
        raise Conflict(_("Nothing is proposed for {record}. Say what it is.").format(record=line))
    accept(line, found[0])
    return found[0]


def accept(line: BankLine, proposal: Proposal) -> None:
    """Decide for this proposal. Raises ValidationError."""
    _VERBS[proposal.kind](writing_unit(line), line, proposal)


def accept_sure(unit: Unit) -> int:
    """Accept all that is sure, oldest line first; how many. Raises ValidationError."""
    rows = unit.rows(BankLine).filter(state=BankLine.State.NEW).order_by("date", "id")
    found = Proposer(unit.workspace).of(rows.select_related("account"))
    sure = [(pk, best[0]) for pk, best in found.items() if best and best[0].sure]
    accepted = 0
    for start, some in enumerate(in_batches(sure)):
        pause(unit, start * BATCH, len(sure))
        lines = {one.pk: one for one in unit.rows_by(BankLine, pk__in=[pk for pk, _best in some])}
        for pk, best in some:
            line = lines[pk]
            if line.state == BankLine.State.NEW and not _is_decided(unit, line):
                accept(line, best)
                attach_found(line, best.receipt)
                accepted += 1
    return accepted


def _is_decided(unit: Unit, line: BankLine) -> bool:
    """Whether it went with another line, as the other half of that."""
    touched = unit.touched.get((BankLine, line.pk))
    return bool(touched and touched.now and touched.now["state"] != BankLine.State.NEW)


def _pay(unit: Unit, line: BankLine, best: Proposal) -> None:
    deciding.pay_invoices(line, [unit.get(Invoice, pk) for pk in best.targets])


def _link(unit: Unit, line: BankLine, best: Proposal) -> None:
    (pk,) = best.targets
    recurring = unit.find(Recurring, pk, *LINKS) if best.kind == kinds.RECURRING else None
    entry = post_early(recurring) if recurring is not None else unit.get(Transaction, pk)
    deciding.link(line, entry)


def _move(unit: Unit, line: BankLine, best: Proposal) -> None:
    (pk,) = best.targets
    halves.transfer(line, unit.get(Account, pk))


def _categorise(unit: Unit, line: BankLine, best: Proposal) -> None:
    how = BankLine.How.RULE if best.kind == kinds.RULE else BankLine.How.CATEGORY
    deciding.categorise(line, best.says, how)


LINKS = ("client", "project", "service", "category", "account")
_VERBS: dict[str, Callable[[Unit, BankLine, Proposal], Any]] = {
    kinds.INVOICE: _pay,
    kinds.INVOICES: _pay,
    kinds.PART: _pay,
    kinds.ENTRY: _link,
    kinds.RECURRING: _link,
    kinds.TRANSFER: _move,
    kinds.RULE: _categorise,
    kinds.CATEGORY: _categorise,
}
