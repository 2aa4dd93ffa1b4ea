"""Tax of a span, by tax category and rate (domain.md, "tax to pay of a period")."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.models import Category
from freelancer_os.finance.periods import earned
from freelancer_os.people.models import Workspace


class Rate(NamedTuple):
    """What bears one rate (10⁻⁴ %) of a tax category (UNCL 5305), in minor units of the base."""

    category: str
    rate: int
    income_net: int
    income_tax: int
    expenses_net: int
    expenses_tax: int


@dataclass(frozen=True)
class Tax:
    """The rates, the highest first; what is to be paid is the tax of income less that of expenses,
    where the workspace recovers it. Payments to the tax office are not in it."""

    span: Span
    basis: str
    rates: list[Rate]
    recovers: bool

    @property
    def collected(self) -> int:
        return sum(rate.income_tax for rate in self.rates)

    @property
    def recovered(self) -> int:
        return sum(rate.expenses_tax for rate in self.rates) if self.recovers else 0

    @property
    def to_pay(self) -> int:
        return self.collected - self.recovered


def tax(workspace: Workspace, span: Span, basis: str) -> Tax:
    """The tax of a span."""
    known = rows_by(Category, workspace_id=workspace.pk)
    besides = {one.pk for one in known if one.counts != Category.Counts.BUSINESS}
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in earned(workspace, span, basis):
        if one.category not in besides:
            at = 0 if one.kind == "income" else 2
            sums[one.tax_category, one.tax_rate][at] += one.net
            sums[one.tax_category, one.tax_rate][at + 1] += one.tax
    rates = [Rate(category, rate, *amounts) for (category, rate), amounts in sums.items()]
    rates.sort(key=lambda one: (-one.rate, one.category))
    return Tax(span, basis, rates, workspace.recovers_tax)
