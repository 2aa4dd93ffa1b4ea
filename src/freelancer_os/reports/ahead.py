"""The statement of the coming twelve months: what is expected of each, what recurs by its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freelancer_os.core.values.months import show_month
from freelancer_os.core.values.spans import Span, month_of
from freelancer_os.people.models import Workspace
from freelancer_os.reports.coming import Coming, coming, year_ahead
from freelancer_os.reports.forecast import expected, invoices_due
from freelancer_os.reports.sheets import Figure, Row, Sheet, Statement
from freelancer_os.reports.words import period_of


def coming_statement(workspace: Workspace, query: Mapping[str, str]) -> Statement:
    """What recurs in the coming twelve months, month by month."""
    span = year_ahead(workspace)
    sums: dict[str, list[Coming]] = defaultdict(list)
    for one in coming(workspace, span):
        sums[month_of(one.day)].append(one)
    rows = [row for month, found in sums.items() for row in _of_month(workspace, month, found)]
    said = [
        period_of(span, workspace.locale),
        _("What recurs and is not posted yet, with tax; what is paused is not in it."),
    ]
    if any(one.total is None for found in sums.values() for one in found):
        said.append(_("Where no rate is known there is no amount."))
    columns = ("", _("Date"), _("Income"), _("Expenses"))
    sheets = [_by_month(workspace, span), Sheet(_("Coming"), columns, rows)]
    return Statement(_(COMING), said, workspace.currency, sheets)


def _by_month(workspace: Workspace, span: Span) -> Sheet:
    """What is expected of each month, as the chart of the overview draws it."""
    rows = []
    for month, one in sorted(expected(workspace, span).items()):
        due = Figure(one.due, invoices_due(span.within(month)) if one.due else "")
        cells = (due, Figure(one.income), Figure(one.due + one.income), Figure(one.expenses))
        rows.append(Row((show_month(month, workspace.locale), *cells)))
    columns = ("", _("Sent invoices due"), _("Recurring"), _("Income"), _("Expenses"))
    return Sheet(_("Expected by month, without tax"), columns, rows)


def _of_month(workspace: Workspace, month: str, found: list[Coming]) -> list[Row]:
    totals = [
        Figure(sum(one.total or 0 for one in found if one.is_income is is_income))
        for is_income in (True, False)
    ]
    rows = [Row((show_month(month, workspace.locale), None, *totals), is_sum=True)]
    for one in found:
        amount = None if one.total is None else Figure(one.total)
        cells = (amount, None) if one.is_income else (None, amount)
        named = str(one.recurring.named)
        page = f"recurring/{one.recurring.pk}"
        rows.append(Row((named, one.day, *cells), is_part=True, record=page))
    return rows


COMING = gettext_noop("Coming twelve months")
