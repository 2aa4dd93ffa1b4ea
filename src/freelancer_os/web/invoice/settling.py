"""What of its client could settle an invoice: deposits, and what is to the client's credit."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import format_money
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.models import Invoice
from freelancer_os.finance.settlements.limits import left_of, takes
from freelancer_os.web.record.actions.actions import Button
from freelancer_os.web.record.opened import Opened
from freelancer_os.web.shell.access import Desk

VERB = "settle"
MOST = 5  # that are told


@dataclass(frozen=True)
class Settling:
    """What is left of each, as sentences, and what uses it."""

    sentences: list[str]
    button: Button


def settling(desk: Desk, found: Opened) -> Settling | None:
    """What could settle the opened invoice; None for nothing, and to those who only read."""
    invoice = found.record
    assert isinstance(invoice, Invoice)
    button = next((one for one in found.doable if one.action.verb == VERB), None)
    if button is None:
        return None
    sources = takes(Invoice.objects.of(desk.workspace), invoice).order_by("id")[:MOST]
    sentences = [_told(desk, one, left) for one in sources if (left := left_of(one))]
    return Settling(sentences, button) if sentences else None


def _told(desk: Desk, source: Invoice, left: int) -> str:
    amount = format_money(left, source.currency, desk.formats.locale)
    sentence = (
        _("Of deposit {invoice} {amount} are not taken off yet.")
        if source.kind == InvoiceKind.DEPOSIT
        else _("By {invoice} the client has {amount} to its credit.")
    )
    return sentence.format(invoice=source, amount=amount)
