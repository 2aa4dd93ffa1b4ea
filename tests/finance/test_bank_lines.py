"""The entry and the payment that a line of a statement becomes."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.finance.bank_lines import DESCRIPTION
from freelancer_os.finance.models import Account, BankLine, Payment, StatementMapping, Transaction
from tests.books import DAY, Books


def line(books: Books, account: Account, amount: int, **values: Any) -> BankLine:
    """A line that is booked, in a change of its own."""
    given = {"identity": f"{amount}", "text": "Card payment", **values}

    def book(unit: Any) -> BankLine:
        made = BankLine.made(unit.workspace, account=account, date=DAY, amount=amount, **given)
        entry, payment = made.book()
        unit.add([entry])
        unit.add([made])
        unit.add([payment])
        return made

    return books.fresh(books.do(book))


@pytest.mark.parametrize(
    ("amount", "kind", "balance"), [(1_250, "income", 1_250), (-1_250, "expense", -1_250)]
)
def test_its_sign_says_what_it_is_and_the_amount_is_positive(
    books: Books, amount: int, kind: str, balance: int
) -> None:
    account = books.account()
    found = line(books, account, amount)
    (entry,), (payment,) = books.all(Transaction), books.all(Payment)
    assert (entry.kind, entry.amount, entry.total, entry.tax_included) == (kind, 1_250, 1_250, True)
    assert (entry.category, entry.date, entry.description) == (None, DAY, "Card payment")
    assert (entry.account, entry.paid_on, entry.outstanding) == (account, DAY, 0)
    assert (payment.origin, payment.amount, payment.flow) == ("bank", 1_250, amount)
    assert (found.state, found.transaction, found.amount) == ("new", entry, amount)
    assert payment.line == found
    assert books.fresh(account).balance == balance


def test_a_long_text_stays_whole_on_the_line_and_begins_the_entry(books: Books) -> None:
    text = "x" * (DESCRIPTION + 50)
    found = line(books, books.account(), 5, text=text)
    assert found.text == text
    assert books.all(Transaction)[0].description == "x" * DESCRIPTION
    assert str(found) == "x" * 100


def test_a_line_without_a_text_is_called_by_its_date(books: Books) -> None:
    assert str(line(books, books.account(), 5, text="")) == "Oct 1, 2026"


def test_a_foreign_line_is_worth_the_rate_that_it_was_booked_at(books: Books) -> None:
    account = books.account("Dollars", currency="USD")
    line(books, account, 10_000, exchange_rate=9 * 10**9)
    (entry,), (payment,) = books.all(Transaction), books.all(Payment)
    assert (entry.currency, entry.base_total, entry.exchange_rate) == ("USD", 9_000, 9 * 10**9)
    assert (payment.amount, payment.settles) == (10_000, 10_000)
    assert books.fresh(account).balance == 10_000


def test_it_waits_again_when_its_payment_goes_and_stays_when_its_entry_does(books: Books) -> None:
    found = line(books, books.account(), 5)
    before = books.state()
    books.call(books.all(Transaction)[0], "unpay")
    assert (books.fresh(found).state, books.all(Payment)) == ("new", [])
    books.undo()
    assert books.state() == before
    books.remove(books.all(Transaction)[0])
    assert (books.fresh(found).state, books.fresh(found).transaction) == ("new", None)
    books.undo()
    assert books.state() == before


def test_a_line_is_known_once_on_its_account(books: Books) -> None:
    account, other = books.account(), books.account("Other")
    line(books, account, 5, identity="one")
    line(books, other, 5, identity="one")
    before = books.state()
    with pytest.raises(ValidationError, match="This bank line is known already"):
        line(books, account, 5, identity="one")
    assert books.state() == before


def test_remembered_columns_go_with_their_account(books: Books) -> None:
    account = books.account()
    books.make(StatementMapping, account=account, signature="abcdefghij", mapping={"date": "Day"})
    assert [str(one) for one in books.all(StatementMapping)] == ["Columns abcdefgh"]
    before = books.state()
    books.remove(account)
    assert books.all(StatementMapping) == []
    books.undo()
    assert books.state() == before
