"""Amounts as banks write them, written by rules of our own and read back."""

from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.amounts import decimal_sign, read_amount
from freelancer_os.transfer.statement import DecimalSign

SIGNS = st.sampled_from([".", ","])
GROUPS = {".": [",", "'", " ", "\u00a0", "\u202f", "’", ""], ",": [".", "'", " ", "\u00a0", ""]}
MINUSES = ["-{}", "- {}", "−{}", "–{}", "{}-", "{} -", "({})", "( {} )", "{} DR", "{} D", "{} S"]
PLUSES = ["{}", "+{}", "{}+", "{} CR", "{} C", "{} H", " {} ", "\t{}"]
UNITS = {
    "EUR": ["{} EUR", "EUR {}", "{} €", "€{}", "€ {}"],
    "GBP": ["£{}", "{} GBP"],
    "CHF": ["CHF {}", "{} Fr."],
    "PLN": ["{} zł", "{}zł"],
    "CZK": ["{} Kč"],
    "INR": ["₹{}"],
    "USD": ["USD {}", "{} USD"],
}
UNIT = st.sampled_from([(code, form) for code, forms in UNITS.items() for form in forms])


def grouped(whole: int, group: str) -> str:
    """The digits in groups of three, by hand."""
    text, found = str(whole), []
    while text:
        found.insert(0, text[-3:])
        text = text[:-3]
    return group.join(found)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, DecimalSign, Decimal]:
    """A number without sign as a bank writes it, its decimal sign, what it is."""
    sign = cast(DecimalSign, draw(SIGNS))
    whole = draw(st.integers(0, 10**13))
    places = draw(st.integers(0, 4))
    rest = draw(st.integers(0, 10**places - 1))
    text = grouped(whole, draw(st.sampled_from(GROUPS[sign])))
    if places:
        text += f"{sign}{rest:0{places}d}"
    return text, sign, Decimal(whole) + Decimal(rest).scaleb(-places)


@given(written(), st.sampled_from(PLUSES))
def test_any_writing_of_a_credit_is_read(
    number: tuple[str, DecimalSign, Decimal], form: str
) -> None:
    text, sign, value = number
    assert read_amount(form.format(text), sign) == (value, None)


@given(written(), st.sampled_from(MINUSES))
def test_any_writing_of_a_debit_is_read(
    number: tuple[str, DecimalSign, Decimal], form: str
) -> None:
    text, sign, value = number
    assert read_amount(form.format(text), sign) == (-value, None)


@given(written(), UNIT, st.booleans())
def test_the_currency_beside_it_is_read_too(
    number: tuple[str, DecimalSign, Decimal], unit: tuple[str, str], is_debit: bool
) -> None:
    text, sign, value = number
    code, form = unit
    found = read_amount(("-" if is_debit else "") + form.format(text), sign)
    assert found == (-value if is_debit else value, code)


@given(written(), st.sampled_from([("-", "-"), ("+", "-"), ("-", " DR"), ("(", ""), ("", ")")]))
def test_two_signs_and_an_open_bracket_are_none(
    number: tuple[str, DecimalSign, Decimal], around: tuple[str, str]
) -> None:
    text, sign, _ = number
    assert read_amount(around[0] + text + around[1], sign) is None


@given(st.text(max_size=70), SIGNS)
def test_any_cell_is_an_amount_or_none(cell: str, sign: str) -> None:
    found = read_amount(cell, cast(DecimalSign, sign))
    assert found is None or found.value.is_finite()


@given(st.text("0123456789.,'- ", max_size=14))
def test_what_is_read_holds_the_digits_of_the_cell_and_no_others(cell: str) -> None:
    for sign in (".", ","):
        found = read_amount(cell, cast(DecimalSign, sign))
        if found is not None:
            digits = "".join(c for c in cell if c.isdigit()).strip("0")
            assert "".join(c for c in f"{found.value:f}" if c.isdigit()).strip("0") == digits


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        *(("1.23.456", ","), ("1,23", "."), ("1,2345", "."), ("12 34", "."), ("1'00", ".")),
        *(("1,000.000.00", "."), ("0,123,456,7", "."), (".", "."), ("", "."), ("-", ".")),
        *(("12.", "."), ("1.123456789", "."), ("1 000,000", "."), ("1,000 000", ".")),
        *(("١٢", "."), ("1e5", "."), ("NaN", "."), ("12 apples", "."), ("9" * 61, ".")),
    ],
)  # fmt: skip
def test_what_is_no_amount(cell: str, sign: str) -> None:
    assert read_amount(cell, cast(DecimalSign, sign)) is None


@pytest.mark.parametrize("cell", ["12,34,567.89", "1,00,000", "10,00,00,000.50"])
def test_indian_groups_are_read_with_a_point_alone(cell: str) -> None:
    found = read_amount(cell, ".")
    assert found is not None
    assert found.value == Decimal(cell.replace(",", ""))
    assert read_amount(cell, ",") is None


# What a column says of its decimal sign


@given(st.lists(written(), min_size=1, max_size=6))
def test_a_column_never_proves_the_sign_that_it_does_not_have(
    numbers: list[tuple[str, DecimalSign, Decimal]],
) -> None:
    sign = numbers[0][1]
    own = [text for text, one, _ in numbers if one == sign]
    assert decimal_sign(own) in {sign, None}


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.234,56"], ","),
        (["1,234.56"], "."),
        (["1.234.567"], ","),
        (["1,234,567"], "."),
        (["12,5"], ","),
        (["0,123"], ","),
        (["0.123"], "."),
        (["1234,567"], ","),
        (["1.234"], None),
        (["1,234"], None),
        (["12"], None),
        ([], None),
        (["", "—", "Total"], None),
        (["12,5", "12.5"], None),
        (["12,5", "12.5", "7,25"], ","),
        (["1 234,50"], ","),
        (["−12,50 €"], ","),
    ],
)
def test_what_a_column_proves(cells: list[str], sign: str | None) -> None:
    assert decimal_sign(cells) == sign
