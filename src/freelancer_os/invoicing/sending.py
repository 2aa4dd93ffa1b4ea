"""Sending an invoice: its number and its mail in one change, or by hand."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.text import clean
from freelancer_os.finance.invoices.numbering import number_of
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing import frozen
from freelancer_os.invoicing.outbox.addresses import read_addresses
from freelancer_os.invoicing.outbox.enqueuing import File, enqueue
from freelancer_os.invoicing.outbox.mails import LONGEST_BODY, LONGEST_SUBJECT, Mail
from freelancer_os.invoicing.outbox.servers import has_server, own_server
from freelancer_os.invoicing.texts.filling import NUMBER, fill, filled, renumbered


def send(
    invoice: Invoice,
    *,
    to: str,
    subject: str = "",
    message: str = "",
    copy: bool | None = None,
    expected: str = "",
) -> Mail:
    """Send by mail: it is sent from here on, with its number, and the mail leaves after that.

    What is not said is the workspace's text for this client. `{number}` in it is the number that it
    gets now, and so is the `expected` one, which a person may have seen before. A `copy` goes to
    oneself; where it is not said, as the settings have it. One that was sent already is mailed once
    more. Raises ValidationError per field, Conflict without a server.
    """
    read_addresses(to, field="to")
    clean(subject, field="subject", max_length=LONGEST_SUBJECT)
    clean(message, field="message", max_length=LONGEST_BODY, multiline=True)
    if not has_server(invoice.workspace):
        way = _("Name it in the settings, or mark the invoice as sent by hand.")
        raise Conflict(f"{_('No mail server is known yet.')} {way}")
    if invoice.status != Invoice.Status.SENT:
        frozen.send(invoice)
    text, number = filled(invoice, "invoice"), number_of(invoice)

    def said(typed: str) -> str:
        return fill(renumbered(typed, expected, number), {NUMBER: number})

    return enqueue(
        invoice,
        to=to,
        subject=said(subject) or text.subject,
        body=said(message) or text.message,
        copy_to=_copy_to(invoice, copy),
        files=files_of(invoice),
    )


def address_of(invoice: Invoice) -> str:
    """Where its mail goes unless somebody says so; "" if the client has no address."""
    client = invoice.client
    return "" if client is None else client.billing_email or client.email


def wants_copy(invoice: Invoice) -> bool:
    """Whether the settings ask for a copy of each mail."""
    server = own_server(invoice.workspace)
    return server is not None and server.copy_to_self


def files_of(invoice: Invoice) -> Iterable[File]:
    """What is attached: the copy as it was sent."""
    return [(frozen.file_name(invoice), frozen.copy_of(invoice))]


def _copy_to(invoice: Invoice, copy: bool | None) -> str:
    """One's own address, if a copy is wanted: where mail comes from, else of whoever sends it."""
    server, user = own_server(invoice.workspace), writing_unit(invoice).user
    if not (wants_copy(invoice) if copy is None else copy):
        return ""
    return server.from_address if server is not None else user.email if user is not None else ""
