"""Exchange rates of the European Central Bank, offline."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.rates import ecb_rate, known_rate
from tests.steps import steps

FRIDAY = date(2014, 3, 28)
USD_ON_FRIDAY = 1_3759000000


def test_the_rate_of_a_day_is_the_published_one() -> None:
    assert ecb_rate("EUR", "USD", FRIDAY) == USD_ON_FRIDAY
    assert ecb_rate("EUR", "JPY", date(2014, 3, 27)) is not None


def test_the_inverse_is_exact_to_the_last_digit() -> None:
    exact = Fraction(10**10) / Fraction("1.3759")
    rate = ecb_rate("USD", "EUR", FRIDAY)
    assert rate is not None
    assert abs(rate - exact) <= Fraction(1, 2)


def test_a_cross_rate_goes_through_the_euro() -> None:
    euro_in_dollars, euro_in_francs = (ecb_rate("EUR", code, FRIDAY) for code in ("USD", "CHF"))
    dollars_in_francs = ecb_rate("USD", "CHF", FRIDAY)
    assert euro_in_dollars and euro_in_francs and dollars_in_francs
    assert abs(dollars_in_francs - Fraction(euro_in_francs, euro_in_dollars) * 10**10) <= 1


def test_a_weekend_has_the_rate_of_the_friday_before() -> None:
    assert ecb_rate("EUR", "USD", FRIDAY + timedelta(days=2)) == USD_ON_FRIDAY


def test_a_rate_is_good_for_seven_days() -> None:
    last_kuna = date(2022, 12, 30)
    rate = ecb_rate("EUR", "HRK", last_kuna)
    assert rate is not None
    assert ecb_rate("EUR", "HRK", last_kuna + timedelta(days=7)) == rate
    assert ecb_rate("EUR", "HRK", last_kuna + timedelta(days=8)) is None


@pytest.mark.parametrize(
    ("source", "target", "on"),
    [
        ("EUR", "USD", date(1998, 12, 1)),
        ("EUR", "USD", date(2199, 1, 1)),
        ("EUR", "KWD", FRIDAY),
        ("XAF", "USD", FRIDAY),
        ("", "EUR", FRIDAY),
        ("Date", "EUR", FRIDAY),
    ],
)
def test_what_was_never_published_has_no_rate(source: str, target: str, on: date) -> None:
    assert ecb_rate(source, target, on) is None


def test_a_currency_is_worth_itself() -> None:
    assert ecb_rate("KWD", "KWD", date(2199, 1, 1)) == 10**10


@given(st.dates(date(1999, 1, 15), date(2024, 12, 31)))
def test_rate_and_inverse_belong_together(on: date) -> None:
    there, back = ecb_rate("GBP", "USD", on), ecb_rate("USD", "GBP", on)
    assert there and back
    assert abs(Fraction(there * back, 10**20) - 1) < Fraction(1, 10**9)


def test_a_rate_takes_few_steps_once_the_history_is_read() -> None:
    days = [date(2014, 1, 1) + timedelta(days=number) for number in range(1000)]
    assert ecb_rate("USD", "EUR", days[0])
    known_rate.cache_clear()

    def look_up() -> None:
        assert all(ecb_rate("USD", "EUR", day) for day in days)

    assert steps(look_up) < 40 * 1000
