"""What of invoices and their lines a change has touched, while it settles."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice


def invoices_of_changed(unit: Unit, line: Collection[str], head: Collection[str]) -> list[UUID]:
    """The invoices of which a line differs in a column of `line`, or they in one of `head`."""
    found: set[Any] = set()
    for touched in unit.unsettled(Transaction):
        old, new = touched.counted or {}, touched.now or {}
        if any(old.get(name) != new.get(name) for name in line):
            found |= {old.get("invoice_id"), new.get("invoice_id")}
    for touched in unit.unsettled(Invoice):
        old, new = touched.counted or {}, touched.now or {}
        if new and any(old.get(name, new[name]) != new[name] for name in head):
            found.add(touched.pk)
    return sorted(found - {None})


def lines_of(unit: Unit, invoices: list[UUID]) -> dict[UUID, list[Touched]]:
    """The lines of invoices, those included that are not written yet; the oldest first."""
    found: dict[UUID, dict[UUID, Touched]] = {pk: {} for pk in invoices}
    entries = {touched.pk: touched for touched in unit.unsettled(Transaction)}
    for some in in_batches(invoices):
        with unit.late.known():
            rows = unit.rows_by(Transaction, invoice_id__in=some)
        entries.update((row.pk, unit.touch(row)) for row in rows)
    for pk, touched in entries.items():
        if touched.now is not None and touched.now["invoice_id"] in found:
            found[touched.now["invoice_id"]][pk] = touched
    return {
        pk: sorted(lines.values(), key=lambda touched: touched.pk) for pk, lines in found.items()
    }
