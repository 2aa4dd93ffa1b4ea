"""A client's open invoices, for whoever has the private link."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from freelancer_os.clients.models import Client
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.dates import show_date
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.models import Account, Invoice
from freelancer_os.invoicing.document.labels import known, locale_for
from freelancer_os.invoicing.frozen import file_name, paper_of
from freelancer_os.invoicing.shared import ClientLink

MOST = 200  # invoices
GONE = 410


@dataclass(frozen=True)
class Claim:
    """An open invoice as its client sees it."""

    invoice: Invoice
    issued: str
    due: str
    outstanding: str
    is_late: bool


@never_cache
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The open invoices, the oldest due date first, in the client's language."""
    client = ClientLink.find(secret)
    if client is None:
        return render(request, "shared/gone.html", status=GONE)
    with translation.override(_language(client)):
        found, workspace = list(_open(client)[:MOST]), client.workspace
        context = {
            "business": workspace.name,
            "email": workspace.email,
            "phone": workspace.phone,
            "client": client,
            "secret": secret,
            "claims": [_claim(one, client) for one in found],
            "says_how": _say_how(found, client),
            "sums": _sums(found, client) if len(found) > 1 else [],
        }
        answer = render(request, "shared/page.html", context)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@require_safe
def download(request: HttpRequest, secret: str, pk: UUID) -> HttpResponseBase:
    """The PDF of one of them."""
    client = ClientLink.find(secret)
    invoice = _open(client).filter(pk=pk).first() if client is not None else None
    if invoice is None:
        raise Http404("There is no such invoice.")
    answer = HttpResponse(paper_of(invoice), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, file_name(invoice))
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _open(client: Client) -> QuerySet[Invoice]:
    sent = Invoice.objects.of(client.workspace).filter(client=client, status="sent")
    found: QuerySet[Invoice] = sent.filter(outstanding__gt=0, kind__in=CLAIMS).order_by(
        "due_date", "id"
    )
    return found


def _say_how(found: list[Invoice], client: Client) -> bool:
    """Whether each names an account to pay into."""
    accounts = Account.objects.of(client.workspace)
    return all(accounts.named_on_invoices(code) for code in {one.currency for one in found})


def _sums(found: list[Invoice], client: Client) -> list[str]:
    """What is to be paid in all, in each currency."""
    sums: Counter[str] = Counter()
    for one in found:
        sums[one.currency] += one.outstanding
    return [format_money(sums[code], code, _locale(client)) for code in sorted(sums)]


def _locale(client: Client) -> str:
    return locale_for(known(client.language or translation.get_language() or ""), client.country)


def _claim(invoice: Invoice, client: Client) -> Claim:
    locale = _locale(client)

    def shown(day: date | None) -> str:
        return show_date(day, locale, today=date.min) if day is not None else ""

    return Claim(
        invoice=invoice,
        issued=shown(invoice.issue_date),
        due=shown(invoice.due_date),
        outstanding=format_money(invoice.outstanding, invoice.currency, locale),
        is_late=invoice.is_overdue(client.workspace.today),
    )


def _language(client: Client) -> str:
    """The client's, if the program speaks it, else what the browser asks for."""
    own = client.language
    return own if own in dict(settings.LANGUAGES) else translation.get_language() or "en"


urlpatterns = [
    path("c/<str:secret>/", show, name="shared"),
    path("c/<str:secret>/<uuid:pk>.pdf", download, name="shared_pdf"),
]
