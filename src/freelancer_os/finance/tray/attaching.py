"""Putting receipts where they belong. Each verb is called inside a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.rows import BATCH, in_batches
from freelancer_os.core.log.totals.settle import settle
from freelancer_os.core.log.unit import Unit, writing_unit
from freelancer_os.core.undo.slices import pause
from freelancer_os.core.values.text import fold, lacking, refusal
from freelancer_os.finance.bank_lines import DESCRIPTION, BankLine
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.finance.sorting.proposals.found import entry_of
from freelancer_os.finance.sorting.proposals.proposal import Proposal, words_of
from freelancer_os.finance.tray.proposing import LINE, Proposer
from freelancer_os.people.models import Workspace


def attach_to(receipt: Receipt, entry: Transaction) -> Transaction:
    """Hang its file on an entry that was read in this change."""
    receipt.hand_over(entry)
    return entry


def attach_to_line(receipt: Receipt, line: BankLine) -> Transaction:
    """Hang its file on the entry of a line. Raises ValidationError on `bank_line` for one that is
    in no entry."""
    entry = entry_of(line)
    if entry is None:
        sentence = _("{record} is in no entry, so nothing is attached to it.")
        raise refusal("bank_line", sentence.format(record=line))
    return attach_to(receipt, entry)


def attach_best(receipt: Receipt) -> Transaction:
    """Attach it where it is proposed first. Raises Conflict where nothing is."""
    found = Proposer(receipt.workspace).of([receipt])[receipt.pk]
    if not found:
        sentence = _("Nothing is proposed for {record}. Say where it belongs.")
        raise Conflict(sentence.format(record=receipt))
    return _attach(writing_unit(receipt), receipt, found[0])


def attach_sure(unit: Unit) -> int:
    """Attach all of which it is sure where they belong; how many."""
    found = Proposer(unit.workspace).of(unit.rows(Receipt))
    sure = [(pk, best[0]) for pk, best in found.items() if best and best[0].sure]
    for start, some in enumerate(in_batches(sure)):
        pause(unit, start * BATCH, len(sure))
        receipts = {one.pk: one for one in unit.rows_by(Receipt, pk__in=[pk for pk, _b in some])}
        for pk, best in some:
            _attach(unit, receipts[pk], best)
    return len(sure)


def _attach(unit: Unit, receipt: Receipt, best: Proposal) -> Transaction:
    (pk,) = best.targets
    if best.kind == LINE:
        return attach_to_line(receipt, unit.get(BankLine, pk))
    return attach_to(receipt, unit.get(Transaction, pk))


def make_expense(receipt: Receipt, given: Mapping[str, Any]) -> Transaction:
    """A new expense of what was read, or is said besides, with its file. Raises ValidationError for
    what is neither read nor said; with an `account` it is paid from there."""
    said = {name: value for name, value in given.items() if value not in (None, "")}
    for name, sentence in (("date", _("Enter the date.")), ("amount", _("Enter the amount."))):
        if name not in said and getattr(receipt, name) is None:
            raise lacking(name, sentence)
    account = said.pop("account", None)
    entry = Transaction(workspace=receipt.workspace)
    entry.edit(
        {
            "kind": Kind.EXPENSE,
            "date": receipt.date,
            "amount": receipt.amount,
            "currency": receipt.currency or receipt.workspace.currency,
            "description": (receipt.supplier or receipt.name)[:DESCRIPTION],
            "category": usual_category(receipt.workspace, receipt.supplier),
            **said,
            "tax_included": True,
        }
    )
    if account is not None:
        settle(writing_unit(receipt))
        entry.pay(account, entry.date)
    return attach_to(receipt, entry)


def usual_category(workspace: Workspace, supplier: str) -> Category | None:
    """The category of the newest expense that begins with the name of a supplier."""
    words = words_of(fold(supplier))
    if not words or len(words[0]) < 3:
        return None
    rows = Transaction.objects.of(workspace).filter(
        kind=Kind.EXPENSE,
        category__isnull=False,
        category__archived=False,
        folded__startswith=words[0],
    )
    newest = rows.order_by("-date", "-id").select_related("category").first()
    return newest.category if newest is not None else None
