"""Invoice numbers: a pattern, and the next one of its series, without gap or double.

The counter is the highest sequence among the living invoices of the series, read under the
workspace's lock; so a number that is given back is the next one to be given.
"""

from __future__ import annotations

import re
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
from freelancer_os.people.models import Workspace

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

SEQUENCE = re.compile(r"\{seq(?::0(\d+))?\}")
MAX_SEQUENCE = 10**12


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
    invoice.series, invoice.sequence = read(invoice.workspace.invoice_pattern, number or "")
    _refuse_double(invoice)


def give(invoice: Invoice, on: date) -> None:
    """Give the next number of the series of its issue date, which is `on`.

    A number that was typed under another pattern and reads the same is passed over.
    """
    series = series_of(invoice.workspace.invoice_pattern, on)
    sequence = _following(writing_unit(invoice).rows(type(invoice)), series)
    invoice.series, invoice.sequence, invoice.number = series, sequence, show(series, sequence)


def preview(workspace: Workspace) -> str:
    """The number that an invoice issued today would get; without the lock, so only a suggestion."""
    series = series_of(workspace.invoice_pattern, workspace.today)
    rows = apps.get_model("finance.Invoice").objects.of(workspace)
    return show(series, _following(rows, series))


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


def _following(rows: QuerySet[Invoice], series: str) -> int:
    """The sequence after all others of a series, past numbers that read the same."""
    sequence = (_highest(rows, series) or 0) + 1
    while rows.filter(number=show(series, sequence)).exists():
        sequence += 1
    return sequence


def series_of(pattern: str, on: date) -> str:
    """The pattern with the year filled in: `{year}-{seq:03}` on 3 May 2026 is `2026-{seq:03}`."""
    return pattern.replace("{year}", f"{on.year:04}")


def show(series: str, sequence: int) -> str:
    """The number of a sequence in a series."""
    return SEQUENCE.sub(lambda found: str(sequence).zfill(int(found.group(1) or 1)), series)


def read(pattern: str, number: str) -> tuple[str, int | None]:
    """Series and sequence of a number that fits the pattern, else `("", None)`."""
    wanted = re.escape(pattern).replace(re.escape("{year}"), r"(?P<year>\d{4})")
    wanted = re.sub(r"\\\{seq(:0\d+)?\\\}", r"(?P<seq>[0-9]+)", wanted)
    found = re.fullmatch(wanted, number)
    if found is None or not 0 < int(found["seq"]) < MAX_SEQUENCE:
        return "", None
    year = int(found["year"]) if "{year}" in pattern else 1
    series = series_of(pattern, date(max(year, 1), 1, 1))
    sequence = int(found["seq"])
    return (series, sequence) if show(series, sequence) == number else ("", None)


def _refuse_double(invoice: Invoice) -> None:
    if invoice.number and _is_taken(invoice, invoice.number):
        raise refusal(
            "number", _("Another invoice has the number {number}.").format(number=invoice.number)
        )


def _is_taken(invoice: Invoice, number: str) -> bool:
    rows = writing_unit(invoice).rows(type(invoice)).filter(number=number)
    return bool(rows.exclude(pk=invoice.pk).exists())
