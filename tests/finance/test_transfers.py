"""Transfers between two accounts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.money import convert
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Account, Payment, Transfer
from tests.books import DAY, LATER, Books


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account(opening_balance=10_000)


@pytest.fixture
def cash(books: Books) -> Account:
    return books.account("Cash", kind="cash")


@pytest.fixture
def dollars(books: Books) -> Account:
    return books.account("Dollars", currency="USD")


def move(books: Books, source: Account, target: Account, amount: int, **values: Any) -> Transfer:
    given = {"from_account": source, "to_account": target, "date": DAY, "amount": amount}
    return books.make(Transfer, **{**given, **values})


def balances(books: Books, *accounts: Account) -> list[int]:
    return [books.fresh(account).balance for account in accounts]


def refused(books: Books, transfer: Transfer, **values: Any) -> list[str]:
    before = books.state()
    with pytest.raises(ValidationError) as found:
        books.edit(transfer, **values)
    assert books.state() == before
    return list(found.value.message_dict)


def test_a_transfer_is_one_amount_in_two_payments(
    books: Books, bank: Account, cash: Account
) -> None:
    transfer = move(books, bank, cash, 3_000)
    assert (transfer.amount, transfer.amount_to) == (3_000, 3_000)
    assert balances(books, bank, cash) == [7_000, 3_000]
    assert sorted((p.flow, p.transfer_id) for p in books.all(Payment)) == [
        (-3_000, transfer.pk), (3_000, transfer.pk),
    ]  # fmt: skip


def test_it_is_neither_income_nor_expense(books: Books, bank: Account, cash: Account) -> None:
    tallies = books.state()["tallies"]
    move(books, bank, cash, 3_000)
    after = books.state()["tallies"]
    assert {k: v for k, v in after.items() if k[0] == "transactions"} == {
        k: v for k, v in tallies.items() if k[0] == "transactions"
    }


def test_editing_it_keeps_both_payments_in_step(books: Books, bank: Account, cash: Account) -> None:
    transfer = move(books, bank, cash, 3_000)
    books.edit(transfer, amount=500, date=LATER)
    assert balances(books, bank, cash) == [9_500, 500]
    assert {p.date for p in books.all(Payment)} == {LATER}
    books.edit(transfer, from_account=cash, to_account=bank)
    assert balances(books, bank, cash) == [10_500, -500]


def test_deleting_it_takes_both_along_and_undo_brings_them_back(
    books: Books, bank: Account, cash: Account
) -> None:
    transfer = move(books, bank, cash, 3_000)
    before = books.state()
    books.remove(transfer)
    assert balances(books, bank, cash) == [10_000, 0]
    assert books.all(Payment) == []
    books.undo()
    assert books.state() == before


def test_between_currencies_the_rate_of_the_day_counts_unless_typed(
    books: Books, bank: Account, dollars: Account
) -> None:
    rate = ecb_rate("EUR", "USD", DAY)
    assert rate is not None
    transfer = move(books, bank, dollars, 1_000)
    assert transfer.amount_to == (1_000 * rate + 5 * 10**9) // 10**10
    transfer = books.edit(transfer, amount_to=1_111)
    assert balances(books, bank, dollars) == [9_000, 1_111]
    assert books.edit(transfer, date=LATER).amount_to == 1_111


def test_another_account_of_another_currency_asks_for_its_rate_anew(
    books: Books, bank: Account, cash: Account, dollars: Account
) -> None:
    transfer = move(books, bank, dollars, 1_000, amount_to=1_111)
    transfer = books.edit(transfer, to_account=cash)
    assert transfer.amount_to == 1_000
    assert balances(books, bank, cash, dollars) == [9_000, 1_000, 0]


def test_what_nobody_knows_the_rate_of_is_asked_for(books: Books, bank: Account) -> None:
    dinars = books.account("Dinars", currency="KWD")
    with pytest.raises(ValidationError) as found:
        move(books, bank, dinars, 1_000)
    assert list(found.value.message_dict) == ["exchange_rate", "amount_to"]
    assert move(books, bank, dinars, 1_000, amount_to=3_333).amount_to == 3_333


def test_in_one_currency_what_leaves_arrives(books: Books, bank: Account, cash: Account) -> None:
    transfer = move(books, bank, cash, 1_000)
    assert refused(books, transfer, amount_to=999) == ["amount_to"]


def test_unfit_transfers_are_refused(
    books: Books, bank: Account, cash: Account, dollars: Account
) -> None:
    transfer = move(books, bank, cash, 1_000)
    assert refused(books, transfer, to_account=bank) == ["to_account"]
    assert refused(books, transfer, amount=0) == ["amount"]
    assert refused(books, transfer, amount=-5) == ["amount"]
    assert refused(books, transfer, amount=10**13 + 1) == ["amount"]
    assert refused(books, transfer, to_account=None) == ["to_account"]
    assert refused(books, move(books, bank, dollars, 5_000), amount_to=0) == ["amount_to"]


@pytest.mark.parametrize("missing", ["from_account", "to_account", "date", "amount"])
def test_a_transfer_needs_these(books: Books, bank: Account, cash: Account, missing: str) -> None:
    values = {"from_account": bank, "to_account": cash, "date": DAY, "amount": 5}
    with pytest.raises(ValidationError) as found:
        books.make(Transfer, **{n: v for n, v in values.items() if n != missing})
    assert list(found.value.message_dict) == [missing]


def test_half_of_a_transfer_is_not_touched_alone(
    books: Books, bank: Account, cash: Account
) -> None:
    move(books, bank, cash, 1_000)
    leg = books.all(Payment)[0]
    with pytest.raises(ValidationError, match="half of a transfer"):
        books.edit(leg, amount=5)
    with pytest.raises(ValidationError, match="half of a transfer"):
        books.remove(leg)


def test_a_rate_that_is_typed_says_what_arrives(
    books: Books, bank: Account, cash: Account, dollars: Account
) -> None:
    dinars = books.account("Dinars", currency="KWD")
    transfer = move(books, bank, dinars, 10_000, exchange_rate=3_351_000_000)
    assert (transfer.amount_to, transfer.exchange_rate) == (33_510, 3_351_000_000)
    assert books.edit(transfer, amount=20_000).amount_to == 67_020  # no rate is asked for again
    assert books.edit(transfer, exchange_rate=10**10 // 4).amount_to == 50_000
    said = books.edit(transfer, amount_to=60_000, exchange_rate=10**10)
    assert (said.amount_to, said.exchange_rate) == (60_000, 3 * 10**9)
    assert refused(books, move(books, bank, cash, 5), exchange_rate=2) == ["exchange_rate"]
    assert move(books, bank, cash, 5).exchange_rate is None
    known = ecb_rate("EUR", "USD", DAY)
    of_the_day = move(books, bank, dollars, 10**9)
    assert known is not None
    rate = of_the_day.exchange_rate
    assert rate is not None
    assert convert(10**9, "EUR", "USD", rate) == of_the_day.amount_to
    assert len(str(rate).rstrip("0")) <= len(str(known).rstrip("0"))
