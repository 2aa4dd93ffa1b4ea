"""Exact arithmetic on money, against fractions."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values import money

MINOR = st.integers(-money.MAX_AMOUNT, money.MAX_AMOUNT)
TAX_RATE = st.integers(0, 1_000_000)


def rounded(exact: Fraction) -> int:
    """Half away from zero, said another way than the code says it."""
    nearest = floor(abs(exact) + Fraction(1, 2))
    return nearest if exact >= 0 else -nearest


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(5, 2, 3), (-5, 2, -3), (5, -2, -3), (4, 3, 1), (-4, 3, -1), (1, 3, 0), (0, 7, 0), (7, 1, 7)],
)
def test_a_half_is_rounded_away_from_zero(numerator: int, denominator: int, expected: int) -> None:
    assert money.half_up(numerator, denominator) == expected


@given(st.integers(), st.integers().filter(bool))
def test_half_up_is_exact_at_any_size(numerator: int, denominator: int) -> None:
    assert money.half_up(numerator, denominator) == rounded(Fraction(numerator, denominator))


@given(st.lists(MINOR, min_size=1, max_size=30), st.integers(1, 10**7))
def test_apportioned_parts_add_up_and_stay_beside_their_share(
    numerators: list[int], denominator: int
) -> None:
    total = money.half_up(sum(numerators), denominator)
    parts = money.apportion(numerators, denominator, total)
    assert sum(parts) == total
    for part, numerator in zip(parts, numerators, strict=True):
        assert abs(part - Fraction(numerator, denominator)) <= 1


@given(st.lists(MINOR, min_size=1, max_size=9), st.integers(1, 10**7), MINOR)
def test_any_total_is_apportioned_whole(
    numerators: list[int], denominator: int, total: int
) -> None:
    assert sum(money.apportion(numerators, denominator, total)) == total


def test_units_left_go_to_the_largest_remainders_the_first_come_first() -> None:
    assert money.apportion([14, 18, 18], 10, 5) == [1, 2, 2]
    assert money.apportion([15, 15], 10, 3) == [2, 1]
    assert money.apportion([-15, -15], 10, -3) == [-2, -1]
    assert money.apportion([30, 20], 10, 5) == [3, 2]


def test_nothing_is_apportioned_to_nobody() -> None:
    assert money.apportion([], 10, 0) == []
    with pytest.raises(ValueError, match="at least one share"):
        money.apportion([], 10, 1)


def test_tax_is_taken_of_the_net_amount() -> None:
    assert money.tax_on_net(10_000, 190_000) == 1_900
    assert money.tax_on_net(3, 500_000) == 2
    assert money.tax_on_net(-3, 500_000) == -2
    assert money.tax_on_net(12_345, 0) == 0


def test_net_is_what_a_total_holds_beside_its_tax() -> None:
    assert money.net_of_total(11_900, 190_000) == 10_000
    assert money.net_of_total(100, 190_000) == 84
    assert money.net_of_total(-100, 190_000) == -84


@given(MINOR, TAX_RATE)
def test_the_net_of_net_and_tax_is_the_net(net: int, rate: int) -> None:
    assert money.net_of_total(net + money.tax_on_net(net, rate), rate) == net


def test_a_line_is_quantity_times_unit_price() -> None:
    assert money.line_amount(15_000, 80_00_0000) == 12_000
    assert money.line_amount(30_000, 3_333) == 1
    assert money.line_amount(-10_000, 80_00_0000) == -8_000


def test_converting_takes_the_decimals_of_both_currencies_into_account() -> None:
    assert money.convert(100_00, "EUR", "USD", 1_1172000000) == 111_72
    assert money.convert(100_00, "EUR", "JPY", 175_6800000000) == 17_568
    assert money.convert(17_568, "JPY", "EUR", 56921676) == 100_00
    assert money.convert(1_000, "KWD", "EUR", 3_0000000000) == 3_00
    assert money.convert(-1, "EUR", "USD", 5000000000) == -1


@given(MINOR)
def test_a_rate_of_one_between_like_currencies_changes_nothing(minor: int) -> None:
    assert money.convert(minor, "EUR", "USD", money.EXCHANGE_UNIT) == minor


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (4_000_00, 15_000_00, 2667),
        (1, 8, 1250),
        (0, 100, 0),
        (1, 10**9, 1),
        (10**9 - 1, 10**9, 9999),
        (100, 100, 10_000),
        (150, 100, 15_000),
        (-1, 3, -3333),
        (5, 0, None),
        (5, None, None),
        (5, -10, None),
    ],
)
def test_a_share_is_a_percentage_in_hundredths(
    part: int, whole: int | None, expected: int | None
) -> None:
    assert money.share(part, whole) == expected


@given(st.integers(1, 10**15), st.integers(1, 10**15))
def test_a_share_is_all_only_of_all_and_never_nothing_of_something(part: int, whole: int) -> None:
    share = money.share(part, whole)
    assert share is not None
    assert (share >= 10_000) == (part >= whole)
    assert share > 0


def test_a_share_is_printed_with_two_digits() -> None:
    assert money.print_share(2667) == "26.67"
    assert money.print_share(1) == "0.01"
    assert money.print_share(10_000) == "100.00"
    assert money.print_share(-105) == "-1.05"
    assert money.print_share(None) is None


@pytest.mark.parametrize(
    ("hundredths", "shown"),
    [
        (2667, "27%"),
        (9999, "99%"),
        (9950, "99%"),
        (99, "<1%"),
        (1, "<1%"),
        (100, "1%"),
        (0, "0%"),
        (10_000, "100%"),
        (123_456, "1,235%"),
        (-3333, "\u221233%"),
    ],
)
def test_the_screen_shows_whole_percent(hundredths: int, shown: str) -> None:
    assert money.show_share(hundredths, "en-US") == shown


def test_percent_stands_where_the_locale_has_it() -> None:
    assert money.show_share(4000, "de-DE") == "40\u00a0%"
    assert money.show_share(1, "de-DE") == "<1\u00a0%"
    assert money.show_share(4000, "tr-TR") == "%40"
