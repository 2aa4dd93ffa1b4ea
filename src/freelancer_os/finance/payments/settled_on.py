"""On which days an invoice was paid, and settled: what is owed on a past day goes by them
(`reports`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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


def name_days(unit: Unit) -> None:
    """An invoice bears the days of its first and of its last payment or settlement, and while
    nothing is outstanding that on which it was settled."""
    moved = {*_invoices_paid(unit), *_invoices_of_moved(unit)}
    wanted = moved.union(_invoices_changed(unit))
    invoices = [one for one in load(unit, Invoice, sorted(wanted)) if one.now is not None]
    paid = [one.pk for one in invoices if one.pk in moved or _is_paid(one.now or {})]
    lines = lines_of(unit, paid)
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
        _name(one, min(parts).date if parts else None, max(parts).date if parts else None)


def _name(invoice: Touched, first: date | None, last: date | None) -> None:
    now, record = invoice.now or {}, invoice.record
    is_settled = now["payable"] and not now["outstanding"]
    days = {"paid_from": first, "paid_to": last, "settled_on": last if is_settled else None}
    if any(now[name] != day for name, day in days.items()):
        invoice.sync()
        for name, day in days.items():
            setattr(record, name, day)
        invoice.now = record.values()


def _is_paid(invoice: dict[str, Any]) -> bool:
    """Whether payments may stand behind it; of none of its own is what has no day yet."""
    return bool(invoice["paid"] or invoice["paid_from"])


def _invoices_changed(unit: Unit) -> Iterator[UUID]:
    for touched in unit.unsettled(Invoice):
        old, new = touched.counted, touched.now
        if new and (old is None or any(old[name] != new[name] for name in OWED)):
            yield touched.pk


def _invoices_of_moved(unit: Unit) -> Iterator[UUID]:
    """The invoices that a stored line has left, or come to: its payments go with it."""
    for touched in unit.unsettled(Transaction):
        old, new = touched.counted, touched.now
        if old and (new is None or old["invoice_id"] != new["invoice_id"]):
            yield from {old["invoice_id"], (new or old)["invoice_id"]} - {None}


def _invoices_paid(unit: Unit) -> Iterator[UUID]:
    """The invoices of lines of which a payment has moved, be it to another day."""
    for model, link in ((Payment, "transaction_id"), (SettledLine, "line_id")):
        moved: list[Touched] = unit.unsettled(model)
        for touched in moved:
            for row in (touched.counted, touched.now):
                line = unit.touched.get((Transaction, row[link])) if row and row[link] else None
                if line is not None and (found := (line.now or {}).get("invoice_id")):
                    yield found
