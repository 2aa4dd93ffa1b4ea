"""The budgets of last month once more."""

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.months import month_beside
from freelancer_os.core.values.spans import month_of
from freelancer_os.finance.budgets.budgets import Budget, BudgetRecords
from freelancer_os.finance.categories import Category
from freelancer_os.people.models import Workspace


def repeatable(workspace: Workspace) -> BudgetRecords:
    """The budgets of last month whose categories are in use and have none of this month."""
    month = month_of(workspace.today)
    rows: BudgetRecords = Budget.objects.of(workspace)
    used = rows.filter(category__archived=False, category__counts=Category.Counts.BUSINESS)
    known = rows.filter(month=month).values("category")
    return used.filter(month=month_beside(month, -1)).exclude(category__in=known)


def repeat(unit: Unit) -> None:
    """Make them for this month."""
    month = month_of(unit.workspace.today)
    for one in repeatable(unit.workspace).select_related("category").order_by("id"):
        same = {name: getattr(one, name) for name in ("category", "amount", "carries_over")}
        Budget(workspace=unit.workspace).edit({**same, "month": month})
