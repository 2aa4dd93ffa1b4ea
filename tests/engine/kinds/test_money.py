"""Amounts and prices in several currencies, each with decimals of its own."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.core.values.money import line_amount
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.listing import filtered
from tests.books import Books, open_books

RATE = 10**10
AMOUNTS = {"EUR": [1_049, 1_050, 1_051], "JPY": [10, 11], "KWD": [10_499, 10_500, 10_501]}
HELD = {
    "is": {"EUR 1050", "KWD 10500"},
    "greater": {"EUR 1051", "JPY 11", "KWD 10501"},
    "at_least": {"EUR 1050", "EUR 1051", "JPY 11", "KWD 10500", "KWD 10501"},
    "less": {"EUR 1049", "JPY 10", "KWD 10499"},
    "at_most": {"EUR 1049", "EUR 1050", "JPY 10", "KWD 10499", "KWD 10500"},
}


@pytest.fixture
def formats(books: Books) -> Formats:
    for currency, amounts in AMOUNTS.items():
        rate = {} if currency == "EUR" else {"exchange_rate": RATE}
        for amount in amounts:
            books.income(amount, currency=currency, **rate)
    return Formats.of(books.workspace)


def found(formats: Formats, operator: str, value: str) -> set[str]:
    where = f'["amount", "{operator}", {value}]'
    rows = filtered(TRANSACTIONS, formats, {"where": where})
    return {f"{row.currency} {row.amount}" for row in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("operator", HELD)
def test_a_value_that_a_currency_cannot_have_is_compared_exactly(
    formats: Formats, operator: str
) -> None:
    assert found(formats, operator, '"10.50"') == HELD[operator]


@pytest.mark.django_db
def test_between_and_not_are_exact_as_well(formats: Formats) -> None:
    assert found(formats, "between", '["10.49", "10.50"]') == {
        *("EUR 1049", "EUR 1050", "KWD 10499", "KWD 10500")
    }
    assert found(formats, "between", '["9.99", "10.01"]') == {"JPY 10"}
    everything = {f"{code} {amount}" for code, held in AMOUNTS.items() for amount in held}
    assert found(formats, "is_not", '"10.50"') == everything - HELD["is"]


@pytest.mark.django_db
def test_more_decimals_than_the_workspace_has_are_refused(formats: Formats) -> None:
    with pytest.raises(ValidationError):
        found(formats, "is", '"10.505"')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("operator", "value", "held"),
    [
        ("is", '"10.5"', {"EUR", "JPY", "KWD"}),
        ("greater", '"10.4999999"', {"EUR", "JPY", "KWD"}),
        ("greater", '"10.5"', set()),
        ("less", '"10.5000001"', {"EUR", "JPY", "KWD"}),
        ("at_least", '"10.5000001"', set()),
    ],
)
def test_a_price_is_compared_in_the_currency_of_its_entry(
    operator: str, value: str, held: set[str]
) -> None:
    """10⁻⁴ of a minor unit: seven decimals in dinars, six in euros, four in yen."""
    books = open_books(currency="KWD")
    for currency, price in (("EUR", 10_500_000), ("JPY", 105_000), ("KWD", 105_000_000)):
        rate = {} if currency == "KWD" else {"exchange_rate": RATE}
        given = {"quantity": 10_000, "unit_price": price, "currency": currency, **rate}
        books.income(line_amount(10_000, price), **given)
    where = f'["unit_price", "{operator}", {value}]'
    rows = filtered(TRANSACTIONS, Formats.of(books.workspace), {"where": where})
    assert {row.currency for row in rows} == held


@pytest.mark.django_db
def test_a_price_is_written_in_the_currency_of_its_entry() -> None:
    books = open_books(currency="EUR", locale="en-US")
    formats, price = Formats.of(books.workspace), TRANSACTIONS.by_name["unit_price"]
    shown = {
        "EUR": (14_450_000, 2_890, "€14.45"),
        "JPY": (12_500, 3, "¥1.25"),
        "KWD": (85_000, 17, "KWD0.0085"),
    }
    for currency, (unit_price, amount, wanted) in shown.items():
        rate = {} if currency == "EUR" else {"exchange_rate": RATE}
        given = {"quantity": 20_000, "unit_price": unit_price, "currency": currency, **rate}
        entry = books.income(amount, **given)
        assert price.shown(entry, formats) == wanted
