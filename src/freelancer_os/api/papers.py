"""What leaves the house as a file or a link: an invoice's PDF, a client's statement and link."""

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from freelancer_os.api.callers import Caller
from freelancer_os.api.places import record_of
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.clients.models import Client
from freelancer_os.core.values.currency import is_currency, no_currency
from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.document.statement import (
    statement_name,
    statement_of,
    usual_currency,
)
from freelancer_os.invoicing.frozen import file_name, paper_of
from freelancer_os.invoicing.pdf.typesetting import statement_pdf
from freelancer_os.invoicing.shared import ClientLink


def invoice_of(caller: Caller, key: str) -> Invoice:
    """The invoice that the path names; raises Http404."""
    found = record_of(caller, "invoices", key).record
    assert isinstance(found, Invoice)
    return found


def client_of(caller: Caller, key: str) -> Client:
    """The client that the path names; raises Http404."""
    found = record_of(caller, "clients", key).record
    assert isinstance(found, Client)
    return found


def _pdf(call: Call[Invoice]) -> HttpResponse:
    call.allow()
    return as_pdf(paper_of(call.place), file_name(call.place))


def _statement(call: Call[Client]) -> HttpResponse:
    """From the first of January to today, unless it is said otherwise."""
    given, client = call.allow("date_from", "date_to", "currency"), call.place
    last = _day(given, "date_to") or client.workspace.today
    first = _day(given, "date_from") or last.replace(month=1, day=1)
    if last < first:
        raise refusal("date_to", _("A period ends on or after its first day."))
    currency = given.get("currency") or usual_currency(client)
    if not is_currency(currency):
        raise refusal("currency", no_currency(currency))
    statement = statement_of(client, first, last, currency)
    return as_pdf(statement_pdf(statement), statement_name(client, last))


def _day(given: dict[str, str], name: str) -> date | None:
    return read_date(given[name], field=name) if name in given else None


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF, to be saved under that name."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _share(call: Call[Client]) -> HttpResponse:
    """A new private link; an older one ends."""
    call.allow()
    address = call.request.build_absolute_uri(ClientLink.issue(call.place))
    return as_json({"url": address}, status=HTTPStatus.CREATED)


def _end(call: Call[Client]) -> HttpResponse:
    call.allow()
    if not ClientLink.revoke(call.place):
        raise Http404(_("{client} has no private link.").format(client=call.place))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


pdf_view = route(invoice_of, GET=_pdf)
statement_view = route(client_of, GET=_statement)
share_view = route(client_of, POST=_share, DELETE=_end)
