"""What recurs in the coming months, by its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from freelancer_os.core.values.money import convert
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.core.values.spans import MONTHS, Span, month_after, month_of
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.amounts import alone, together
from freelancer_os.finance.models import Recurring
from freelancer_os.finance.recurring.template import amounts_of
from freelancer_os.people.models import Workspace


@dataclass(frozen=True)
class Coming:
    """One day of what recurs: net and total in minor units of the base currency, None where no
    rate is known."""

    day: date
    recurring: Recurring
    net: int | None
    total: int | None

    @property
    def is_income(self) -> bool:
        return bool(self.recurring.kind == Kind.INCOME)


def year_ahead(workspace: Workspace) -> Span:
    """This month and the eleven after it."""
    first = workspace.today.replace(day=1)
    return Span(first, Span.months(month_after(first, MONTHS - 1)).last)


def coming(workspace: Workspace, span: Span) -> list[Coming]:
    """Each day of a span on which something is still to be posted, in order."""
    rows = Recurring.objects.of(workspace).filter(next_date__lte=span.last)
    found = [one for recurring in rows for one in _of(recurring, workspace, span)]
    return sorted(found, key=lambda one: (one.day, one.recurring.folded, one.recurring.pk))


def by_month(workspace: Workspace, span: Span) -> dict[tuple[str, str], int]:
    """Net by month and kind, of categories that count in profit; what has no rate is in none."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for one in coming(workspace, span):
        category = one.recurring.category
        if one.net is not None and (category is None or category.counts == "business"):
            found[month_of(one.day), one.recurring.kind] += one.net
    return found


def _of(recurring: Recurring, workspace: Workspace, span: Span) -> Iterator[Coming]:
    net, total = _amounts(recurring)
    if recurring.kind == Kind.EXPENSE and not workspace.recovers_tax:
        net = total
    worth = [_in_base(recurring, workspace, one) for one in (net, total)]
    for day in recurring.coming(span.last):
        if day >= span.first:
            yield Coming(day, recurring, *worth)


def _amounts(recurring: Recurring) -> tuple[int, int]:
    """Net and total in its own currency, as one entry or as an invoice."""
    if lines := recurring.lines:
        shares = together(
            [
                (amount, line["tax_rate"], line["tax_included"])
                for line, amount in zip(lines, amounts_of(lines), strict=True)
            ]
        )
    else:
        shares = [alone(recurring.amount, recurring.tax_rate, recurring.tax_included)]
    net = sum(one for one, _tax in shares)
    return net, net + sum(tax for _net, tax in shares)


def _in_base(recurring: Recurring, workspace: Workspace, minor: int) -> int | None:
    base = workspace.currency
    if recurring.currency == base:
        return minor
    rate = ecb_rate(recurring.currency, base, workspace.today) or recurring.exchange_rate
    return None if rate is None else convert(minor, recurring.currency, base, rate)
