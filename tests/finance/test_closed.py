"""A closed period: nothing changes a figure up to its last day, from any door; the rest goes on."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.errors import Conflict
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.models import (
    Account,
    Category,
    Invoice,
    Payment,
    Settlement,
    Transaction,
    Transfer,
)
from freelancer_os.people.models import Membership
from freelancer_os.reports.profit import profit
from freelancer_os.reports.tax import tax
from tests.books import DAY, Books

UNTIL = DAY - timedelta(days=10)
THEN, NOW = UNTIL - timedelta(days=5), DAY

pytestmark = pytest.mark.django_db


class Closed:
    """Books with one of everything before and after the day until which they are closed."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.bank = books.account("Bank", opening_balance=10_000)
        self.cash = books.account("Cash", kind="cash")
        self.client, self.other = books.client(), books.client("Other")
        self.food = books.make(Category, name="Food", kind="expense")
        self.rest = books.make(Category, name="Rest", kind="expense")
        self.paid = books.expense(5_000, date=THEN, category=self.food)
        books.call(self.paid, "pay", self.bank, THEN)
        self.open = books.income(8_000, date=THEN, client=self.client, tax_rate=190_000)
        self.transfer = books.make(
            Transfer, from_account=self.bank, to_account=self.cash, date=THEN, amount=100
        )
        self.sent = books.billed(7_000, client=self.client, issue_date=THEN)
        self.line = self._line(self.sent)
        books.edit(self.line, date=THEN)
        books.call(self.sent, "send")
        self.draft = books.billed(9_000, client=self.client)
        books.edit(self._line(self.draft), date=THEN)
        self.later = books.expense(1_000, date=NOW)
        self.ahead = books.income(4_000, date=NOW)
        books.make(Payment, transaction=self.ahead, account=self.bank, amount=4_000, date=THEN)
        books.edit(books.workspace, closed_until=UNTIL)

    def _line(self, invoice: Invoice) -> Transaction:
        return next(one for one in self.books.all(Transaction) if one.invoice_id == invoice.pk)

    def figures(self) -> list[Any]:
        workspace = self.books.fresh(self.books.workspace)
        span = Span(date(UNTIL.year - 1, 1, 1), UNTIL)
        found: list[Any] = []
        for basis in ("accrual", "cash"):
            made = profit(workspace, span, basis)
            parts = [(one.id, one.amount) for one in (*made.categories, *made.clients)]
            found += [made.result, made.months, parts, tax(workspace, span, basis).rates]
        return found

    def first(self, model: type[Any], **wanted: Any) -> Any:
        return next(
            one
            for one in self.books.all(model)
            if all(getattr(one, name) == value for name, value in wanted.items())
        )


@pytest.fixture
def closed(books: Books) -> Closed:
    return Closed(books)


REFUSED: dict[str, Callable[[Closed, Books], object]] = {
    "an amount": lambda c, b: b.edit(c.paid, amount=1),
    "a tax rate": lambda c, b: b.edit(c.open, tax_rate=0),
    "a category": lambda c, b: b.edit(c.paid, category=c.rest),
    "a client": lambda c, b: b.edit(c.open, client=c.other),
    "a date into it": lambda c, b: b.edit(c.later, date=THEN),
    "a date out of it": lambda c, b: b.edit(c.open, date=NOW),
    "a new entry": lambda c, b: b.expense(1, date=THEN),
    "an entry that goes": lambda c, b: b.call(c.open, "remove"),
    "a payment in it": lambda c, b: b.call(c.open, "pay", c.bank, THEN),
    "a payment that goes": lambda c, b: b.call(c.paid, "unpay"),
    "a payment that moves": lambda c, b: b.call(c.paid, "pay", c.bank, NOW),
    "another account": lambda c, b: b.call(c.paid, "pay", c.cash, THEN),
    "a transfer": lambda c, b: b.call(c.transfer, "remove"),
    "what was paid of a later entry": lambda c, b: b.edit(c.ahead, tax_rate=190_000),
    "a void invoice": lambda c, b: b.call(c.sent, "void"),
    "a line of today on an invoice of then": lambda c, b: b.income(1, date=NOW, invoice=c.sent),
    "a line of a draft": lambda c, b: b.call(c.draft, "send"),
    "the beginning of an account": lambda c, b: b.edit(c.bank, opening_balance=0),
    "what a category counts as": lambda c, b: b.edit(c.food, counts="private"),
    "a merged category": lambda c, b: b.do(
        lambda unit: unit.fresh(c.food).merge_into(unit.fresh(c.rest))
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_changes_a_figure_is_refused(closed: Closed, books: Books, what: str) -> None:
    before, state = closed.figures(), books.state()
    with pytest.raises(ValidationError) as refused:
        REFUSED[what](closed, books)
    assert "closed until" in str(refused.value)
    assert closed.figures() == before
    assert books.state() == state


ALLOWED: dict[str, Callable[[Closed, Books], object]] = {
    "a description": lambda c, b: b.edit(c.paid, description="Bread"),
    "a note": lambda c, b: b.edit(c.open, note="Asked twice"),
    "a payment of today": lambda c, b: b.call(c.open, "pay", c.bank, NOW),
    "a paid invoice": lambda c, b: b.call(c.sent, "pay", c.bank, None, NOW),
    "a new entry of today": lambda c, b: b.expense(1, date=NOW),
    "a draft": lambda c, b: b.income(1, date=THEN, invoice=c.draft),
    "a new name": lambda c, b: b.edit(c.food, name="Groceries"),
    "a category that nothing uses": lambda c, b: b.edit(c.rest, counts="private"),
    "a new account": lambda c, b: b.account("Card", kind="card", opening_balance=7),
    "another client": lambda c, b: b.client("Third"),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_changes_none_goes_on(closed: Closed, books: Books, what: str) -> None:
    before = closed.figures()
    ALLOWED[what](closed, books)
    assert closed.figures() == before


def test_nothing_in_it_is_undone(books: Books) -> None:
    books.expense(5_000, date=THEN)
    made = books.last()
    books.edit(books.workspace, closed_until=UNTIL)
    with pytest.raises(Conflict, match="closed until"):
        books.undo_one(made)
    books.undo()
    books.undo_one(made)
    assert [one for one in books.all(Transaction) if one.kind == "expense"] == []


def test_how_tax_counts_stays_while_they_are_closed(closed: Closed, books: Books) -> None:
    with pytest.raises(ValidationError, match="closed books"):
        books.edit(books.workspace, recovers_tax=False)
    books.edit(books.workspace, recovers_tax=False, closed_until=None)
    assert not books.fresh(books.workspace).recovers_tax


def test_it_is_reopened_by_its_owner(closed: Closed, books: Books) -> None:
    books.edit(books.workspace, closed_until=None)
    books.edit(closed.paid, amount=1)
    ben = books.colleague()
    Membership.objects.filter(user=ben.user).update(role=Membership.Role.MEMBER)
    with pytest.raises(ValidationError, match="owner"):
        ben.edit(ben.workspace, closed_until=UNTIL)
    with pytest.raises(ValidationError, match="once it is over"):
        books.edit(books.workspace, closed_until=books.workspace.today + timedelta(days=1))
    assert closed.first(Account, name="Bank").opening_balance == 10_000
    assert not books.all(Settlement)
