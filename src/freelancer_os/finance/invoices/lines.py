"""A line once more: what one of another invoice takes over from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelancer_os.finance.entries.transactions import Transaction

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

SAID = (  # what a line says of itself
    *("kind", "description", "quantity", "unit", "unit_price", "discount_percent"),
    *("tax_rate", "tax_included", "tax_category", "exemption_reason"),
    *("service_from", "service_to", "position", "category", "project", "service", "note"),
)


def copied(line: Transaction, invoice: Invoice, **other: Any) -> Transaction:
    """A new line of `invoice`, of today, that says what `line` says but for `other`."""
    made = Transaction(workspace=invoice.workspace)
    values = {name: getattr(line, name) for name in SAID}
    made.edit({**values, "date": invoice.workspace.today, "invoice": invoice, **other})
    return made
