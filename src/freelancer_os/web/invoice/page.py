"""The page of an invoice."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString

from freelancer_os.core.values.dates import show_instant
from freelancer_os.finance.invoices.numbering import number_of
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.document.document import Document
from freelancer_os.invoicing.document.reading import document_of
from freelancer_os.invoicing.frozen import differs
from freelancer_os.invoicing.models import Mail
from freelancer_os.invoicing.ready import Lack, lacking
from freelancer_os.invoicing.reminders.unreached import unreached
from freelancer_os.web.cells.kinds import drawing
from freelancer_os.web.invoice import head, lines
from freelancer_os.web.invoice.paper import version
from freelancer_os.web.invoice.settling import settling
from freelancer_os.web.record.opened import Opened, opened
from freelancer_os.web.record.past import past
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk

BELOW = {"send", "withdraw"}  # what is done beside what is told of an invoice
MAILS = 3  # that are told
LEAVING = {Mail.State.WAITING, Mail.State.SENDING}
AHEAD = 365  # days from which on it is said that a reminder will go nowhere


@at_desk
def show(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """An invoice: its head, its lines, its sums, whether it is ready, and its paper."""
    desk = request.desk
    found = opened(desk, desk.collection("invoices"), pk, region="record")
    invoice = found.record
    assert isinstance(invoice, Invoice)
    document, hints = document_of(invoice), head.hints_of(invoice, desk)
    template = head.one_cell(desk, found, "template", tag="span")
    above = [one for one in found.actions if one.action.verb not in BELOW]
    context = {
        "opened": found,
        "title": found.title,
        "state": head.one_cell(desk, found, "status", tag="span"),
        "main": above,
        "head": head.rows(desk, found, hints),
        "more": head.more(desk, found),
        "lines": lines.table_of(desk, found),
        "ways": lines.ways(desk, found) if desk.may_write and invoice.status != "void" else None,
        "sums": lines.sums(document, desk),
        "parts": [one for one in found.parts_but("transactions") if not one.is_empty],
        "template": head.hinted(template, hints["template"]),
        "version": version(desk.workspace),
        "past": past(desk, found.collection, invoice, _older(found.address)),
        "settling": settling(desk, found),
        **_told(desk, invoice, document),
        **_mailed(desk, found),
    }
    return render(request, "invoice/page.html", context)


@at_desk
def mailed(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """What became of it alone, which the page asks for while a mail is leaving."""
    desk = request.desk
    found = opened(desk, desk.collection("invoices"), pk, region="record")
    assert isinstance(found.record, Invoice)
    if found.record.status == Invoice.Status.DRAFT:
        return HttpResponse()
    return render(request, "invoice/mailed.html", {"opened": found, **_mailed(desk, found)})


def _older(address: str) -> Callable[[str], str]:
    return lambda before: f"{address}history/?before={before}" if before else address


def _told(desk: Desk, invoice: Invoice, document: Document) -> dict[str, object]:
    """What is said of where it stands: ready or not, changed since."""
    lacks = _lacks(document, invoice)
    return {
        "is_draft": invoice.status == Invoice.Status.DRAFT,
        "is_copy": invoice.status == Invoice.Status.SENT and bool(invoice.sent_pdf),
        "lacks": lacks,
        "number": invoice.number or ("" if lacks else number_of(invoice)),
        "is_changed": differs(invoice, document),
    }


def _mailed(desk: Desk, found: Opened) -> dict[str, object]:
    """When it was sent, what became of its mails, and what is done about that."""
    invoice = found.record
    assert isinstance(invoice, Invoice)
    mails = _mails(desk, invoice)
    return {
        "sent_on": _sent_on(desk, invoice),
        "mails": mails,
        "is_leaving": any(mail.state in LEAVING for mail, _state in mails),
        "is_unreached": _is_unreached(invoice),
        "below": [one for one in found.actions if one.action.verb in BELOW],
    }


def _is_unreached(invoice: Invoice) -> bool:
    """Whether its reminders will have no address to go to."""
    if invoice.state != Invoice.State.SENT:
        return False
    return unreached(invoice.workspace, AHEAD).filter(pk=invoice.pk).exists()


def _mails(desk: Desk, invoice: Invoice) -> list[tuple[Mail, SafeString]]:
    """What was mailed of it, the newest first, each with what became of it."""
    state = desk.collection("outbox").by_name["state"]
    drawn = drawing(state, desk.formats)
    rows = Mail.objects.of(desk.workspace).filter(invoice=invoice).order_by("-id")[:MAILS]
    return [(one, SafeString(drawn(one))) for one in rows]


def _sent_on(desk: Desk, invoice: Invoice) -> str:
    formats = desk.formats
    if invoice.sent_at is None or invoice.status == Invoice.Status.DRAFT:
        return ""
    return show_instant(invoice.sent_at, formats.locale, formats.time_zone, today=formats.today)


def _lacks(document: Document, invoice: Invoice) -> list[Lack]:
    """What a draft lacks; what was sent is as it is."""
    if invoice.status != Invoice.Status.DRAFT:
        return []
    return lacking(document, f"/clients/{invoice.client_id}/" if invoice.client_id else "")


urlpatterns = [
    path("invoices/<uuid:pk>/", show, name="invoice"),
    path("invoices/<uuid:pk>/mailed/", mailed, name="invoice_mailed"),
]
