"""Budgets: what is spent and carried over follows every write; the words of their refusals."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from freelancer_os.core.errors import Conflict
from freelancer_os.finance import audit
from freelancer_os.finance.models import Budget, Category, Transaction
from tests.books import DAY, TAX, Books, open_books
from tests.finance.oracle import MODELS, Expected
from tests.stateful import run

pytestmark = pytest.mark.django_db

MONTHS = [f"2026-{month:02}" for month in range(7, 12)]
DATES = st.sampled_from(MONTHS).map(lambda month: DAY.replace(month=int(month[5:])))
PICK = st.integers(0, 4)


@pytest.fixture
def tools(books: Books) -> Category:
    return books.make(Category, name="Tools", kind="expense")


def figures(books: Books, budget: Budget) -> tuple[int, int, int, int | None]:
    now = books.fresh(budget)
    return now.carried, now.spent, now.left, now.used


def test_a_budget_knows_what_was_spent_before_it_was_made(books: Books, tools: Category) -> None:
    books.expense(11_900, category=tools, tax_rate=TAX, tax_included=True)
    books.expense(700)
    books.expense(5_000, category=tools, date=DAY.replace(month=9))
    month = books.make(Budget, category=tools, month="2026-10", amount=12_500)
    year = books.make(Budget, category=tools, year=2026, amount=30_000)
    assert figures(books, month) == (0, 10_000, 2_500, 8_000)
    assert figures(books, year) == (0, 15_000, 15_000, 5_000)
    books.edit(books.workspace, recovers_tax=False)
    assert figures(books, month) == (0, 11_900, 600, 9_520)
    assert figures(books, year)[1] == 16_900


def test_what_is_left_or_overspent_is_carried_along_the_months(
    books: Books, tools: Category
) -> None:
    months = [
        books.make(Budget, category=tools, month=month, amount=1_000, carries_over=True)
        for month in ("2026-08", "2026-09", "2026-10", "2026-12")
    ]
    books.expense(400, category=tools, date=DAY.replace(month=8))
    assert [figures(books, one)[0] for one in months] == [0, 600, 1_600, 0]
    spent = books.expense(3_000, category=tools, date=DAY.replace(month=9))
    assert [figures(books, one)[0] for one in months] == [0, 600, -1_400, 0]
    assert figures(books, months[2]) == (-1_400, 0, -400, None)
    books.edit(months[1], carries_over=False)
    assert figures(books, months[2]) == (0, 0, 1_000, 0)
    books.undo()
    books.remove(spent)
    books.remove(months[0])
    assert [figures(books, one)[0] for one in months[1:]] == [0, 1_000, 0]


def test_what_stands_outside_of_profit_is_spent_of_no_budget(books: Books, tools: Category) -> None:
    budget = books.make(Budget, category=tools, month="2026-10", amount=1_000)
    books.expense(400, category=tools)
    books.edit(tools, counts="private")
    books.expense(300, category=tools)
    assert figures(books, budget)[1] == 0
    books.edit(tools, counts="business")
    assert figures(books, budget)[1] == 700


def test_merged_categories_add_up_their_budgets(books: Books, tools: Category) -> None:
    rest = books.make(Category, name="Rest", kind="expense")
    kept = books.make(Budget, category=rest, month="2026-10", amount=1_000)
    gone = books.make(Budget, category=tools, month="2026-10", amount=500)
    moved = books.make(Budget, category=tools, month="2026-11", amount=200)
    books.expense(300, category=tools)
    books.do(lambda unit: unit.fresh(tools).merge_into(unit.fresh(rest)))
    assert not books.has(gone)
    assert books.fresh(kept).amount == 1_500
    assert figures(books, kept)[1] == 300
    assert books.fresh(moved).category_id == rest.pk
    books.undo()
    assert (figures(books, kept)[1], figures(books, gone)[1]) == (0, 300)


def test_budgets_go_with_a_category_that_nothing_uses(books: Books, tools: Category) -> None:
    budget = books.make(Budget, category=tools, month="2026-10", amount=1_000)
    with pytest.raises(ValidationError, match="in use"):
        books.edit(tools, kind="income")
    books.remove(tools)
    assert not books.has(budget)
    books.undo()
    assert figures(books, budget) == (0, 0, 1_000, 0)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"amount": 1}, "month", "of a month or of a year"),
        ({"amount": 1, "month": "2026-10", "year": 2026}, "year", "of a month or of a year"),
        ({"amount": 1, "month": "2026-13"}, "month", "months 1 to 12"),
        ({"amount": 1, "month": "Oct 2026"}, "month", "written like 2026-11"),
        ({"amount": 1, "year": 26}, "year", "too small"),
        ({"amount": -1, "month": "2026-10"}, "amount", "zero or more"),
        ({"amount": 1, "month": "2026-09"}, "category", "has a budget of that month"),
    ],
)
def test_what_no_budget_can_be(
    books: Books, tools: Category, values: dict[str, Any], field: str, sentence: str
) -> None:
    books.make(Budget, category=tools, month="2026-09", amount=0)
    with pytest.raises(ValidationError, match=sentence) as refused:
        books.make(Budget, category=tools, **values)
    assert [*refused.value.message_dict] == [field]


@pytest.mark.parametrize("values", [{"kind": "income"}, {"kind": "expense", "counts": "private"}])
def test_a_budget_is_of_expenses_in_profit(books: Books, values: dict[str, str]) -> None:
    other = books.make(Category, name="Other", **values)
    with pytest.raises(ValidationError) as refused:
        books.make(Budget, category=other, month="2026-10", amount=1)
    assert [*refused.value.message_dict] == ["category"]


def test_a_month_alone_makes_a_budget_of_a_year_that_of_the_month(
    books: Books, tools: Category
) -> None:
    budget = books.make(Budget, category=tools, year=2026, amount=1_000)
    books.expense(300, category=tools)
    changed = books.edit(budget, month="2026-09")
    assert (changed.month, changed.year, changed.spent) == ("2026-09", None, 0)


class Spending(RuleBasedStateMachine):
    """Two categories, budgets of a few months and years, and what is spent."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.ada = open_books()

    def teardown(self) -> None:
        try:
            assert [one.line for one in audit.run() if one.faults] == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.categories = [
            self.ada.make(Category, name=name, kind="expense") for name in ("Tools", "Travel")
        ]
        for month in MONTHS[:3]:
            self.make(Budget, category=self.categories[0], month=month, amount=900)

    def one(self, model: type[Any], number: int) -> Any:
        rows = self.ada.all(model)
        return rows[number % len(rows)] if rows else None

    def make(self, model: type[Any], **values: Any) -> None:
        self.step(lambda: self.ada.make(model, **values))

    def edit(self, model: type[Any], at: int, **values: Any) -> None:
        if (record := self.one(model, at)) is not None:
            self.step(lambda: self.ada.edit(record, **values))

    def step(self, write: Any) -> None:
        try:
            with transaction.atomic():
                write()
                connection.check_constraints()
        except (ValidationError, Conflict, ObjectDoesNotExist):
            pass
        state = self.ada.state(MODELS)
        assert Expected(self.ada, state).problems(state) == []

    @rule(of=PICK, month=st.sampled_from([*MONTHS, None]), carries=st.booleans())
    def budget(self, of: int, month: str | None, carries: bool) -> None:
        period = {"month": month} if month else {"year": 2025 + of % 2}
        category = self.categories[of % 2]
        self.make(Budget, category=category, amount=900, carries_over=carries, **period)

    @rule(at=PICK, amount=st.integers(0, 2_000), carries=st.booleans())
    def change(self, at: int, amount: int, carries: bool) -> None:
        self.edit(Budget, at, amount=amount, carries_over=carries)

    @rule(at=PICK, month=st.sampled_from(MONTHS), of=PICK)
    def move(self, at: int, month: str, of: int) -> None:
        self.edit(Budget, at, month=month, category=self.categories[of % 2])

    @rule(of=PICK, amount=st.integers(-500, 2_000), on=DATES)
    def spend(self, of: int, amount: int, on: Any) -> None:
        taxed = {"tax_rate": TAX} if of > 2 else {}
        self.step(
            lambda: self.ada.expense(amount, date=on, category=self.categories[of % 2], **taxed)
        )

    @rule(at=PICK, on=DATES, of=PICK)
    def spend_otherwise(self, at: int, on: Any, of: int) -> None:
        self.edit(Transaction, at, date=on, category=self.categories[of % 2])

    @rule(recovers=st.booleans(), of=PICK, counts=st.sampled_from(["business", "private"]))
    def count(self, recovers: bool, of: int, counts: str) -> None:
        """Both in one change, with an entry that moves."""
        category, entry = self.categories[of % 2], self.one(Transaction, of)

        def write(unit: Any) -> None:
            unit.fresh(category).edit({"counts": counts})
            unit.fresh(self.ada.workspace).edit({"recovers_tax": recovers})
            if entry is not None:
                unit.fresh(entry).edit({"amount": entry.amount + 100})

        self.step(lambda: self.ada.do(write))

    @rule(model=st.sampled_from([Budget, Transaction]), at=PICK)
    def remove(self, model: Any, at: int) -> None:
        if (record := self.one(model, at)) is not None:
            self.step(lambda: self.ada.remove(record))

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.step(self.ada.undo)

    @rule()
    def redo(self) -> None:
        self.step(self.ada.redo)


def test_figures_of_budgets_hold_after_any_order_of_writes(db: None) -> None:
    run(Spending, examples=10, steps=14)
