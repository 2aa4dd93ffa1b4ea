"""Which currencies there are, and their decimals."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.currency import exponent, is_currency


@pytest.mark.parametrize(
    ("code", "decimals"),
    [("EUR", 2), ("USD", 2), ("CHF", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("BHD", 3)],
)
def test_decimals_come_from_cldr(code: str, decimals: int) -> None:
    assert exponent(code) == decimals


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "ABC", "E\x00R", "\ud800", None, 5, []])
def test_what_is_no_currency_is_refused(code: object) -> None:
    assert not is_currency(code)


def test_an_unknown_currency_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValidationError) as refused:
        exponent("EURO")
    assert refused.value.message_dict == {
        "currency": ["Write a currency as its three letters, such as EUR."]
    }


def test_what_looks_like_a_currency_and_is_none_is_named() -> None:
    with pytest.raises(ValidationError) as refused:
        exponent("XXZ")
    assert refused.value.message_dict == {"currency": ["There is no currency XXZ."]}
