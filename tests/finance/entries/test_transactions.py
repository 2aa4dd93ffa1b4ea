"""Amounts, tax, currencies and categories of transactions."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Category, Payment, Transaction
from tests.books import DAY, LATER, TAX, Books

ONE = 10_000


def refused(books: Books, **values: Any) -> dict[str, list[str]]:
    before = books.state()
    with pytest.raises(ValidationError) as found:
        books.make(Transaction, **{"kind": "income", "date": DAY, "amount": 100, **values})
    assert books.state() == before
    return found.value.message_dict


# Net, tax and total


@pytest.mark.parametrize(
    ("amount", "rate", "included", "expected"),
    [
        (10_000, TAX, False, (10_000, 1_900, 11_900)),
        (11_900, TAX, True, (10_000, 1_900, 11_900)),
        (10_000, 0, False, (10_000, 0, 10_000)),
        (10_000, 0, True, (10_000, 0, 10_000)),
        (50, TAX, False, (50, 10, 60)),  # 9.5 is rounded half up
        (-50, TAX, False, (-50, -10, -60)),
        (100, TAX, True, (84, 16, 100)),  # 84.03
        (1, TAX, True, (1, 0, 1)),
        (-11_900, TAX, True, (-10_000, -1_900, -11_900)),
        (3, 1_000_000, True, (2, 1, 3)),  # 1.5 net is rounded half up, the tax is the rest
        (0, TAX, False, (0, 0, 0)),
        (10**13, 1_000_000, False, (10**13, 10**13, 2 * 10**13)),
    ],
)
def test_net_tax_and_total(
    books: Books, amount: int, rate: int, included: bool, expected: tuple[int, int, int]
) -> None:
    entry = books.income(amount, tax_rate=rate, tax_included=included)
    assert (entry.net, entry.tax, entry.total) == expected
    assert entry.outstanding == entry.total


def test_an_amount_is_net_for_income_and_with_tax_for_an_expense(books: Books) -> None:
    assert books.income(11_900, tax_rate=TAX).total == 14_161
    assert books.expense(11_900, tax_rate=TAX).net == 10_000
    assert books.expense(10_000, tax_rate=TAX, tax_included=False).total == 11_900


def test_turning_income_into_an_expense_leaves_what_was_typed(books: Books) -> None:
    entry = books.edit(books.income(10_000, tax_rate=TAX, category=None), kind="expense")
    assert (entry.tax_included, entry.net, entry.total) == (False, 10_000, 11_900)


@pytest.mark.parametrize("rate", [-1, 1_000_001])
def test_a_tax_rate_lies_between_0_and_100_percent(books: Books, rate: int) -> None:
    assert list(refused(books, tax_rate=rate)) == ["tax_rate"]


# Quantity and unit price


def test_an_amount_sets_quantity_one(books: Books) -> None:
    entry = books.edit(books.income(), quantity=30_000, unit_price=50 * ONE)
    assert entry.amount == 150
    entry = books.edit(entry, amount=777)
    assert (entry.quantity, entry.unit_price, entry.amount) == (ONE, 777 * ONE, 777)


def test_quantity_times_unit_price_sets_the_amount(books: Books) -> None:
    entry = books.make(
        Transaction, kind="income", date=DAY, quantity=25_000, unit_price=3_333 * ONE + 3_333
    )
    assert entry.amount == 8_333  # 2.5 times 33.333333
    assert books.edit(entry, quantity=10_000).amount == 3_333
    assert books.edit(entry, unit_price=10 * ONE).amount == 10


def test_amount_and_quantity_set_the_unit_price(books: Books) -> None:
    entry = books.make(Transaction, kind="income", date=DAY, quantity=40_000, amount=1_000)
    assert (entry.unit_price, entry.amount) == (250 * ONE, 1_000)


def test_an_amount_that_is_not_quantity_times_unit_price_is_refused(books: Books) -> None:
    found = refused(books, amount=7, quantity=20_000, unit_price=3 * ONE)
    assert found == {"amount": ["The amount is not quantity times unit price."]}


@pytest.mark.parametrize(
    "values",
    [
        {"amount": 10**13 + 1},
        {"amount": -(10**13) - 1},
        {"quantity": 10_000 * ONE, "unit_price": 10**14},
        {"amount": 10**13, "quantity": 1},
    ],
)
def test_no_amount_is_larger_than_10_13(books: Books, values: dict[str, Any]) -> None:
    before = books.state()
    with pytest.raises(ValidationError):
        books.make(Transaction, kind="income", date=DAY, **values)
    assert books.state() == before


@pytest.mark.parametrize("amount", [10**13, -(10**13), -1, 0])
def test_amounts_up_to_there_are_kept_exactly(books: Books, amount: int) -> None:
    assert books.income(amount).amount == amount


# Foreign currency


def test_a_foreign_amount_keeps_the_rate_of_the_day_and_the_base_amount(books: Books) -> None:
    rate = ecb_rate("USD", "EUR", DAY)
    assert rate is not None
    entry = books.income(10_000, currency="USD", tax_rate=TAX)
    assert entry.exchange_rate == rate
    assert entry.base_net == (10_000 * rate + 5 * 10**9) // 10**10
    assert entry.base_total == (11_900 * rate + 5 * 10**9) // 10**10


def test_a_typed_rate_wins_and_stays_when_only_the_date_changes(books: Books) -> None:
    entry = books.income(10_000, currency="USD", exchange_rate=8 * 10**9)
    assert (entry.exchange_rate, entry.base_net) == (8 * 10**9, 8_000)
    entry = books.edit(entry, date=LATER)
    assert entry.exchange_rate == 8 * 10**9
    assert books.edit(entry, amount=5_000, date=LATER).base_net == 4_000


def test_a_rate_of_the_bank_follows_the_date(books: Books) -> None:
    entry = books.income(10_000, currency="USD")
    entry = books.edit(entry, date=LATER)
    assert entry.exchange_rate == ecb_rate("USD", "EUR", LATER)


def test_a_rate_that_is_taken_away_is_the_banks_again(books: Books) -> None:
    entry = books.income(10_000, currency="USD", exchange_rate=8 * 10**9)
    entry = books.edit(entry, exchange_rate=None)
    assert entry.exchange_rate == ecb_rate("USD", "EUR", DAY)


def test_the_same_currency_again_keeps_a_typed_rate(books: Books) -> None:
    entry = books.income(10_000, currency="USD", exchange_rate=8 * 10**9)
    assert books.edit(entry, currency="USD", date=DAY).exchange_rate == 8 * 10**9
    assert books.edit(entry, currency="GBP").exchange_rate == ecb_rate("GBP", "EUR", DAY)
    assert books.edit(entry, currency="EUR").exchange_rate is None


@pytest.mark.parametrize(
    ("currency", "on"), [("KWD", DAY), ("USD", date(2027, 6, 1)), ("USD", date(1990, 1, 1))]
)
def test_a_rate_that_nobody_knows_is_asked_for(books: Books, currency: str, on: date) -> None:
    found = refused(books, currency=currency, date=on)
    assert found["exchange_rate"][0].endswith("Enter the rate.")
    entry = books.income(1_000, currency=currency, date=on, exchange_rate=3 * 10**10)
    assert entry.base_net == (300 if currency == "KWD" else 3_000)


@pytest.mark.parametrize("rate", [0, -1])
def test_a_rate_is_above_zero(books: Books, rate: int) -> None:
    found = refused(books, currency="USD", exchange_rate=rate)
    assert found == {"exchange_rate": ["This must be above zero."]}


def test_decimals_of_currencies_are_minded(books: Books) -> None:
    assert books.income(1_000, currency="JPY", exchange_rate=6 * 10**7).base_net == 600
    assert books.income(1_000, currency="KWD", exchange_rate=3 * 10**10).base_net == 300


def test_figures_across_rows_are_in_base_currency(books: Books) -> None:
    client = books.client()
    books.income(10_000, client=client, currency="USD", exchange_rate=9 * 10**9)
    books.income(1_000, client=client)
    assert books.fresh(client).income == 10_000


def test_a_currency_is_one_that_exists(books: Books) -> None:
    assert list(refused(books, currency="EUX")) == ["currency"]


# Categories


def test_a_category_is_of_the_kind_of_its_transaction(books: Books) -> None:
    fees = books.make(Category, name="Fees", kind="expense")
    assert refused(books, category=fees) == {"category": ["Fees is a category for expense."]}
    income = books.income()
    with pytest.raises(ValidationError) as found:
        books.edit(income, kind="expense")
    assert list(found.value.message_dict) == ["kind"]
    assert books.edit(income, kind="expense", category=fees).category == fees


def test_a_category_may_be_missing(books: Books) -> None:
    assert books.income(category=None).category_id is None


# Removal


def test_a_transaction_takes_its_payments_along(books: Books) -> None:
    account = books.account()
    entry, other = books.income(500, account=account), books.income(70, account=account)
    books.remove(entry)
    assert books.fresh(account).balance == 70
    assert [p.transaction_id for p in books.all(Payment)] == [other.pk]


def test_names_are_sorted_and_found_without_case_and_accents(books: Books) -> None:
    assert books.income(description="  Übergrößen ").folded == "ubergrossen"
