"""What follows from a change while it settles: tax of invoice lines, payments, payment modes."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from freelancer_os.core.log.rows import BATCH
from freelancer_os.core.log.settle import derive, load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.entries.amounts import together
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.payments.payments import Payment

PRICED = ("invoice_id", "amount", "tax_rate", "tax_included", "currency", "exchange_rate")


def apportion(unit: Unit) -> None:
    """Compute net and tax of all lines of every invoice of which a line or the status changed."""
    wanted = sorted(_repriced(unit))
    invoices = {touched.record.pk: touched for touched in load(unit, Invoice, wanted)}
    for pk, lines in _lines(unit, wanted).items():
        if pk in invoices:
            is_void = (invoices[pk].now or {}).get("status") == Invoice.Status.VOID
            _apportion_one(is_void, lines)


def _repriced(unit: Unit) -> set[UUID]:
    found: set[Any] = set()
    for touched in unit.changed(Transaction):
        old, new = touched.counted or {}, touched.now or {}
        if any(old.get(name) != new.get(name) for name in PRICED):
            found |= {old.get("invoice_id"), new.get("invoice_id")}
    for touched in unit.changed(Invoice):
        old, new = touched.counted or {}, touched.now or {}
        if new and old.get("status", new["status"]) != new["status"]:
            found.add(touched.record.pk)
    return found - {None}


def _lines(unit: Unit, invoices: list[UUID]) -> dict[UUID, list[Touched]]:
    for start in range(0, len(invoices), BATCH):
        rows = unit.rows(Transaction).filter(invoice_id__in=invoices[start : start + BATCH])
        load(unit, Transaction, rows.values_list("pk", flat=True))
    found: dict[UUID, list[Touched]] = {pk: [] for pk in invoices}
    for touched in unit.changed(Transaction):
        if touched.now is not None and touched.now["invoice_id"] in found:
            found[touched.now["invoice_id"]].append(touched)
    return found


def _apportion_one(is_void: bool, lines: list[Touched]) -> None:
    lines.sort(key=lambda touched: touched.record.pk)
    rows = [touched.now or {} for touched in lines]
    shares = together([(r["amount"], r["tax_rate"], r["tax_included"]) for r in rows])
    for touched, (net, tax) in zip(lines, shares, strict=True):
        record: Any = touched.record
        touched.sync()
        record.is_void = is_void
        record.set_net_and_tax(net, tax)
        touched.now = record.values()


def follow(unit: Unit) -> None:
    """A payment made by setting the payment mode follows every change of the total.

    It always settles what its entry comes to besides what others had paid when it was made, so it
    is right in whatever order changes are made, undone and done again.
    """
    wanted: set[Any] = {t.record.pk for t in unit.changed(Transaction) if _is_retotalled(t)}
    for touched in unit.changed(Payment):
        now = touched.now
        if now and now != touched.counted and now["origin"] == Payment.Origin.MODE:
            wanted.add(now["transaction_id"])
    for payment in _by_mode(unit, sorted(wanted - {None})):
        entry = load(unit, Transaction, [payment.transaction_id])[0]
        entry.sync()
        payment.transaction = entry.record
        if payment.settles != (rest := payment.transaction.total - payment.besides):
            payment.settle(rest)
            payment.save()


def _is_retotalled(entry: Touched) -> bool:
    counted, now = entry.counted, entry.now
    return now is not None and counted is not None and counted["total"] != now["total"]


def _by_mode(unit: Unit, entries: list[UUID]) -> Iterator[Any]:
    for start in range(0, len(entries), BATCH):
        rows = unit.rows(Payment).filter(transaction_id__in=entries[start : start + BATCH])
        yield from rows.filter(origin=Payment.Origin.MODE)


def name_account(unit: Unit) -> None:
    """An entry names an account while its payments lie on one account and cover it."""
    touched = {t.record.pk: t for t in unit.changed(Transaction) if t.now is not None}
    for payment in unit.changed(Payment):
        for row in (payment.counted, payment.now):
            if row and row["transaction_id"] and row["transaction_id"] not in touched:
                found = load(unit, Transaction, [row["transaction_id"]])
                touched.update((t.record.pk, t) for t in found if t.now is not None)
    payments = _payments(unit, touched)
    for pk, entry in touched.items():
        _name_one(entry, payments[pk])


def _payments(unit: Unit, entries: dict[UUID, Touched]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for payment in unit.changed(Payment):
        if payment.now is not None and payment.now["transaction_id"]:
            found[payment.now["transaction_id"]].append(payment.now)
    known = {payment.record.pk for payment in unit.changed(Payment)}
    stored = [pk for pk, entry in entries.items() if entry.first is not None]
    for start in range(0, len(stored), BATCH):
        rows = unit.rows(Payment).filter(transaction_id__in=stored[start : start + BATCH])
        for row in rows.values("id", "transaction_id", "account_id", "date"):
            if row["id"] not in known:
                found[row["transaction_id"]].append(dict(row))
    return found


def _name_one(entry: Touched, payments: list[dict[str, Any]]) -> None:
    record: Any = entry.record
    derive(entry)
    accounts = {payment["account_id"] for payment in payments}
    named = record.is_covered and len(accounts) == 1
    record.account_id = accounts.pop() if named else None
    record.paid_on = max(payment["date"] for payment in payments) if named else None
    entry.now = record.values()
