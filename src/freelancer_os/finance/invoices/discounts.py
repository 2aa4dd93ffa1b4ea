"""The discount of a whole invoice: one negative line per tax category and rate.

The gateway keeps these lines while the others change, so that every total stays a sum of lines
(domain.md, "Settlement"). Where some amounts of a rate hold their tax and others do not, each of
the two has its line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Logged
from freelancer_os.core.values.money import apportion, half_up
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.amounts import ONE, WHOLE
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.invoices.settling import invoices_of_changed, lines_of

TAXED = ("tax_category", "tax_rate", "tax_included", "exemption_reason")
LINKED = ("category_id", "client_id", "project_id", "service_id")
LINE = ("invoice_id", "amount", "date", "currency", "exchange_rate", *TAXED, *LINKED)
HEAD = ("discount", "discount_percent")

Group = tuple[str, int, bool]
"""The tax category, the rate, whether the amount holds the tax."""


def keep(unit: Unit) -> None:
    """Make, change and remove the discount lines of every invoice that needs it."""
    _drop_strays(unit)
    wanted = invoices_of_changed(unit, LINE, HEAD)
    invoices = [one for one in load(unit, Invoice, wanted) if _is_kept(one)]
    for pk, lines in lines_of(unit, [one.pk for one in invoices]).items() if invoices else ():
        _keep_one(unit, unit.touched[Invoice, pk], lines)


def taken_off(amounts: Sequence[int], discount: int, percent: int) -> list[int]:
    """What a discount takes off each amount, in minor units, and never more than there is of all.

    `percent` in 10⁻⁴ % is rounded half-up for each; `discount` is apportioned by largest remainder.
    """
    whole = sum(amounts)
    if whole <= 0:
        return [0] * len(amounts)
    if percent:
        return [half_up(amount * percent, WHOLE) for amount in amounts]
    total = min(discount, whole)
    return apportion([amount * total for amount in amounts], whole, total)


def _is_kept(invoice: Touched) -> bool:
    """Whether it has a discount, or had one before this change; what is void stays as it was."""
    old, new = invoice.counted or {}, invoice.now
    if new is None or new["status"] == Invoice.Status.VOID:
        return False
    return any(old.get(name) or new[name] for name in HEAD)


def _drop_strays(unit: Unit) -> None:
    for touched in list(unit.unsettled(Transaction)):
        now = touched.now
        if now is not None and now["is_discount"] and now["invoice_id"] is None:
            _leave(touched)


def _leave(line: Touched) -> None:
    record: Any = line.record
    line.sync()
    record.leave()


def _keep_one(unit: Unit, invoice: Touched, lines: list[Touched]) -> None:
    groups, kept = _grouped(lines)
    sums = [sum(line["amount"] for line in group) for group in groups.values()]
    now = invoice.now or {}
    offs = taken_off(sums, now["discount"], now["discount_percent"])
    for (key, group), off in zip(groups.items(), offs, strict=True):
        if off:
            _write(unit, invoice.record, kept.pop(key, None), group, off)
    for line in kept.values():
        _leave(line)


def _grouped(
    lines: list[Touched],
) -> tuple[dict[Group, list[dict[str, Any]]], dict[Group, Touched]]:
    """The rows of a group of lines each, and the discount line of each as there is one."""
    groups: dict[Group, list[dict[str, Any]]] = defaultdict(list)
    kept: dict[Group, Touched] = {}
    for line in lines:
        now, record = line.now or {}, line.record
        line.sync()
        key = (str(getattr(record, "tax_kind", "")), now["tax_rate"], now["tax_included"])
        if now["is_discount"]:
            kept[key] = line
        elif now["settlement_id"] is None:
            groups[key].append(now)
    return groups, kept


def _write(
    unit: Unit, invoice: Logged, kept: Touched | None, group: list[dict[str, Any]], off: int
) -> None:
    """Make the discount line of a group, or bring it up to date."""
    line = _begun(unit, invoice) if kept is None else kept.record
    newest = max(group, key=lambda row: row["date"])
    values = {name: newest[name] for name in ("date", "currency", "exchange_rate", *TAXED)}
    for name in LINKED:
        held = {row[name] for row in group}
        values[name] = held.pop() if len(held) == 1 else None
    values |= {"amount": -off, "quantity": ONE, "unit_price": -off * ONE}
    for name, value in values.items():
        setattr(line, name, value)
    line.save()


def _begun(unit: Unit, invoice: Logged) -> Transaction:
    line = Transaction(workspace=unit.workspace, kind=Kind.INCOME, is_discount=True)
    line.invoice, line.description = invoice, _("Discount")
    return line
