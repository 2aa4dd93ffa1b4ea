"""A person is asked before what an invoice came to, once it was sent, is another amount."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.amounts import format_money
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.invoices.invoices import Invoice

WAY = "change_sent"
FEW = 3  # invoices that are told with their amounts


def ask(unit: Unit) -> None:
    """Raise Conflict where a line of what was sent is changed or leaves, and nobody agreed to it.

    A line that is added takes nothing from what was sent, unless it is a discount. Names all
    invoices that would change.
    """
    if not unit.asks:
        return
    lines = set(_invoices_of_changed_lines(unit))
    found = [one for one in unit.unsettled(Invoice) if one.pk in lines and _differs(one)]
    if not found:
        return
    sentences = [_told(unit, one) for one in found[:FEW]]
    if more := [str(one.record) for one in found[FEW:]]:
        sentences.append(_("Others would change too: {invoices}.").format(invoices=", ".join(more)))
    raise Conflict(" ".join(sentences), way=WAY)


def _invoices_of_changed_lines(unit: Unit) -> Iterator[UUID]:
    for line in unit.unsettled(Transaction):
        old, new = line.counted or {}, line.now or {}
        if (pk := old.get("invoice_id")) and any(
            old[name] != new.get(name) for name in ("invoice_id", "total", "tax")
        ):
            yield pk
        elif not old and new.get("is_discount") and new["invoice_id"]:
            yield new["invoice_id"]


def _differs(invoice: Touched) -> bool:
    old, new = invoice.counted, invoice.now
    if old is None or new is None or "draft" in {old["status"], new["status"]}:
        return False
    return any(old[name] != new[name] for name in ("total", "tax"))


def _told(unit: Unit, invoice: Touched) -> str:
    """What an invoice came to, and what it would come to."""
    old, new = invoice.counted or {}, invoice.now or {}
    column = "total" if old["total"] != new["total"] else "tax"
    before, after = (
        format_money(side[column], new["currency"], unit.workspace.locale) for side in (old, new)
    )
    if column == "tax":
        said = _("Invoice {invoice} has been sent: its tax was {before} and would be {after}.")
    elif old["state"] == Invoice.State.PAID:
        said = _("Invoice {invoice} is paid: it came to {before} and would come to {after}.")
    else:
        said = _("Invoice {invoice} has been sent: it came to {before} and would come to {after}.")
    return said.format(invoice=invoice.record, before=before, after=after)
