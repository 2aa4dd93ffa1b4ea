"""What follows for bank lines while a change settles: a payment went, an entry got a category.

An undo puts these back itself, as the change that it inverts has logged them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import load
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.finance.bank_lines import OWN, BankLine
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment

DECIDED = ("state", "how", "transaction_id")
STATE = BankLine.State


def release(unit: Unit) -> None:
    """A sorted line of which a payment was taken away is new again, whoever took it."""
    lost = set[UUID]()
    if unit.kind != Change.Kind.WRITE:
        return
    for touched in unit.unsettled(Payment):
        old, now = touched.counted, touched.now
        if old and old["line_id"] and (now is None or now["line_id"] != old["line_id"]):
            lost.add(old["line_id"])
    for line in _undecided(unit, lost, STATE.SORTED):
        if line.how not in OWN:
            line.transaction_id = None
        line.state, line.how = STATE.NEW, None
        line.save()


def sort_by_hand(unit: Unit) -> None:
    """The entry of a line got a category from any door: the line is sorted; it lost it: new."""
    named = dict[UUID, bool]()
    if unit.kind != Change.Kind.WRITE:
        return
    for touched in unit.unsettled(Transaction):
        old, now = touched.counted, touched.now
        if old and now and (old["category_id"] is None) != (now["category_id"] is None):
            named[touched.pk] = now["category_id"] is not None
    if not named:
        return
    lines = dict[UUID, UUID]()
    for some in in_batches(sorted(named)):
        rows = unit.rows(BankLine).filter(transaction_id__in=some)
        lines.update(rows.values_list("id", "transaction_id"))
    for line in _undecided(unit, lines, STATE.NEW, STATE.SORTED):
        is_sorted = named[lines[line.pk]]
        if line.how in OWN and is_sorted != (line.state == STATE.SORTED):
            line.state = STATE.SORTED if is_sorted else STATE.NEW
            line.how = BankLine.How.CATEGORY if is_sorted else None
            line.save()


def _undecided(unit: Unit, wanted: Iterable[UUID], *states: str) -> Iterable[Any]:
    """Of these lines those in one of the states, about which this change says nothing itself."""
    for touched in load(unit, BankLine, sorted(wanted)):
        now = touched.now
        if now and now["state"] in states and touched.first and not touched.changed(*DECIDED):
            touched.sync()
            yield touched.record
