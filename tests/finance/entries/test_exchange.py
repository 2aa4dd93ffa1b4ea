"""What an entry's amounts are worth in other currencies, worked out in exact fractions."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.currency import exponent
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.entries.exchange import Priced, in_base, set_rate, settled_by, worth
from freelancer_os.finance.entries.rates import ONE, exchanged, rate
from tests.finance.oracle import rounded

DAY = date(2024, 3, 15)
CODES = ["EUR", "USD", "JPY", "GBP", "CHF"]
CURRENCY = st.sampled_from([*CODES, "KWD", "TND", "CLP"])
MINOR = st.integers(-(10**10), 10**10)
RATE = st.integers(1, 10**14)


def entry(currency: str, base: str, exchange_rate: int | None, on: date = DAY) -> Any:
    return SimpleNamespace(
        currency=currency,
        exchange_rate=exchange_rate,
        workspace=SimpleNamespace(currency=base, locale="en-GB"),
        date=on,
    )


def major(minor: int, currency: str) -> Fraction:
    return Fraction(minor, 10 ** exponent(currency))


@given(MINOR, CURRENCY, CURRENCY, RATE)
def test_in_base_currency_an_amount_is_worth_its_own_rate(
    minor: int, currency: str, base: str, own: int
) -> None:
    found = in_base(entry(currency, base, own), minor)
    if currency == base:
        assert found == minor
    else:
        exact = major(minor, currency) * Fraction(own, ONE) * 10 ** exponent(base)
        assert found == rounded(exact)


@given(MINOR, CURRENCY, CURRENCY, RATE)
def test_the_account_in_base_currency_moves_by_that_too(
    minor: int, currency: str, base: str, own: int
) -> None:
    one = entry(currency, base, own)
    assert worth(one, minor, base, DAY) == in_base(one, minor)
    assert worth(one, minor, currency, DAY) == minor


@given(MINOR, CURRENCY, CURRENCY, RATE)
def test_what_moved_there_settles_what_it_is_worth_at_that_rate(
    minor: int, currency: str, base: str, own: int
) -> None:
    found = settled_by(entry(currency, base, own), minor, base, DAY)
    if currency == base:
        assert found == minor
    else:
        exact = major(minor, base) / Fraction(own, ONE) * 10 ** exponent(currency)
        assert found == rounded(exact)


@pytest.mark.parametrize("source", CODES)
@pytest.mark.parametrize("target", CODES)
def test_between_other_currencies_the_rate_of_the_day_counts(source: str, target: str) -> None:
    one = entry(source, "SEK", 10**9)
    known = ecb_rate(source, target, DAY)
    assert known is not None
    for minor in (1, 99, 123_456_789, -5_000):
        exact = major(minor, source) * Fraction(known, ONE) * 10 ** exponent(target)
        assert worth(one, minor, target, DAY) == rounded(exact)
        assert exchanged(minor, source, target, DAY, field="x", locale="en-GB") == rounded(exact)


def test_a_rate_that_nobody_knows_is_asked_for_on_the_field() -> None:
    day = show_date(DAY, "en-GB", today=date.min)
    for ask in (
        lambda: rate("EUR", "KWD", DAY, field="exchange_rate", locale="en-GB"),
        lambda: worth(entry("EUR", "SEK", None), 5, "KWD", DAY),
        lambda: settled_by(entry("EUR", "SEK", None), 5, "KWD", DAY),
    ):
        with pytest.raises(ValidationError) as refused:
            ask()
        ((field, (sentence,)),) = refused.value.message_dict.items()
        assert field in {"exchange_rate", "account_rate"}
        assert sentence.startswith("No exchange rate from ")
        assert sentence.endswith(f" is known for {day}. Enter the rate.")


# The rate that an entry keeps


def after(one: Any, asked: dict[str, Any], before: Priced) -> int | None:
    set_rate(one, asked, before)
    found: int | None = one.exchange_rate
    return found


NEW = Priced("", None, None)
KNOWN = ecb_rate("USD", "EUR", DAY)
LATER = date(2024, 4, 15)
TYPED = 12_345


def test_in_base_currency_there_is_none() -> None:
    assert after(entry("EUR", "EUR", TYPED), {"exchange_rate": TYPED}, NEW) is None
    assert after(entry("EUR", "EUR", TYPED), {}, Priced("USD", DAY, TYPED)) is None


def test_a_new_one_has_that_of_its_day_unless_it_was_typed() -> None:
    assert after(entry("USD", "EUR", None), {}, NEW) == KNOWN
    assert after(entry("USD", "EUR", TYPED), {"exchange_rate": TYPED}, NEW) == TYPED
    assert after(entry("USD", "EUR", None), {"exchange_rate": None}, NEW) == KNOWN


def test_a_typed_one_stays_when_only_the_date_changes() -> None:
    assert after(entry("USD", "EUR", TYPED, LATER), {}, Priced("USD", DAY, TYPED)) == TYPED


def test_that_of_a_day_follows_the_day() -> None:
    moved = entry("USD", "EUR", KNOWN, LATER)
    assert after(moved, {}, Priced("USD", DAY, KNOWN)) == ecb_rate("USD", "EUR", LATER)
    assert after(entry("USD", "EUR", KNOWN), {}, Priced("USD", DAY, KNOWN)) == KNOWN


def test_another_currency_needs_another_one() -> None:
    turned = entry("GBP", "EUR", TYPED)
    assert after(turned, {}, Priced("USD", DAY, TYPED)) == ecb_rate("GBP", "EUR", DAY)


def test_one_that_is_taken_away_is_that_of_the_day_again() -> None:
    cleared = entry("USD", "EUR", None)
    assert after(cleared, {"exchange_rate": None}, Priced("USD", DAY, TYPED)) == KNOWN
