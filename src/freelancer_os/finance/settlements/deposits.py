"""A deposit is taken off the final invoice with its tax: one negative line per category and rate.

So the income and the tax of both together are those of the work, each at its time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.values.money import apportion
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.finance.entries.transactions import Transaction

if TYPE_CHECKING:
    from freelancer_os.finance.settlements.settlements import Settlement

LINKED = ("client_id", "project_id", "service_id")
TAXED = ("tax_category", "tax_rate", "exemption_reason")


def take_off(settlement: Settlement) -> None:
    """Write the lines that take `settlement.amount`, tax included, off the target."""
    deposit = settlement.from_invoice
    groups: dict[tuple[str, int], list[Transaction]] = defaultdict(list)
    for line in deposit.lines():
        groups[line.tax_kind, line.tax_rate].append(line)
    sums = [sum(line.total for line in lines) for lines in groups.values()]
    weights = [one * settlement.amount for one in sums]
    parts = apportion(weights, deposit.total, settlement.amount)
    for lines, part in zip(groups.values(), parts, strict=True):
        if part:
            _write(settlement, lines, part)
    catch_up(settlement.to_invoice)


def _write(settlement: Settlement, lines: list[Transaction], amount: int) -> None:
    newest = lines[-1]
    values: dict[str, Any] = {name: getattr(newest, name) for name in TAXED}
    for name in LINKED:
        held = {getattr(line, name) for line in lines}
        values[name] = held.pop() if len(held) == 1 else None
    line = Transaction(workspace=settlement.workspace, settlement=settlement, **values)
    line.kind, line.category_id, line.date = newest.kind, newest.category_id, settlement.date
    line.currency, line.exchange_rate = newest.currency, newest.exchange_rate
    line.invoice = settlement.to_invoice
    line.description = _("Deposit {number}").format(number=settlement.from_invoice)
    line.amount, line.tax_included = -amount, True
    line.quantity, line.unit_price = ONE, -amount * ONE
    line.save()
