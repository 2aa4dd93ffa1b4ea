"""The period figures, read from what is kept by month and by day: no entry is read.

What counts in them is defined in `finance.rollups`. A span is read by whole months, and by day at
its ends.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.models import TallyRow
from freelancer_os.core.values.spans import Span, month_after, month_of
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.people.models import Workspace

LONGEST = 100 * 12  # months that are read at once
NONE = "None"


class Earned(NamedTuple):
    """What was earned or spent in a month (or its days), in minor units of the base currency."""

    month: str
    kind: str
    category: UUID | None
    tax_category: str
    tax_rate: int
    net: int
    tax: int


class OfClient(NamedTuple):
    """What was earned with a client in a month, net."""

    month: str
    client: UUID
    net: int


def earned(workspace: Workspace, span: Span, basis: str) -> Iterator[Earned]:
    """What counts in a span, on a basis ("accrual" by the entries' dates, "cash" by payments')."""
    for key, net, tax in _read(workspace, span, basis):
        on, kind, category, tax_category, rate = key
        of = _tax_category(tax_category, int(rate))
        yield Earned(on[:7], kind, _id(category), of, int(rate), net, tax)


def of_clients(workspace: Workspace, span: Span, basis: str) -> Iterator[OfClient]:
    """What was earned with clients in a span."""
    for (on, client), net, _beside in _read(workspace, span, f"{basis}_client"):
        yield OfClient(on[:7], UUID(client), net)


def exchanged(workspace: Workspace, span: Span) -> dict[str, int]:
    """By month: what payments brought more than was booked, in base currency; a loss is below 0."""
    return _by_month(_read(workspace, span, "exchange"))


def drafted(workspace: Workspace, span: Span) -> int:
    """Net income on invoices that are drafts, by the entries' dates."""
    return sum(
        net for (_on, kind), net, _tax in _read(workspace, span, "drafts") if kind == "income"
    )


def refuse_endless(span: Span) -> None:
    """Raises ValidationError for a span of more months than are read at once."""
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month
    if months >= LONGEST:
        sentence = _("A period is of {most} years at most.")
        raise refusal("date_to", sentence.format(most=LONGEST // 12))


def _read(workspace: Workspace, span: Span, name: str) -> Iterator[tuple[list[str], int, int]]:
    """Each key in its parts, and both sums."""
    months, edges = span.parts()
    asked = Q()
    if months is not None:
        end = month_of(month_after(months.last.replace(day=1), 1))
        asked |= Q(name=f"{name}_months", key__gte=month_of(months.first), key__lt=end)
    for edge in edges:
        end = (edge.last + timedelta(days=1)).isoformat()
        asked |= Q(name=f"{name}_days", key__gte=edge.first.isoformat(), key__lt=end)
    found = TallyRow.objects.filter(asked, workspace=workspace).exclude(count=0)
    for key, amount, beside in found.values_list("key", "amount", "beside"):
        yield key.split("|"), amount, beside


def _by_month(found: Iterable[tuple[list[str], int, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, amount, _beside in found:
        sums[key[0][:7]] = sums.get(key[0][:7], 0) + amount
    return sums


def _id(text: str) -> UUID | None:
    return None if text == NONE else UUID(text)


def _tax_category(text: str, rate: int) -> str:
    """Where none is said it follows from the rate."""
    if text != NONE:
        return text
    return TaxCategory.STANDARD.value if rate else TaxCategory.ZERO.value
