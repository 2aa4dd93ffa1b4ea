"""Budgets: those of which little is left, for Home; those of a period as bars, for the overview."""

from datetime import date
from typing import Any, NamedTuple, cast

from django.utils.translation import gettext as _

from freelancer_os.collections.money.budgets import BUDGETS
from freelancer_os.core.values.money import format_money, show_share
from freelancer_os.core.values.months import show_month
from freelancer_os.core.values.spans import MONTHS, Span, month_of
from freelancer_os.engine.kinds.numbers import ALL, Used
from freelancer_os.finance.models import Budget
from freelancer_os.reports.sheets import behind
from freelancer_os.web.shell.access import Desk

SHOWN = 5
AT_MOST = 8  # bars
USED = cast("Used", BUDGETS.by_name["used"])


class Spent(NamedTuple):
    """A budget as a bar: its category and the colour of that, what is spent of how much in words,
    the entries that add up to it, and how long the bar is, of `most`; `state` as `Used` says."""

    name: str
    colour: str
    words: str
    url: str
    length: int
    most: int
    state: str


class Budgeted(NamedTuple):
    """The budgets of a month and of its year; `period` in words."""

    period: str
    bars: list[Spent]


class Strained(NamedTuple):
    """A budget, what is said of it, and how much of it is used: "92%", or by how much it is
    overspent."""

    budget: Budget
    words: str
    figure: str
    is_over: bool


def strained(desk: Desk) -> list[Strained]:
    """The budgets of this month and year of which 80 % or more is gone, the worst first."""
    whole: Any = BUDGETS.rows(desk.workspace)
    rows = whole.current(desk.formats.today).strained()
    return [_strained(desk, one) for one in rows.order_by("left", "id")[:SHOWN]]


def budgeted(desk: Desk, span: Span) -> Budgeted:
    """The budgets of a month and of its year, what is nearly gone first: of a longer period those
    of the present month, or of its last one."""
    today, locale = desk.formats.today, desk.formats.locale
    on = today if span.first <= today <= span.last else span.last
    rows: Any = BUDGETS.rows(desk.workspace)
    found = rows.current(on).order_by("-used", "category__folded", "id")[:AT_MOST]
    return Budgeted(show_month(month_of(on), locale), [_bar(desk, one) for one in found])


def _bar(desk: Desk, budget: Budget) -> Spent:
    whole = max(budget.amount + budget.carried, 0)
    first = date.fromisoformat(f"{budget.month or f'{budget.year}-01'}-01")
    span = Span.months(first) if budget.month else Span.months(first, MONTHS)
    words = _("{spent} of {budget}") if budget.month else _("{spent} of {budget} in {year}")
    spent, of = _shown(desk, budget.spent), _shown(desk, budget.amount + budget.carried)
    return Spent(
        budget.category.name,
        budget.category.colour,
        words.format(spent=spent, budget=of, year=budget.year),
        f"/{behind(span, 'accrual', kind='expense', category=str(budget.category_id))}",
        min(max(budget.spent, 0), whole) if whole else 1,
        whole or 1,
        USED.state(budget),
    )


def _strained(desk: Desk, budget: Budget) -> Strained:
    whole = budget.amount + budget.carried
    spent, of, left = (_shown(desk, amount) for amount in (budget.spent, whole, budget.left))
    if budget.left < 0:
        words = _("overspent: {spent} of {budget}").format(spent=spent, budget=of)
        return Strained(budget, words, left, is_over=True)
    words = _("nearly used up: {left} of {budget} left").format(left=left, budget=of)
    if not budget.left:
        words = _("used up: {spent} of {budget}").format(spent=spent, budget=of)
    return Strained(budget, words, show_share(budget.used or ALL, desk.formats.locale), False)


def _shown(desk: Desk, amount: int) -> str:
    return format_money(amount, desk.formats.currency, desk.formats.locale)
