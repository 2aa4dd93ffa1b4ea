"""What is really mine (domain.md): the money there is, less what is others' already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from freelancer_os.core.log.totals.kept import Range, kept
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.values.money import convert, half_up
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.core.values.spans import MONTHS, Span
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.models import Category
from freelancer_os.finance.periods import earned, withheld
from freelancer_os.people.bookkeeping import WHOLE
from freelancer_os.people.models import Workspace
from freelancer_os.reports.profit import profit
from freelancer_os.reports.tax import tax

YEARS = 99  # so far back one looks


@dataclass(frozen=True)
class Mine:
    """Minor units of the base currency on a day.

    Tax is to be paid of all that there `ever` was, less what was paid over; of the profit of the
    fiscal `year` so far income tax is laid aside, less what was paid of it and what clients
    `withheld` and pay to the tax office. `unknown` are the
    balances (minor units by currency) for which no rate is known; they are in no sum.
    """

    ever: Span
    year: Span
    in_accounts: int
    tax_to_pay: int
    tax_paid: int
    tax_of_profit: int
    income_tax_paid: int
    withheld: int
    bills_due: int
    unknown: dict[str, int]

    @property
    def on(self) -> date:
        return self.year.last

    @property
    def tax_collected(self) -> int:
        return self.tax_to_pay - self.tax_paid

    @property
    def tax_set_aside(self) -> int:
        """What was paid in advance beyond it is no money that there is."""
        return max(self.tax_of_profit - self.income_tax_paid - self.withheld, 0)

    @property
    def free(self) -> int:
        return self.in_accounts - self.tax_collected - self.tax_set_aside - self.bills_due


def mine(workspace: Workspace) -> Mine:
    """What is free to spend today."""
    today = workspace.today
    year = Span(Span.months(today, MONTHS, start=workspace.year_start).first, today)
    ever = Span(date(today.year - YEARS, 1, 1), today)
    held, unknown = _in_accounts(workspace, today)
    made = max(profit(workspace, year, workspace.basis).result.profit, 0)
    return Mine(
        ever=ever,
        year=year,
        in_accounts=held,
        tax_to_pay=tax(workspace, ever, workspace.basis).to_pay,
        tax_paid=_paid_over(workspace, ever, Category.Counts.SALES_TAX),
        tax_of_profit=half_up(made * workspace.set_aside, WHOLE),
        income_tax_paid=_paid_over(workspace, year, Category.Counts.INCOME_TAX),
        withheld=withheld(workspace, year),
        bills_due=unpaid(workspace, Kind.EXPENSE),
        unknown=unknown,
    )


def _in_accounts(workspace: Workspace, today: date) -> tuple[int, dict[str, int]]:
    """All balances in base currency, at the latest rates, and those whose rate is not known."""
    held, unknown = 0, {}
    for currency, balance in balances(workspace).items():
        rate = ecb_rate(currency, workspace.currency, today)
        if rate is None:
            unknown[currency] = balance
        else:
            held += convert(balance, currency, workspace.currency, rate)
    return held, unknown


def balances(workspace: Workspace) -> dict[str, int]:
    """What is in accounts, by currency."""
    rows = kept(workspace.pk, Range("accounts"))
    return {one.key: one.amount for one in rows if one.amount}


def _paid_over(workspace: Workspace, span: Span, counts: str) -> int:
    """What was paid to the tax office, less what came back."""
    of = {one.pk for one in rows_by(Category, workspace_id=workspace.pk, counts=counts)}
    if not of:
        return 0
    paid = (one for one in earned(workspace, span, "cash") if one.category in of)
    return sum((one.net + one.tax) * (1 if one.kind == "expense" else -1) for one in paid)


def unpaid(workspace: Workspace, kind: str) -> int:
    """What is to be paid of the entries of a kind that are on no invoice."""
    rows = kept(workspace.pk, Range("open"))
    return sum(one.amount - one.beside for one in rows if one.key == kind)
