"""A discount for early payment: offered on an invoice, and taken with a payment.

What is taken is a credit of net and tax on the day of payment (domain.md, "Settlement"): a credit
note that settles what the payment left open.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import apportion, half_up
from freelancer_os.finance.entries.amounts import ONE, WHOLE
from freelancer_os.finance.invoices.crediting import begun
from freelancer_os.finance.invoices.lines import copied

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

LONGEST = 300  # letters of a description


def early_until(invoice: Invoice) -> date | None:
    """The last day of the discount for early payment; None where there is none."""
    if not invoice.early_percent or invoice.early_days is None:
        return None
    begins: date = invoice.issue_date or invoice.workspace.today
    return begins + timedelta(days=invoice.early_days)


def early_amount(invoice: Invoice) -> int:
    """What is to be paid with the discount, in minor units."""
    return int(invoice.payable - half_up(invoice.payable * invoice.early_percent, WHOLE))


def credit_discount(invoice: Invoice, amount: int, on: date) -> Invoice:
    """A credit note of that day for `amount` minor units, tax included, of what is outstanding: of
    each line its part by what is payable of it, largest remainder. It is sent."""
    note = begun(invoice)
    note.edit({"issue_date": on, "withholding_rate": 0})
    lines = invoice.lines()
    parts = apportion([line.payable * amount for line in lines], invoice.payable, amount)
    for line, part in zip(lines, parts, strict=True):
        if part:
            said = _("Discount for early payment: {line}").format(line=line)[:LONGEST]
            price = {"quantity": -ONE, "unit_price": part * ONE, "discount_percent": 0}
            other = {"tax_included": True, "credits": line, "exchange_rate": line.exchange_rate}
            copied(line, note, description=said, date=on, **price, **other)
    note.send()
    return note
