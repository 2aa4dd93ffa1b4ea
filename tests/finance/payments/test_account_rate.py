"""A payment on an account of another currency, at a rate that was typed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.text import LACKING
from freelancer_os.finance.models import Account, Payment, Transaction
from tests.books import Books

UNKNOWN = date(1998, 12, 1)  # the European Central Bank has no rate of that day
RATE = 12_500_000_000  # 1.25


@pytest.fixture
def dollars(books: Books) -> Account:
    return books.account("Wise", currency="USD")


@pytest.fixture
def entry(books: Books) -> Transaction:
    return books.income(100_00, date=UNKNOWN)


def only(books: Books, entry: Transaction) -> Payment:
    (payment,) = books.payments(entry)
    return payment


def test_it_is_asked_for_where_none_is_known(
    books: Books, entry: Transaction, dollars: Account
) -> None:
    with pytest.raises(ValidationError) as refused:
        books.call(entry, "pay", dollars)
    (error,) = refused.value.error_dict["account_rate"]
    assert error.code == LACKING
    assert books.payments(entry) == []


def test_it_counts_and_is_kept(books: Books, entry: Transaction, dollars: Account) -> None:
    books.call(entry, "pay", dollars, None, RATE)
    paid = only(books, entry)
    assert (paid.amount, paid.settles, paid.account_rate) == (125_00, 100_00, RATE)
    assert books.fresh(dollars).balance == 125_00
    books.edit(entry, amount=200_00)
    paid = only(books, entry)
    assert (paid.amount, paid.settles) == (250_00, 200_00)
    books.undo()
    assert only(books, entry).amount == 125_00


def test_a_part_is_typed_with_its_rate(books: Books, entry: Transaction, dollars: Account) -> None:
    values = {"transaction": entry, "account": dollars, "amount": 50_00, "account_rate": RATE}
    payment = books.make(Payment, **values)
    assert payment.settles == 40_00
    assert books.fresh(entry).outstanding == 60_00
    books.edit(payment, account_rate=RATE * 2)
    assert books.fresh(payment).settles == 20_00
    with pytest.raises(ValidationError, match="rate"):
        books.edit(payment, account_rate=None)


def test_it_goes_with_what_it_was_typed_for(
    books: Books, entry: Transaction, dollars: Account
) -> None:
    books.call(entry, "pay", dollars, None, RATE)
    euros = books.account("Bank")
    books.call(entry, "pay", euros)
    paid = only(books, entry)
    assert (paid.amount, paid.account_rate) == (100_00, None)
    books.undo()
    assert only(books, entry).account_rate == RATE


def test_where_nothing_is_exchanged_it_means_nothing(
    books: Books, entry: Transaction, dollars: Account
) -> None:
    books.call(entry, "pay", books.account("Bank"), None, RATE)
    paid = only(books, entry)
    assert (paid.amount, paid.settles) == (100_00, 100_00)
    with pytest.raises(ValidationError, match="rate"):
        books.edit(paid, account=dollars)


def test_an_invoice_is_paid_at_a_rate(books: Books, dollars: Account) -> None:
    invoice = books.invoice()
    for amount in (100_00, 33_33):
        books.income(amount, invoice=invoice, date=UNKNOWN)
    books.call(invoice, "mark_paid", dollars, UNKNOWN, RATE)
    assert books.fresh(invoice).state == "paid"
    assert books.fresh(dollars).balance == 125_00 + 41_66
