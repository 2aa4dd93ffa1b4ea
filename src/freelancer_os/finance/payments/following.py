"""What follows from a change while it settles: tax of invoice lines, payments, payment modes."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Any
from uuid import UUID

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.prepared import values_by
from freelancer_os.finance.entries.amounts import together, withheld_of
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.invoices.settling import invoices_of_changed, lines_of
from freelancer_os.finance.payments.payments import Payment

MOVED = ("amount", "flow")
PRICED = ("invoice_id", "amount", "tax_rate", "tax_included", "currency", "exchange_rate")
HEAD = ("status", "kind", "withholding_rate")


def apportion(unit: Unit) -> None:
    """Compute net and tax of all lines of every invoice of which a line or the head changed."""
    wanted = invoices_of_changed(unit, PRICED, HEAD)
    invoices = {touched.pk: touched for touched in load(unit, Invoice, wanted)}
    for pk, lines in lines_of(unit, wanted).items():
        if pk in invoices and (invoice := invoices[pk].now) is not None:
            _apportion_one(invoice, lines)


def _apportion_one(invoice: dict[str, Any], lines: list[Touched]) -> None:
    rows = [touched.now or {} for touched in lines]
    shares = together([(r["amount"], r["tax_rate"], r["tax_included"]) for r in rows])
    withheld = withheld_of([net for net, _ in shares], invoice["withholding_rate"])
    is_void = invoice["status"] == Invoice.Status.VOID or invoice["kind"] not in CLAIMS
    is_draft = invoice["status"] == Invoice.Status.DRAFT
    for touched, (net, tax), held in zip(lines, shares, withheld, strict=True):
        record: Any = touched.record
        touched.sync()
        record.is_void, record.is_draft = is_void, is_draft
        record.set_net_and_tax(net, tax, held)
        touched.now = record.values()


def follow(unit: Unit) -> None:
    """A payment made by setting the payment mode follows every change of the total.

    It always settles what its entry comes to besides what others had paid when it was made, so it
    is right in whatever order changes are made, undone and done again.
    """
    if unit.recasts:  # then every payment is written with its entry
        return
    wanted: set[Any] = {t.pk for t in unit.unsettled(Transaction) if _is_retotalled(t)}
    for touched in unit.unsettled(Payment):
        now = touched.now
        if now and now != touched.counted and now["origin"] == Payment.Origin.MODE:
            wanted.add(now["transaction_id"])
    for payment in _by_mode(unit, sorted(wanted - {None})):
        entry = load(unit, Transaction, [payment.transaction_id])[0]
        entry.sync()
        payment.transaction = entry.record
        rest = payment.transaction.payable - payment.besides
        if payment.settles != rest or _is_moved(unit, payment):
            payment.settle(rest)
            payment.save()


def _is_moved(unit: Unit, payment: Payment) -> bool:
    """Whether what moved on the account was set meanwhile: an undo puts back what it was then, and
    the entry may have come to something else since."""
    touched = unit.touched.get((Payment, payment.pk))
    counted, now = (touched.counted, touched.now) if touched is not None else (None, None)
    return now is not None and any((counted or {}).get(name) != now[name] for name in MOVED)


def _is_retotalled(entry: Touched) -> bool:
    counted, now = entry.counted, entry.now
    if now is None or counted is None:
        return False
    return any(counted[name] != now[name] for name in ("total", "withheld"))


def _by_mode(unit: Unit, entries: list[UUID]) -> Iterator[Any]:
    wanted = set(entries)
    for some in in_batches(entries):
        rows = unit.rows_by(Payment, transaction_id__in=some)
        yield from (row for row in rows if row.origin == Payment.Origin.MODE)
    for touched in unit.unsettled(Payment):
        now = touched.now if touched.waiting else None
        if now and now["origin"] == Payment.Origin.MODE and now["transaction_id"] in wanted:
            yield touched.record


def name_account(unit: Unit) -> None:
    """An entry names an account while its payments lie on one account and cover it."""
    paid: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    moved = unit.unsettled(Payment)
    for payment in moved:
        for row in (payment.counted, payment.now):
            if row and row["transaction_id"]:
                paid[row["transaction_id"]] += [row] if row is payment.now else []
    entries = {entry.pk: entry for entry in unit.unsettled(Transaction)}
    load(unit, Transaction, [pk for pk in paid if pk not in entries])
    _mention(unit, paid)
    found = [unit.touched.get((Transaction, pk)) for pk in {**entries, **paid}]
    named = [entry for entry in found if entry is not None and _may_differ(entry, paid)]
    stored = _stored(unit, [entry.pk for entry in named if entry.counted is not None])
    known = {payment.pk for payment in moved}
    for entry in named:
        others = [row for row in stored[entry.pk] if row["id"] not in known]
        _name_one(entry, paid.get(entry.pk, []) + others)


def _mention(unit: Unit, paid: Iterable[UUID]) -> None:
    """What is paid, or no longer, stands in the history of the entry and of its invoice."""
    entries = [entry for pk in paid if (entry := unit.touched.get((Transaction, pk))) is not None]
    invoices = {entry.now["invoice_id"] for entry in entries if entry.now is not None} - {None}
    for touched in (*entries, *load(unit, Invoice, sorted(invoices))):
        touched.is_mentioned = True


def _may_differ(entry: Touched, paid: Container[UUID]) -> bool:
    """Whether a living entry is new, or its payments or what they must cover have changed."""
    counted, now = entry.counted, entry.now
    if now is None or counted is None or entry.pk in paid:
        return now is not None
    return any(counted[name] != now[name] for name in ("total", "withheld", "paid"))


def _stored(unit: Unit, entries: list[UUID]) -> dict[UUID, list[dict[str, object]]]:
    """The payments of entries as the database has them."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for some in in_batches(entries):
        columns = ("id", "transaction_id", "account_id", "date")
        for row in values_by(
            Payment, columns, workspace_id=unit.workspace.pk, transaction_id__in=some
        ):
            found[row[1]].append(dict(zip(columns, row, strict=True)))
    return found


def _name_one(entry: Touched, payments: list[dict[str, Any]]) -> None:
    record: Any = entry.record
    entry.sync()
    accounts = {payment["account_id"] for payment in payments}
    named = record.is_covered and len(accounts) == 1
    record.account_id = accounts.pop() if named else None
    record.paid_on = max(payment["date"] for payment in payments) if named else None
    entry.now = record.values()
