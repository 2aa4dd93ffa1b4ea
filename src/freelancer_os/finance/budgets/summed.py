"""What `check` adds up again of budgets: from the entries themselves."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import F, Sum

from freelancer_os.core.check import AT_ONCE
from freelancer_os.finance.budgets.budgets import Budget
from freelancer_os.finance.budgets.spending import COUNTED, YEAR, Key, beside, carried
from freelancer_os.finance.categories import Category
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.people.models import Workspace


def budgeted() -> Iterator[str]:
    """What is not as it must be; `left` and `used` follow from a budget's own columns."""
    for workspace in Workspace.objects.order_by("id"):
        spent = _spent(workspace)
        rows = Budget.objects.of(workspace).order_by("id")
        budgets = {(one.category_id, one.period): one for one in rows.iterator(AT_ONCE)}
        for key, one in budgets.items():
            before = budgets.get(beside(key, -1))
            over = carried(before.values()) if before is not None else 0
            wanted = (spent.get(key, 0), over)
            if (one.spent, one.carried) != wanted:
                yield f"spent and carried of finance.Budget {one.pk} are not {wanted}"


def _spent(workspace: Workspace) -> dict[Key, int]:
    found: dict[Key, int] = defaultdict(int)
    rows = Transaction.objects.of(workspace).filter(**COUNTED, **spendable())
    cost = F("base_net") if workspace.recovers_tax else F("base_total")
    days: Any = rows.order_by().values_list("category_id", "date")
    category: UUID
    for category, on, amount in days.annotate(Sum(cost)):
        month = on.isoformat()[:7]
        found[category, month] += amount
        found[category, month[:YEAR]] += amount
    return found


def spendable() -> dict[str, object]:
    """Of which categories entries count as spent."""
    return {"category__counts": Category.Counts.BUSINESS}
