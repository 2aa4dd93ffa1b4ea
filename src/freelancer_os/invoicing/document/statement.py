"""The statement of account of a client: what was claimed, what was paid, what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Min, QuerySet, Sum

from freelancer_os.clients.models import Client
from freelancer_os.core.values.text import in_file_name
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.invoices.parties import Party, buyer_now, seller_now
from freelancer_os.finance.models import Invoice, Payment
from freelancer_os.invoicing.document.document import Look
from freelancer_os.invoicing.document.labels import known
from freelancer_os.invoicing.document.reading import look_of


@dataclass(frozen=True)
class Entry:
    """A claim, positive, or a payment, negative, in minor units; `kind` names its label."""

    on: date
    kind: str
    number: str
    amount: int


@dataclass(frozen=True)
class Statement:
    """What happened with a client from a day to a day, both included, in one currency."""

    first: date
    last: date
    currency: str
    language: str
    seller: Party
    buyer: Party
    opening: int
    entries: tuple[Entry, ...]
    look: Look

    @property
    def balances(self) -> list[int]:
        """What was owed after each entry."""
        return [*accumulate((one.amount for one in self.entries), initial=self.opening)][1:]

    @property
    def closing(self) -> int:
        """What is owed in the end."""
        return self.opening + sum(one.amount for one in self.entries)


def statement_of(client: Client, first: date, last: date, currency: str) -> Statement:
    """What stands on the statement of a client; what was before its first day is the opening."""
    workspace = client.workspace
    entries = sorted(_entries(client, last, currency), key=lambda one: one.on)
    return Statement(
        first=first,
        last=last,
        currency=currency,
        language=known(client.language or workspace.locale.partition("-")[0]),
        seller=seller_now(workspace),
        buyer=buyer_now(client),
        opening=sum(one.amount for one in entries if one.on < first),
        entries=tuple(one for one in entries if one.on >= first),
        look=look_of(workspace),
    )


def usual_currency(client: Client) -> str:
    """The currency of the newest invoice that a client was sent, else the workspace's."""
    newest = _claims(client).order_by("-issue_date", "-id").values_list("currency", flat=True)
    return newest.first() or client.workspace.currency


def currencies_of(client: Client) -> list[str]:
    """The currencies in which a client was sent invoices, the usual one first."""
    usual = usual_currency(client)
    others = _claims(client).exclude(currency=usual).order_by("currency")
    return [usual, *others.values_list("currency", flat=True).distinct()]


def first_claim(client: Client) -> date | None:
    """The day of the first invoice that a client was sent."""
    found: date | None = _claims(client).aggregate(first=Min("issue_date"))["first"]
    return found


def statement_name(client: Client, last: date) -> str:
    """What the file of a statement is called: "Acme-2026-12-31.pdf"."""
    return f"{in_file_name(str(client)) or 'Statement'}-{last.isoformat()}.pdf"


def _claims(client: Client) -> QuerySet[Invoice]:
    """The invoices that were sent and claim something, or take a claim back."""
    rows: QuerySet[Invoice] = Invoice.objects.of(client.workspace).filter(
        client=client, status=Invoice.Status.SENT, issue_date__isnull=False
    )
    return rows.exclude(kind=InvoiceKind.PRO_FORMA)


def _entries(client: Client, last: date, currency: str) -> Iterator[Entry]:
    claims = _claims(client).filter(currency=currency, issue_date__lte=last)
    for invoice in claims:
        kind = "credit_note" if invoice.kind == InvoiceKind.CREDIT_NOTE else "invoice"
        on = invoice.issue_date or last
        yield Entry(on, kind, str(invoice), invoice.payable)
    paid = Payment.objects.of(client.workspace).filter(
        transaction__invoice__in=claims, date__lte=last
    )
    by_day = paid.values_list("date", "transaction__invoice__number").annotate(Sum("settles"))
    for on, number, settled in by_day.order_by("date", "transaction__invoice__number"):
        yield Entry(on, "payment", number or "", -settled)
