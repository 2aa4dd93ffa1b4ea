"""The overview of Finance: what was earned, what is left of it, who owes, where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.values.money import format_money, share, show_share
from freelancer_os.core.values.spans import Span
from freelancer_os.core.words import isolated
from freelancer_os.finance.balances import moved_on
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.models import Account, Category
from freelancer_os.reports.mine import Mine, mine, unpaid
from freelancer_os.reports.profit import Part, Profit, profit
from freelancer_os.reports.sheets import behind
from freelancer_os.reports.words import basis_of, period_of
from freelancer_os.web.reports.chart import Chart
from freelancer_os.web.reports.period import Periods, periods
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.windows.budgets import Budgeted, budgeted
from freelancer_os.web.windows.figures import Figure, to_be_paid
from freelancer_os.web.windows.months import months_drawn

AT_MOST = 6  # bars of a list


class Slice(NamedTuple):
    """A part of a whole: its name, its amount as text, how long its bar is (of `most`), and the
    colour of its tag, "" where it has none."""

    name: str
    amount: str
    url: str
    length: int
    most: int
    colour: str


@dataclass(frozen=True)
class Overview:
    """All that the page shows of a period."""

    periods: Periods
    figures: list[Figure]
    chart: Chart
    chart_title: str
    categories: list[Slice]
    clients: list[Slice]
    budgets: Budgeted
    accounts: list[tuple[Account, str, str]]
    mine: list[tuple[str, str, str]]
    free: str
    unknown: str
    basis: str
    report: str


def overview(
    desk: Desk,
    query: Mapping[str, str],
    overdue: int,
    accounts: Sequence[Account],
    beside: Mapping[str, str],
) -> Overview:
    """The overview of the period that a query asks for, against the year before.

    `beside` is what else the address says, which stays in that of any other period.
    """
    chosen = periods(desk, "/finance/", query, compare="year", beside=beside)
    wanted = chosen.asked
    found = profit(desk.workspace, wanted.span, wanted.basis)
    against = profit(desk.workspace, wanted.against, wanted.basis) if wanted.against else None
    drawn, title = months_drawn(desk, found)
    own = mine(desk.workspace)
    return Overview(
        periods=chosen,
        figures=_figures(desk, found, against, overdue),
        chart=drawn,
        chart_title=title,
        categories=_slices(desk, found, found.of("expense"), "expense"),
        clients=_slices(desk, found, found.largest_clients(AT_MOST), "income"),
        budgets=budgeted(desk, found.span),
        accounts=_moved(desk, accounts, found.span),
        mine=_parts(desk, own),
        free=_shown(desk, own.free),
        unknown=", ".join(sorted(own.unknown)),
        basis=basis_of(wanted.basis),
        report=_report(found),
    )


def _shown(desk: Desk, amount: int) -> str:
    return format_money(amount, desk.formats.currency, desk.formats.locale)


def _figures(desk: Desk, found: Profit, against: Profit | None, overdue: int) -> list[Figure]:
    result, before = found.result, against.result if against else None
    entries = {
        kind: f"/{behind(found.span, found.basis, kind=kind)}" for kind in ("income", "expense")
    }
    margin = share(result.profit, result.income) if result.profit > 0 else None
    left = _("{share} of income").format(share=_share(desk, margin)) if margin else ""
    if result.exchange:
        left = _("{amount} of it by exchange rates").format(amount=_shown(desk, result.exchange))
    net = _("Without tax") if desk.workspace.recovers_tax else _("With tax, not recovered")
    return [
        Figure(
            _("Income"),
            _shown(desk, result.income),
            entries["income"],
            _change(desk, result.income, before and before.income, against),
            of=_("Without tax"),
        ),
        Figure(
            _("Expenses"),
            _shown(desk, result.expenses),
            entries["expense"],
            _change(desk, result.expenses, before and before.expenses, against),
            of=net,
        ),
        Figure(
            _("Profit"), _shown(desk, result.profit), _report(found), left, is_bad=result.profit < 0
        ),
        to_be_paid(desk, desk.tallies, overdue, _not_invoiced(desk)),
    ]


def _report(found: Profit) -> str:
    """The whole of it."""
    ends = f"date_from={found.span.first}&date_to={found.span.last}"
    return f"/reports/profit-and-loss/?{ends}&basis={found.basis}"


def _change(desk: Desk, now: int, before: int | None, against: Profit | None) -> str:
    """By how much it is more or less than what it is compared with."""
    if before is None or against is None:
        return ""
    period = period_of(against.span, desk.formats.locale)
    if before <= 0:
        return _("{amount} in {period}").format(amount=_shown(desk, before), period=period)
    by = share(abs(now - before), before)
    sign = "▲" if now > before else "▼" if now < before else "="
    told = isolated(f"{sign} {_share(desk, by)}")
    return _("{change} on {period}").format(change=told, period=period)


def _share(desk: Desk, part: int | None) -> str:
    return show_share(part or 0, desk.formats.locale)


def _not_invoiced(desk: Desk) -> str:
    """What was earned and is on no invoice yet, or on drafts."""
    alone = unpaid(desk.workspace, Kind.INCOME)
    if not alone:
        return ""
    return _("{amount} more is on no invoice").format(amount=_shown(desk, alone))


def _slices(desk: Desk, found: Profit, parts: list[Part], kind: str) -> list[Slice]:
    most = max((part.amount for part in parts), default=0)
    of = "category" if kind == "expense" else "client"
    colours = _colours(desk) if of == "category" else {}
    return [
        Slice(
            part.name or _("No category"),
            _shown(desk, part.amount),
            f"/{behind(found.span, found.basis, kind=kind, **{of: part.id or 'none'})}",
            max(part.amount, 0),
            most,
            colours.get(part.id, ""),
        )
        for part in parts[:AT_MOST]
    ]


def _colours(desk: Desk) -> dict[UUID | None, str]:
    """The colours of the categories."""
    return {one.pk: one.colour for one in rows_by(Category, workspace_id=desk.workspace.pk)}


def _moved(desk: Desk, accounts: Sequence[Account], span: Span) -> list[tuple[Account, str, str]]:
    """Each account, what moved on it in the period, and the address of its movements."""
    moved = moved_on(accounts, span)
    ends = f"date_from={span.first}&date_to={span.last}"
    return [
        (
            one,
            format_money(moved[one.pk], one.currency, desk.formats.locale),
            f"/reports/balance/?account={one.pk}&{ends}",
        )
        for one in accounts
    ]


def _parts(desk: Desk, own: Mine) -> list[tuple[str, str, str]]:
    """What is taken off what there is: words, amount, and where it comes from."""
    return [
        (_("In accounts"), _shown(desk, own.in_accounts), "/accounts/"),
        (_("Tax collected"), _shown(desk, -own.tax_collected), "/reports/mine/"),
        (_("Set aside for income tax"), _shown(desk, -own.tax_set_aside), "/reports/mine/"),
        (
            _("Bills due"),
            _shown(desk, -own.bills_due),
            "/transactions/?kind=expense&unpaid=true",
        ),
    ]
