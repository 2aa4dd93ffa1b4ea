"""What `check` adds up again in finance: tax of invoice lines, payment modes."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.check import AT_ONCE, Result, checked
from freelancer_os.finance.entries.amounts import together, withheld_of
from freelancer_os.finance.entries.exchange import in_base
from freelancer_os.finance.models import Invoice, Payment, Transaction


def run() -> Iterator[Result]:
    """The checks of finance."""
    yield checked(_("tax of every invoice is apportioned to its lines"), _lines)
    yield checked(_("every payment mode is that of the payments"), _modes)


def _lines() -> Iterator[str]:
    rows = Transaction.objects.filter(invoice__isnull=False).order_by("invoice_id", "id")
    entries = rows.select_related("invoice", "workspace").iterator(AT_ONCE)
    for _invoice, found in groupby(entries, key=lambda entry: entry.invoice_id):
        lines = list(found)
        shares = together([(e.amount, e.tax_rate, e.tax_included) for e in lines])
        withheld = withheld_of([net for net, _ in shares], lines[0].invoice.withholding_rate)
        for entry, share, held in zip(lines, shares, withheld, strict=True):
            if (entry.net, entry.tax) != share:
                yield f"net and tax of finance.Transaction {entry.pk} are not {share}"
            if entry.withheld != held:
                yield f"withheld of finance.Transaction {entry.pk} is not {held}"
            worth = in_base(entry, entry.net), in_base(entry, entry.total)
            if (entry.base_net, entry.base_total) != worth:
                yield f"base_net and base_total of finance.Transaction {entry.pk} are not {worth}"
            is_void = entry.invoice.status == Invoice.Status.VOID or not entry.invoice.is_claim
            if entry.is_void != is_void:
                yield f"is_void of finance.Transaction {entry.pk} is {entry.is_void}"


def _modes() -> Iterator[str]:
    rows = Payment.objects.filter(transaction__isnull=False).order_by("transaction_id")
    payments = groupby(
        rows.values_list("transaction_id", "account_id", "date").iterator(AT_ONCE),
        key=lambda row: row[0],
    )
    pending: Any = next(payments, None)
    for entry in Transaction.objects.order_by("id").iterator(AT_ONCE):
        made: list[Any] = []
        if pending is not None and pending[0] == entry.pk:
            made = list(pending[1])
            pending = next(payments, None)
        if (entry.account_id, entry.paid_on) != _mode(entry, made):
            yield f"account of finance.Transaction {entry.pk} is {entry.account_id}"


def _mode(entry: Transaction, made: list[Any]) -> tuple[Any, Any]:
    accounts = {account for _, account, _ in made}
    if len(accounts) != 1 or not entry.is_covered:
        return None, None
    return accounts.pop(), max(on for _, _, on in made)
