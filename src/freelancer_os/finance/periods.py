"""The period figures, read from what is kept by month and by day: no entry is read.

What counts in them is defined in `finance.rollups`. A span is read by whole months, and by day at
its ends.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.kept import Range, kept, summed
from freelancer_os.core.values.spans import Span, month_after, month_of
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.people.models import Workspace

LONGEST = 100 * 12  # months that are read at once
NONE = "None"
AT = {"months": len("2026-11|"), "days": len("2026-11-03|")}  # where a key goes on


class Earned(NamedTuple):
    """What was earned or spent in a month (or its days), in minor units of the base currency."""

    month: str
    kind: str
    category: UUID | None
    tax_category: str
    tax_rate: int
    net: int
    tax: int


def earned(workspace: Workspace, span: Span, basis: str) -> Iterator[Earned]:
    """What counts in a span, on a basis ("accrual" by the entries' dates, "cash" by payments')."""
    for key, net, tax in _read(workspace, span, basis):
        on, kind, category, tax_category, rate = key
        of = _tax_category(tax_category, int(rate))
        yield Earned(on[:7], kind, _id(category), of, int(rate), net, tax)


def of_clients(workspace: Workspace, span: Span, basis: str) -> dict[UUID, int]:
    """What was earned with each client in a span, net: added up by the database, for of clients
    there may be many."""
    ranges = [
        (one, AT[of] + 1) for of, one in _ranges(span, f"{basis}_client")
    ]  # of clients that may be gone
    return {UUID(pk): net for pk, net in summed(workspace.pk, ranges).items()}


class Gained(NamedTuple):
    """What payments brought more than was booked, in base currency; a loss is below 0."""

    month: str
    kind: str
    category: UUID | None
    gain: int


def exchanged(workspace: Workspace, span: Span) -> Iterator[Gained]:
    """What came of exchange rates in a span, by the days of the payments."""
    for (on, kind, category), gain, _beside in _read(workspace, span, "exchange"):
        yield Gained(on[:7], kind, _id(category), gain)


def withheld(workspace: Workspace, span: Span) -> int:
    """The income tax that clients withheld of what they paid in a span, by the days of payments."""
    return sum(amount for _on, amount, _beside in _read(workspace, span, "withheld"))


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
    for one in kept(workspace.pk, *(found for _of, found in _ranges(span, name))):
        yield one.key.split("|"), one.amount, one.beside


def _ranges(span: Span, name: str) -> Iterator[tuple[str, Range]]:
    """What a span is read by: its whole months, and the days before and after them."""
    months, edges = span.parts()
    if months is not None:
        end = month_of(month_after(months.last.replace(day=1), 1))
        yield "months", Range(f"{name}_months", month_of(months.first), end)
    for edge in edges:
        end = (edge.last + timedelta(days=1)).isoformat()
        yield "days", Range(f"{name}_days", edge.first.isoformat(), end)


def _id(text: str) -> UUID | None:
    return None if text == NONE else UUID(text)


def _tax_category(text: str, rate: int) -> str:
    """Where none is said it follows from the rate."""
    if text != NONE:
        return text
    return TaxCategory.STANDARD.value if rate else TaxCategory.ZERO.value
