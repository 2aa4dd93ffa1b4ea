"""What a report is asked for: of which days, on which basis, against which others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.spans import MONTHS, Span
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.periods import refuse_endless
from freelancer_os.people.models import Workspace

BASES = ("accrual", "cash")
COMPARED = ("before", "year")


class Asked(NamedTuple):
    """`basis` is "accrual" or "cash"; `against` the span it is compared with, if any."""

    span: Span
    basis: str
    against: Span | None


def asked(workspace: Workspace, query: Mapping[str, str]) -> Asked:
    """What `date_from`, `date_to`, `basis` and `compare` ask for; by default the fiscal year.

    Raises ValidationError on the parameter.
    """
    span = _span(workspace, query)
    basis = query.get("basis") or workspace.basis
    if basis not in BASES:
        raise refusal("basis", _("Choose one of: accrual, cash."))
    compare = query.get("compare") or ""
    if compare and compare not in COMPARED:
        raise refusal("compare", _("Choose one of: before, year."))
    against = {"": None, "before": span.moved(-1), "year": span.year_before()}[compare]
    return Asked(span, basis, against)


def _span(workspace: Workspace, query: Mapping[str, str]) -> Span:
    year = Span.months(workspace.today, MONTHS, start=workspace.year_start)
    ends = {
        name: read_date(query[name], field=name)
        for name in ("date_from", "date_to")
        if query.get(name)
    }
    span = Span.checked(ends.get("date_from", year.first), ends.get("date_to", year.last))
    refuse_endless(span)
    return span
