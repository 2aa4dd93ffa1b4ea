"""The chart of the overview: income and expenses by month, and what is expected of coming ones."""

from __future__ import annotations

from collections.abc import Mapping

from freelancer_os.core.values.spans import MONTHS, Span, month_after, month_of
from freelancer_os.reports.forecast import Expected, expected, invoices_due
from freelancer_os.reports.profit import OfMonth, Profit, profit
from freelancer_os.reports.sheets import behind
from freelancer_os.reports.words import period_of
from freelancer_os.web.reports.chart import Bar, Chart, Column, chart
from freelancer_os.web.shell.access import Desk

LONGEST = 24  # months of a chart


def months_drawn(desk: Desk, found: Profit) -> tuple[Chart, str]:
    """The months of the period; of a short or a long one, the twelve that end with it."""
    span, months = found.span, found.months
    whole = span
    if not 6 <= len(months) <= LONGEST:
        first = month_after(span.last.replace(day=1), 1 - MONTHS)
        whole = Span(first, span.last)
        months = profit(desk.workspace, whole, found.basis).months
    today = desk.formats.today
    ahead = Span(month_after(today.replace(day=1), 1), max(whole.last, today))
    coming = expected(desk.workspace, ahead) if ahead.first <= ahead.last else {}
    columns = [_column(one, whole, found.basis, coming, month_of(today)) for one in months]
    return chart(desk, columns), period_of(whole, desk.formats.locale)


def _column(
    one: OfMonth, whole: Span, basis: str, coming: Mapping[str, Expected], present: str
) -> Column:
    span = whole.within(one.month)
    bars = []
    for kind, amount in (("income", one.result.income), ("expense", one.result.expenses)):
        url = f"/{behind(span, basis, kind=kind)}"
        ahead = coming.get(one.month) if one.month > present and not amount else None
        bars.append(_ahead(ahead, kind, span) or Bar(amount, kind, url))
    return Column(one.month, bars)


def _ahead(expected: Expected | None, kind: str, span: Span) -> Bar | None:
    """What is expected of a month; where it comes from."""
    if expected is None:
        return None
    if kind == "expense":
        url = "/reports/coming/"
        return Bar(expected.expenses, kind, url, is_ahead=True) if expected.expenses else None
    url = "/reports/coming/" if expected.income else f"/{invoices_due(span)}"
    whole = expected.due + expected.income
    return Bar(whole, kind, url, is_ahead=True) if whole else None
