"""What `check` adds up again in finance: tax of invoice lines, payment modes."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Max, Min, Q, Sum
from django.utils.translation import gettext as _

from freelancer_os.core.check import AT_ONCE, Result, checked
from freelancer_os.finance.budgets.summed import budgeted
from freelancer_os.finance.entries.amounts import together, withheld_of
from freelancer_os.finance.entries.exchange import in_base
from freelancer_os.finance.invoices.discounts import taken_off
from freelancer_os.finance.models import Invoice, Payment, SettledLine, Settlement, Transaction
from freelancer_os.finance.recurring import days


def run() -> Iterator[Result]:
    """The checks of finance."""
    yield checked(_("tax of every invoice is apportioned to its lines"), _lines)
    yield checked(_("every payment mode is that of the payments"), _modes)
    yield checked(_("every settlement counts on both its invoices"), _settlements)
    yield checked(_("the discount of every invoice is what it says"), _discounts)
    yield checked(_("every invoice is settled on the day of its last payment"), _settled)
    yield checked(_("every payment brought what its account says"), _received)
    yield checked(_("every recurring entry goes on after its last occurrence"), days.unkept)
    yield checked(_("every budget has what was spent and carried over"), budgeted)


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
            is_draft = entry.invoice.status == Invoice.Status.DRAFT
            if (entry.is_void, entry.is_draft) != (is_void, is_draft):
                yield f"is_void or is_draft of finance.Transaction {entry.pk} is not of its invoice"


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


def _settlements() -> Iterator[str]:
    for one in Settlement.objects.select_related("from_invoice", "to_invoice").iterator(AT_ONCE):
        parts = SettledLine.objects.filter(settlement=one)
        off = Transaction.objects.filter(settlement=one).aggregate(all=Sum("total"))["all"] or 0
        ends = [
            parts.filter(line__invoice=end).aggregate(all=Sum("settles"))["all"] or 0
            for end in (one.from_invoice_id, one.to_invoice_id)
        ]
        wanted = (-one.amount - one.rounding, one.amount, 0)
        if one.is_of_deposit:
            wanted = (0, 0, -one.amount)
        if (*ends, off) != wanted:
            yield f"finance.Settlement {one.pk} counts as {(*ends, off)}, not as {wanted}"


def _discounts() -> Iterator[str]:
    reduced = Invoice.objects.filter(Q(discount__gt=0) | Q(discount_percent__gt=0))
    for invoice in reduced.exclude(status=Invoice.Status.VOID).order_by("id").iterator(AT_ONCE):
        lines = Transaction.objects.filter(invoice=invoice)
        groups: dict[Any, int] = {}
        kept: dict[Any, int] = {}
        for line in lines.filter(settlement=None).order_by("id"):
            of = kept if line.is_discount else groups
            key = (line.tax_kind, line.tax_rate, line.tax_included)
            of[key] = of.get(key, 0) + line.amount
        offs = taken_off(list(groups.values()), invoice.discount, invoice.discount_percent)
        wanted = {key: -off for key, off in zip(groups, offs, strict=True) if off}
        if kept != wanted:
            yield f"discount of finance.Invoice {invoice.pk} is {kept}, not {wanted}"


def _settled() -> Iterator[str]:
    days: dict[Any, tuple[Any, Any]] = {}
    paid = Payment.objects.values_list("transaction__invoice").annotate(Min("date"), Max("date"))
    on = "settlement__date"
    lines = SettledLine.objects.values_list("line__invoice").annotate(Min(on), Max(on))
    for rows in (paid.order_by(), lines.order_by()):
        for pk, first, last in rows.iterator(AT_ONCE):
            known = days.get(pk, (first, last))
            days[pk] = (min(first, known[0]), max(last, known[1]))
    names = ("settled_on", "paid_from", "paid_to")
    found = Invoice.objects.values_list("pk", "payable", "outstanding", *names)
    for pk, payable, outstanding, *kept in found.iterator(AT_ONCE):
        first, last = days.get(pk, (None, None))
        wanted = [last if payable and not outstanding else None, first, last]
        for name, day, right in zip(names, kept, wanted, strict=True):
            if day != right:
                yield f"{name} of finance.Invoice {pk} is {day}, not {right}"


def _received() -> Iterator[str]:
    named = ("pk", "received", "amount", "account__currency", "transaction__currency")
    rows = Payment.objects.order_by("id").values_list(*named, "workspace__currency")
    for pk, received, amount, held, paid, base in rows.iterator(AT_ONCE):
        wanted = amount if held == base and paid not in {None, base} else None
        if received != wanted:
            yield f"received of finance.Payment {pk} is {received}, not {wanted}"
