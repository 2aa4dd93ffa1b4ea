"""On which day an invoice was settled: what is owed on a past day goes by it (`reports`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from freelancer_os.core.log.totals.settle import load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.invoices.settling import lines_of
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.payments.shares import parts_in_hand, stored_parts
from freelancer_os.finance.settlements.settlements import SettledLine

OWED = ("payable", "outstanding")


def name_day(unit: Unit) -> None:
    """An invoice bears the day of its last payment or settlement while nothing is outstanding."""
    wanted = set(_invoices_paid(unit)) | set(_invoices_changed(unit))
    invoices = [one for one in load(unit, Invoice, sorted(wanted)) if one.now is not None]
    settled = [one for one in invoices if _is_settled(one.now or {})]
    lines = lines_of(unit, [one.pk for one in settled])
    payments, others = unit.unsettled(Payment), unit.unsettled(SettledLine)
    in_hand = {one.pk for one in (*payments, *others)}
    _was, now = parts_in_hand(unit, payments, others)
    entries = [line.pk for of_one in lines.values() for line in of_one]
    with unit.late.known():
        still = stored_parts(entries, entries, unit.workspace, in_hand)
    for one in invoices:
        parts = [
            part for line in lines.get(one.pk, ()) for part in (*still[line.pk], *now[line.pk])
        ]
        day = max((part.date for part in parts), default=None)
        if (one.now or {})["settled_on"] != day:
            record: Any = one.record
            one.sync()
            record.settled_on = day
            one.now = record.values()


def _is_settled(invoice: dict[str, Any]) -> bool:
    return bool(invoice["payable"] and not invoice["outstanding"])


def _invoices_changed(unit: Unit) -> Iterator[UUID]:
    for touched in unit.unsettled(Invoice):
        old, new = touched.counted, touched.now
        if new and (old is None or any(old[name] != new[name] for name in OWED)):
            yield touched.pk


def _invoices_paid(unit: Unit) -> Iterator[UUID]:
    """The invoices of lines of which a payment has moved, be it to another day."""
    for model, link in ((Payment, "transaction_id"), (SettledLine, "line_id")):
        moved: list[Touched] = unit.unsettled(model)
        for touched in moved:
            for row in (touched.counted, touched.now):
                line = unit.touched.get((Transaction, row[link])) if row and row[link] else None
                if line is not None and (found := (line.now or {}).get("invoice_id")):
                    yield found
