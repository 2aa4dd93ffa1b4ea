"""Net, tax and total, worked out once more in exact fractions."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.money import MAX_AMOUNT
from freelancer_os.finance.entries.amounts import ONE, WHOLE, alone, set_amount, together
from tests.finance.oracle import rounded

AMOUNTS = st.integers(-(10**6), 10**6) | st.integers(-MAX_AMOUNT, MAX_AMOUNT)
RATES = st.sampled_from([0, 1, 50_000, 55_000, 70_000, 190_000, 333_333, WHOLE]) | st.integers(
    0, WHOLE
)
LINES = st.lists(st.tuples(AMOUNTS, RATES, st.booleans()), max_size=8)
OF_ONE_RATE = st.builds(
    lambda rate, lines: [(amount, rate, included) for amount, included in lines],
    RATES,
    st.lists(st.tuples(AMOUNTS, st.booleans()), min_size=1, max_size=8),
)
Lines = list[tuple[int, int, bool]]


def exact(amount: int, rate: int, included: bool) -> Fraction:
    """The tax of a line before anything is rounded."""
    part = Fraction(rate, WHOLE)
    return amount * (part / (1 + part) if included else part)


@given(AMOUNTS, RATES)
def test_tax_on_a_net_amount_is_rounded_half_up(amount: int, rate: int) -> None:
    assert alone(amount, rate, False) == (amount, rounded(Fraction(amount * rate, WHOLE)))


@given(AMOUNTS, RATES)
def test_net_and_tax_of_a_total_add_up_to_it(amount: int, rate: int) -> None:
    net, tax = alone(amount, rate, True)
    assert net + tax == amount
    assert net == rounded(Fraction(amount * WHOLE, WHOLE + rate))


@given(AMOUNTS, RATES, st.booleans())
def test_what_is_turned_around_has_the_same_tax_turned_around(
    amount: int, rate: int, included: bool
) -> None:
    net, tax = alone(amount, rate, included)
    assert alone(-amount, rate, included) == (-net, -tax)


@given(LINES)
def test_each_line_keeps_what_was_typed(lines: Lines) -> None:
    for (amount, _, included), (net, tax) in zip(lines, together(lines), strict=True):
        assert (net + tax if included else net) == amount


@given(OF_ONE_RATE)
def test_the_tax_of_a_rate_is_rounded_once_on_the_sum(lines: Lines) -> None:
    found = sum(tax for _, tax in together(lines))
    if all(included for _, _, included in lines):
        assert found == alone(sum(amount for amount, _, _ in lines), lines[0][1], True)[1]
    else:
        assert found == rounded(sum((exact(*line) for line in lines), Fraction()))


@given(OF_ONE_RATE)
def test_no_line_is_a_unit_or_more_away_from_its_exact_tax(lines: Lines) -> None:
    for line, (_, tax) in zip(lines, together(lines), strict=True):
        assert abs(tax - exact(*line)) <= 1


@given(LINES)
def test_each_rate_is_rounded_for_itself(lines: Lines) -> None:
    whole = together(lines)
    for rate in {line[1] for line in lines}:
        places = [place for place, line in enumerate(lines) if line[1] == rate]
        assert [whole[place] for place in places] == together([lines[place] for place in places])


@given(st.tuples(AMOUNTS, RATES, st.booleans()))
def test_a_line_that_is_alone_on_its_invoice_is_as_one_on_none(
    line: tuple[int, int, bool],
) -> None:
    assert together([line]) == [alone(*line)]


@given(AMOUNTS, RATES, st.booleans(), st.integers(1, 12))
def test_equal_lines_differ_by_a_unit_at_most_the_first_have_more(
    amount: int, rate: int, included: bool, count: int
) -> None:
    taxes = [tax for _, tax in together([(amount, rate, included)] * count)]
    assert taxes == sorted(taxes, reverse=True)
    assert taxes[0] - taxes[-1] <= 1


def test_nothing_comes_to_nothing() -> None:
    assert together([]) == []


# Quantity and price


def entry(quantity: int = ONE, unit_price: int = 0, amount: int = 0, discount: int = 0) -> Any:
    return SimpleNamespace(
        quantity=quantity, unit_price=unit_price, amount=amount, discount_percent=discount
    )


@given(AMOUNTS)
def test_an_amount_is_one_of_itself(amount: int) -> None:
    found = entry(amount=amount)
    set_amount(found, {"amount": amount})
    assert (found.quantity, found.unit_price) == (ONE, amount * ONE)


@given(st.integers(-(10**7), 10**7), st.integers(-(10**9), 10**9))
def test_quantity_times_price_is_the_amount_half_up(quantity: int, price: int) -> None:
    found = entry(quantity, price)
    set_amount(found, {"quantity": quantity, "unit_price": price})
    assert found.amount == rounded(Fraction(quantity * price, ONE * ONE))


@given(st.integers(-(10**7), 10**7), st.integers(-(10**9), 10**9), st.integers(0, WHOLE))
def test_a_discount_is_taken_off_before_anything_is_rounded(
    quantity: int, price: int, discount: int
) -> None:
    found = entry(quantity, price, discount=discount)
    set_amount(found, {"discount_percent": discount})
    left = 1 - Fraction(discount, WHOLE)
    assert found.amount == rounded(Fraction(quantity * price, ONE * ONE) * left)


def test_an_amount_alone_is_what_was_typed_whatever_was_taken_off_before() -> None:
    found = entry(20_000, 50_000 * ONE, amount=99, discount=100_000)
    set_amount(found, {"amount": 99})
    assert found == entry(ONE, 99 * ONE, 99)


@given(AMOUNTS, st.integers(0, WHOLE))
def test_an_amount_with_a_discount_has_the_price_before_it_or_says_no(
    amount: int, discount: int
) -> None:
    found = entry(amount=amount, discount=discount)
    try:
        set_amount(found, {"amount": amount, "discount_percent": discount})
    except ValidationError as refused:
        assert refused.message_dict.keys() <= {"amount", "unit_price"}
    else:
        assert found.amount == amount
        assert rounded(Fraction(found.unit_price * (WHOLE - discount), ONE * WHOLE)) == amount


@given(AMOUNTS, st.integers(1, 10**7))
def test_the_price_that_an_amount_and_a_quantity_come_to_gives_the_amount_or_says_no(
    amount: int, quantity: int
) -> None:
    found = entry(quantity, amount=amount)
    try:
        set_amount(found, {"amount": amount, "quantity": quantity})
    except ValidationError as refused:
        assert list(refused.message_dict) == ["amount"]
        assert rounded(Fraction(quantity * found.unit_price, ONE * ONE)) != amount
    else:
        assert found.amount == amount


def test_both_at_once_must_agree() -> None:
    found = entry(20_000, 50_000 * ONE)
    asked = {"quantity": 20_000, "unit_price": 50_000 * ONE}
    set_amount(found, {**asked, "amount": 100_000})
    assert found.amount == 100_000
    with pytest.raises(ValidationError) as refused:
        set_amount(found, {**asked, "amount": 100_001})
    assert refused.value.message_dict == {
        "amount": ["The amount is not quantity times unit price."]
    }


def test_an_amount_that_no_record_holds_is_refused_on_the_price() -> None:
    largest = entry(ONE, MAX_AMOUNT * ONE)
    set_amount(largest, {"unit_price": MAX_AMOUNT * ONE})
    assert largest.amount == MAX_AMOUNT
    with pytest.raises(ValidationError) as refused:
        set_amount(entry(ONE + 1, MAX_AMOUNT * ONE), {"quantity": ONE + 1})
    assert refused.value.message_dict == {"unit_price": ["This amount is too large."]}


def test_what_asks_for_none_of_them_leaves_them() -> None:
    found = entry(2, 3, 4)
    set_amount(found, {"description": "x"})
    assert found == entry(2, 3, 4)
