"""Invoice numbers: a pattern, and the next one of its series, without gap or double.

The counter is the highest sequence among the living invoices of the series, read under the
workspace's lock; so a number that is given back is the next one to be given.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.base import Values
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.invoices.headed import InvoiceKind
from freelancer_os.finance.invoices.patterns import CLIENT, code_of, read, series_of, show
from freelancer_os.people.models import Workspace
from freelancer_os.people.patterns import PRO_FORMA_PATTERN

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

OWN_SERIES = (InvoiceKind.CREDIT_NOTE.value, InvoiceKind.PRO_FORMA.value)
"""The kinds whose numbers follow patterns of their own."""

# What an invoice keeps when its send is undone after later numbers were given.
KEPT = ("number", "series", "sequence", "was_sent", "sent_at")


def put_back(invoice: Invoice, before: Values) -> Values:
    """What undoing a change of an invoice puts back of the columns that it touched."""
    if "number" not in before or not invoice.was_sent:
        return before
    if "was_sent" not in before:
        raise Conflict(
            _("{record} has been sent since, so its number stays.").format(record=invoice)
        )
    if is_newest(invoice):
        return before
    return {name: value for name, value in before.items() if name not in KEPT}


def refuse_unless_newest(invoice: Invoice, along: Collection[UUID]) -> None:
    """Raises Conflict where a sent invoice is to go and later numbers, but those `along`, stay."""
    if invoice.was_sent and not is_newest(invoice, but=along):
        sentence = _("{record} has been sent, and later numbers have been given since.")
        raise Conflict(sentence.format(record=invoice))


def set_typed(invoice: Invoice, number: str | None) -> None:
    """Take a number that was typed; it moves the counter only if it fits the pattern."""
    if invoice.was_sent or invoice.status != "draft":
        raise refusal(
            "number", _("{invoice} has been sent, so its number is fixed.").format(invoice=invoice)
        )
    invoice.number = number
    pattern = pattern_for(invoice.workspace, invoice.kind)
    invoice.series, invoice.sequence = read(pattern, number or "")
    _refuse_double(invoice)


def give(invoice: Invoice, on: date) -> None:
    """Give the next number of the series of its kind, its client and its issue date, which is `on`.

    A number that was typed under another pattern and reads the same is passed over. Raises
    ValidationError on `client` where the pattern names one and there is none.
    """
    pattern = pattern_for(invoice.workspace, invoice.kind)
    code = code_of(str(invoice.client or "")) if CLIENT in pattern else ""
    if CLIENT in pattern and not code:
        raise refusal("client", _without_client(invoice))
    series = series_of(pattern, on, code)
    rows = writing_unit(invoice).rows(type(invoice))
    sequence = _following(rows, series, _start(invoice.workspace, invoice.kind))
    invoice.series, invoice.sequence, invoice.number = series, sequence, show(series, sequence)


def preview(
    workspace: Workspace, kind: str = "invoice", client: str = "", on: date | None = None
) -> str:
    """The number that an invoice issued `on` a day, by default today, would get; without the lock,
    so only a suggestion. "" where the pattern names the client and there is none."""
    pattern = pattern_for(workspace, kind)
    code = code_of(client)
    if CLIENT in pattern and not code:
        return ""
    series = series_of(pattern, on or workspace.today, code)
    rows = apps.get_model("finance.Invoice").objects.of(workspace)
    return show(series, _following(rows, series, _start(workspace, kind)))


def number_of(invoice: Invoice) -> str:
    """The number of an invoice; of a draft without one the one that it would get if it were sent
    now, a suggestion as of `preview`."""
    if invoice.number:
        return invoice.number
    return preview(invoice.workspace, invoice.kind, str(invoice.client or ""), invoice.issue_date)


def pattern_for(workspace: Workspace, kind: str) -> str:
    """The pattern of the numbers of a kind; credit notes and pro formas have one of their own."""
    if kind == InvoiceKind.CREDIT_NOTE:
        return workspace.credit_pattern
    return PRO_FORMA_PATTERN if kind == InvoiceKind.PRO_FORMA else workspace.invoice_pattern


def _start(workspace: Workspace, kind: str) -> int:
    """With which number invoices begin."""
    return workspace.number_start if kind not in OWN_SERIES else 1


def _without_client(invoice: Invoice) -> str:
    if invoice.client is None:
        return _("The pattern of the numbers names the client. Choose the client first.")
    sentence = _("The pattern of the numbers names the client, and “{client}” has no letter.")
    return sentence.format(client=invoice.client)


def is_newest(invoice: Invoice, *, but: Collection[UUID] = ()) -> bool:
    """Whether no later number of its series has been given, `but` for those that go with it."""
    if invoice.sequence is None:
        return True
    last = newest(invoice, invoice.series, but=but)
    return last is None or last <= int(invoice.sequence)


def newest(invoice: Invoice, series: str, *, but: Collection[UUID] = ()) -> int | None:
    """The highest sequence of a series; only under the workspace's lock."""
    rows = writing_unit(invoice).rows(type(invoice))
    return _highest(rows.exclude(pk__in=but) if but else rows, series)


def _highest(rows: QuerySet[Invoice], series: str) -> int | None:
    given = rows.filter(series=series, sequence__isnull=False).order_by("-sequence")
    found: int | None = given.values_list("sequence", flat=True).first()
    return found


def _following(rows: QuerySet[Invoice], series: str, start: int) -> int:
    """The sequence after all others of a series, past numbers that read the same.

    `start` is where invoices begin, and counts until one has come so far, in whichever series: what
    begins anew each year begins at `start` once.
    """
    sequence = (_highest(rows, series) or 0) + 1
    if sequence < start and not _has_started(rows, start):
        sequence = start
    while rows.filter(number=show(series, sequence)).exists():
        sequence += 1
    return sequence


def _has_started(rows: QuerySet[Invoice], start: int) -> bool:
    begun = rows.filter(sequence__gte=start).exclude(kind__in=OWN_SERIES)
    return bool(begun.exists())


def _refuse_double(invoice: Invoice) -> None:
    if invoice.number and _is_taken(invoice, invoice.number):
        raise refusal(
            "number", _("Another invoice has the number {number}.").format(number=invoice.number)
        )


def _is_taken(invoice: Invoice, number: str) -> bool:
    rows = writing_unit(invoice).rows(type(invoice)).filter(number=number)
    return bool(rows.exclude(pk=invoice.pk).exists())
