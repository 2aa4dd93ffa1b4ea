"""The copy of an invoice's PDF that is kept as it was sent, whatever changes afterwards."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.files.store import Kept, keep, path_of
from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.values.text import in_file_name
from freelancer_os.finance.invoices.rest import Rest
from freelancer_os.finance.models import Account, Invoice
from freelancer_os.invoicing.document.document import Document, Look
from freelancer_os.invoicing.document.reading import document_of
from freelancer_os.invoicing.pdf.typesetting import pdf


def send(invoice: Invoice) -> None:
    """Send an invoice by its verb, and keep its PDF as it is sent. Raises ValidationError, also
    where it has no line."""
    was = invoice.status
    if was == Invoice.Status.DRAFT and not invoice.lines():
        raise ValidationError(
            [_("{invoice} has no line yet, so it is not sent.").format(invoice=invoice)]
        )
    invoice.send()
    if was == Invoice.Status.DRAFT:
        freeze(invoice)


def move_to(invoice: Invoice, status: str, *, with_lines: bool = False) -> None:
    """Lead an invoice to a status by its verbs, and keep its PDF once it is sent."""
    was = invoice.status
    invoice.move_to(status, with_lines=with_lines)
    if was == Invoice.Status.DRAFT and invoice.status == Invoice.Status.SENT:
        freeze(invoice)


def pay(
    invoice: Invoice,
    account: Account | None,
    amount: int | None = None,
    on: date | None = None,
    rate: int | None = None,
    rest: str = Rest.OPEN,
) -> None:
    """Record a payment by its verb; a draft is sent before, so that its copy claims the whole."""
    if invoice.status == Invoice.Status.DRAFT and invoice.is_claim:
        send(invoice)
    note = invoice.pay(account, amount, on, rate, rest)
    if note is not None:
        freeze(note)


def freeze(invoice: Invoice) -> None:
    """Keep the PDF of an invoice that was sent in this change, as it is now.

    The file lies on disk before the change is committed; where that fails, the next sweep takes it.
    """
    catch_up(invoice)
    document = document_of(invoice)
    invoice.sent_pdf = keep([pdf(document)]).digest
    invoice.sent_as = mark_of(invoice, document)
    invoice.save()


def paper_of(invoice: Invoice) -> bytes:
    """The PDF of an invoice: the copy as it was sent, else as it is now; so is what is void."""
    if invoice.sent_pdf and invoice.status == Invoice.Status.SENT:
        kept = path_of(invoice.sent_pdf)
        if kept.is_file():
            return kept.read_bytes()
    return pdf(document_of(invoice))


def copy_of(invoice: Invoice) -> Kept:
    """The kept copy of an invoice that was sent; one that has none gets it in this change."""
    if not invoice.sent_pdf or not path_of(invoice.sent_pdf).is_file():
        freeze(invoice)
    size = path_of(invoice.sent_pdf).stat().st_size
    return Kept(invoice.sent_pdf, size, "application/pdf")


def differs(invoice: Invoice, document: Document) -> bool:
    """Whether an invoice says something else now than the copy that was sent."""
    was_sent = bool(invoice.sent_as) and invoice.status == Invoice.Status.SENT
    return was_sent and mark_of(invoice, document) != invoice.sent_as


def mark_of(invoice: Invoice, document: Document) -> str:
    """What an invoice itself claims, as a digest.

    What was paid since, and what the settings and the client say by now (account, look, language,
    closing line, words for no tax), change no invoice that was sent.
    """
    taxes = tuple(replace(tax, reason="") for tax in document.taxes)
    claim = replace(
        document,
        taxes=taxes,
        note=invoice.note,
        language=invoice.language,
        paid=0,
        pay_into=None,
        look=Look(invoice.template),
    )
    written = json.dumps(asdict(claim), default=str, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def file_name(invoice: Invoice) -> str:
    """What the file is called where it is saved: "2026-023.pdf", or "Draft.pdf"."""
    return f"{in_file_name(str(invoice)) or 'Invoice'}.pdf"
