"""The budgets of now of which little is left, for Home."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.collections.money.budgets import BUDGETS
from freelancer_os.core.values.money import format_money, show_share
from freelancer_os.engine.kinds.numbers import ALL
from freelancer_os.finance.models import Budget
from freelancer_os.web.shell.access import Desk

SHOWN = 5


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
