"""Budgets of categories by month or year."""

from django.db.models import QuerySet

from freelancer_os.core.log.totals.totals import Part
from freelancer_os.core.values.months import first_day
from freelancer_os.core.values.spans import MONTHS, Span
from freelancer_os.engine.actions import Together
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import BaseCurrency, Money
from freelancer_os.engine.kinds.months import Month, Year
from freelancer_os.engine.kinds.numbers import Used
from freelancer_os.engine.registry import collections
from freelancer_os.finance.budgets.again import repeat, repeatable
from freelancer_os.finance.budgets.spending import COUNTED
from freelancer_os.finance.budgets.summed import spendable
from freelancer_os.finance.models import Budget, Category


def spendings(rows: QuerySet[Category], budget: Budget) -> QuerySet[Category]:
    """The categories of which something is spent."""
    return rows.filter(kind="expense", counts="business")


def spent(budget: Budget) -> Part:
    """The entries that add up to what was spent."""
    day = first_day(budget.month or f"{budget.year}-01")
    span = Span.months(day) if budget.month else Span.months(day, MONTHS)
    column = "base_net" if budget.workspace.recovers_tax else "base_total"
    of = {"category_id": budget.category_id, "date__range": span}
    return Part("finance.Transaction", "", column, {**COUNTED, **spendable(), **of})


def new_category(budget: Budget, name: str) -> dict[str, str]:
    """What a category made in the cell of a budget starts with."""
    return {"name": name, "kind": "expense"}


AGAIN = Together(
    verb="again",
    label="Same as last month",
    icon="copy",
    offered=lambda workspace: repeatable(workspace).exists(),
    otherwise="Every budget of last month has one of this month.",
    does=repeat,
    done="Made the budgets of this month as they were last month",
)

BUDGETS = collections.add(
    Collection(
        slug="budgets",
        model=Budget,
        singular="budget",
        plural="budgets",
        icon="piggy-bank",
        section="Money",
        place=45,
        fields=(
            Link(
                name="category",
                label="Category",
                to="categories",
                model=Category,
                offered=spendings,
                starts=new_category,
                required=True,
            ),
            Month(name="month", label="Month"),
            Year(name="year", label="Year"),
            Money(name="amount", label="Budget", required=True),
            Flag(name="carries_over", label="Carries over"),
            Money(name="carried", label="Carried over", read_only=True),
            Money(name="spent", label="Spent", read_only=True, why=True, adds=spent),
            Money(name="left", label="Remaining", read_only=True),
            Used(name="used", label="Used", rest="left"),
            BaseCurrency(name="currency", label="Currency"),
        ),
        table=(
            "category",
            "month",
            "year",
            "amount",
            "used",
            "left",
            "spent",
            "carries_over",
            "carried",
        ),
        brief=("left", "month", "year", "used"),
        composer=("category", "month", "year", "amount", "carries_over"),
        order="-month",
        search=("category__folded",),
        small=("month", "year", "amount", "left", "used"),
        sums=("amount", "spent", "left"),
        together=AGAIN,
        notes={
            "month": "A month or a year: one of both. Saying one alone takes the other's place.",
            "year": "A calendar year.",
            "amount": "What may be spent, as profit and loss counts it: net where tax is "
            "recovered, else with it.",
            "carries_over": "What is left, be it below zero, is carried to the next month's or "
            "year's budget.",
            "spent": "The expenses of the category in that time, by their dates.",
            "left": "Amount and what was carried, less what was spent.",
        },
    )
)
