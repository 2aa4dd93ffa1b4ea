"""The foot of a table adds up what stands above it, or says nothing."""

import re
from typing import Any

import pytest

from freelancer_os.collections import all as declared
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.sums import foot
from tests.books import DAY, TAX, Books, open_books


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


def under(books: Books, collection: Collection, names: tuple[str, ...]) -> list[str]:
    """The texts of the foot's cells."""
    records: list[Any] = list(collection.rows(books.workspace))
    html = foot(collection, collection.titles(names), records, Lens.of(books.workspace))
    return re.findall(r">([^<>]+)<", html)


def test_expenses_are_taken_off(books: Books) -> None:
    books.income(10_000, tax_rate=TAX)
    books.expense(2_500)
    names = ("date", "amount", "total", "account")
    assert under(books, declared.TRANSACTIONS, names) == ["2 entries", "€75.00", "€94.00"]


def test_what_is_void_does_not_count(books: Books) -> None:
    client = books.client()
    for amount in (10_000, 700):
        invoice = books.invoice(client=client, due_date=DAY)
        books.income(amount, invoice=invoice)
    books.call(books.call(invoice, "send"), "void")
    assert under(books, declared.INVOICES, ("number", "total")) == ["2 invoices", "€100.00"]


def test_two_currencies_are_not_added(books: Books) -> None:
    books.account(opening_balance=100)
    books.account("Wise", opening_balance=100, currency="USD")
    assert under(books, declared.ACCOUNTS, ("name", "balance")) == []


def test_columns_that_mean_nothing_together_have_no_sum(books: Books) -> None:
    books.income(10_000, tax_rate=TAX)
    assert under(books, declared.TRANSACTIONS, ("date", "tax_rate")) == []


def test_one_record_is_told_in_the_singular(books: Books) -> None:
    books.client(contract_value=100)
    names = ("name", "contract_value")
    assert under(books, declared.CLIENTS, names) == ["1 client", "€1.00"]
