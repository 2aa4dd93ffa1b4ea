"""A transfer between accounts in two currencies, which arrives in two files at the bank's rate."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Account, BankLine, Rule, Transaction, Transfer
from freelancer_os.finance.sorting.accepting import accept_best, accept_sure
from freelancer_os.finance.sorting.halves import transfer
from freelancer_os.finance.sorting.reopening import reopen
from tests.books import Books, open_books
from tests.finance.sorting.imported import arrive, assert_sound, decide, proposed

DAY = date(2026, 10, 5)


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


@pytest.fixture
def accounts(books: Books) -> tuple[Account, Account]:
    return books.account("Bank"), books.account("Wise", currency="USD")


def arrived(books: Books, percent: str = "99") -> str:
    """So much of 1,000 euros at the rate of the day, in dollars."""
    rate = ecb_rate("EUR", "USD", DAY)
    assert rate is not None
    return f"{Decimal(rate) / 10**10 * 1000 * Decimal(percent) / 100:.2f}"


def both(books: Books, accounts: Any, first: int, text: str, amount: str) -> list[BankLine]:
    """The lines of both files, that of account `first` (0 or 1) before the other's."""
    rows = (f"2026-10-05;{text};-1000.00", f"2026-10-06;{text};{amount}")
    found = {place: arrive(books, accounts[place], rows[place]) for place in (first, 1 - first)}
    return [line for place in (0, 1) for line in found[place]]


@pytest.mark.parametrize("first", [0, 1])
def test_both_halves_are_one_transfer_at_the_rate_of_the_bank(
    books: Books, accounts: Any, first: int
) -> None:
    amount = arrived(books)
    out, into = both(books, accounts, first, "Transfer 8841", amount)
    assert all(books.fresh(one).transaction.is_void for one in (out, into))
    (found,) = proposed(books, into)
    assert (found.kind, found.sure, found.targets) == ("transfer", True, (accounts[0].pk,))
    assert found.why.startswith("Its other half came with Bank on Oct 5, 2026: €1,000.00, 1 EUR = ")
    before = books.state()
    assert books.do(accept_sure) == 1
    (made,) = books.all(Transfer)
    assert (made.amount, made.amount_to) == (100_000, into.amount)
    assert [books.fresh(one).how for one in (out, into)] == ["transfer", "transfer"]
    assert books.all(Transaction) == []
    assert [books.fresh(one).balance for one in accounts] == [-100_000, into.amount]
    assert_sound(books)
    books.undo()
    assert books.state() == before
    books.redo()
    decide(books, into, reopen)
    assert all(books.fresh(one).transaction.is_void for one in (out, into))
    assert_sound(books)


@pytest.mark.parametrize(
    ("text", "percent", "sure"),
    [
        ("To Wise", "96", True),
        ("Payment", "98.5", False),
        ("Payment", "95", None),
        ("To Wise", "92", None),
        ("Transfer", "108", None),
    ],
)
def test_how_far_the_amounts_may_be_apart(
    books: Books, accounts: Any, text: str, percent: str, *, sure: bool | None
) -> None:
    _out, into = both(books, accounts, 0, text, arrived(books, percent))
    found = proposed(books, into)
    assert [one.sure for one in found] == ([] if sure is None else [sure])
    assert into.transaction.is_void is (sure is not None)


@pytest.mark.parametrize("first", [0, 1])
def test_a_half_that_was_accepted_at_the_rate_of_its_day_takes_the_banks(
    books: Books, accounts: Any, first: int
) -> None:
    books.make(Rule, contains="own", transfer_to=accounts[1 - first])
    rows = ("2026-10-05;Own;-1000.00", f"2026-10-06;Own;{arrived(books, '97')}")
    decide(books, *arrive(books, accounts[first], rows[first]), accept_best)
    (late,) = arrive(books, accounts[1 - first], rows[1 - first])
    assert late.transaction.is_void
    assert proposed(books, late)[0].sure
    before = books.state()
    decide(books, late, transfer, accounts[first])
    (made,) = books.all(Transfer)
    assert (made.amount, made.amount_to) == (100_000, round(float(arrived(books, "97")) * 100))
    assert [books.fresh(one).balance for one in accounts] == [-made.amount, made.amount_to]
    assert_sound(books)
    books.undo()
    assert books.state() == before
