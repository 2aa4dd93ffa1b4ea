"""Quantities and hours as text."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.scaled import (
    HOUR,
    LARGEST,
    MAX_HOURS,
    edit_hours,
    edit_scaled,
    parse_hours,
    parse_scaled,
    print_hours,
    print_scaled,
    read_hours,
    read_scaled,
    show_hours,
    show_scaled,
)

NUMBERS = st.integers(-LARGEST, LARGEST)
PLACES = st.integers(0, 10)
LOCALES = st.sampled_from(["en-US", "de-DE", "de-CH", "fr-FR", "sv-SE", "en-IN", "ar-EG"])
SECONDS = st.integers(0, MAX_HOURS * HOUR)


def sentence(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    ((field, sentences),) = refused.value.message_dict.items()
    assert field == "quantity"
    return str(*sentences)


def test_numbers_are_printed_without_trailing_zeros() -> None:
    assert print_scaled(15_000, 4) == "1.5"
    assert print_scaled(20_000, 4) == "2"
    assert print_scaled(-2_500, 4) == "-0.25"
    assert print_scaled(0, 4) == "0"
    assert print_scaled(100, 0) == "100"


@given(NUMBERS, PLACES)
def test_the_api_reads_what_it_prints(value: int, places: int) -> None:
    assert read_scaled(print_scaled(value, places), places, field="quantity") == value


@given(NUMBERS, PLACES, LOCALES)
def test_pages_read_what_they_show(value: int, places: int, locale: str) -> None:
    for text in (show_scaled(value, places, locale), edit_scaled(value, places, locale)):
        assert parse_scaled(text, places, locale, field="quantity") == value


@pytest.mark.parametrize(
    "value",
    [
        "", " 1", "1.", ".5", "1e5", "NaN", "1,5", "+1", "1\n", "\x00", "9" * 50, 1, 1.5, None,
        [],
    ],
)  # fmt: skip
def test_the_api_reads_nothing_but_decimal_strings(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        read_scaled(value, 4, field="quantity")
    assert sentence(refused) == 'Write the number as a string of plain digits like "1.5".'


def test_bounds_are_allowed_themselves_and_named() -> None:
    bounds = {"minimum": 0, "maximum": 1_000_000}
    assert read_scaled("0", 4, field="quantity", **bounds) == 0
    assert read_scaled("100", 4, field="quantity", **bounds) == 1_000_000
    with pytest.raises(ValidationError) as above:
        read_scaled("100.0001", 4, field="quantity", **bounds)
    assert sentence(above) == "This can be at most 100."
    with pytest.raises(ValidationError) as below:
        parse_scaled("-0,5", 4, "de-DE", field="quantity", **bounds)
    assert sentence(below) == "This must be at least 0."


def test_no_number_passes_a_database_integer() -> None:
    assert read_scaled(str(LARGEST), 0, field="quantity") == LARGEST
    for text in (str(LARGEST + 1), str(-LARGEST - 1)):
        with pytest.raises(ValidationError):
            read_scaled(text, 0, field="quantity")
        with pytest.raises(ValidationError):
            parse_scaled(text, 0, "en-US", field="quantity")


def test_too_many_decimals_are_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        read_scaled("1.23456", 4, field="quantity")
    assert sentence(refused) == "At most 4 decimals fit."
    with pytest.raises(ValidationError) as whole:
        read_scaled("1.5", 0, field="quantity")
    assert sentence(whole) == "Write a whole number."


def test_the_format_of_another_locale_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        parse_scaled("1.5", 4, "de-DE", field="quantity")
    assert sentence(refused) == "Write the number like 1,5, with at most 4 decimals."
    with pytest.raises(ValidationError) as whole:
        parse_scaled("x", 0, "de-DE", field="quantity")
    assert sentence(whole) == "Write the number like 2."


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [(5400, "1.5"), (0, "0"), (1200, "0.3333"), (4800, "1.3333"), (1, "0.0003"), (36_000, "10")],
)
def test_hours_are_decimal_strings(seconds: int, printed: str) -> None:
    assert print_hours(seconds) == printed
    assert read_hours(printed, field="quantity") == seconds


@given(SECONDS)
def test_every_second_is_read_back(seconds: int) -> None:
    assert read_hours(print_hours(seconds), field="quantity") == seconds
    assert parse_hours(edit_hours(seconds, "de-DE"), "de-DE", field="quantity") == seconds


def test_a_longer_text_of_the_same_second_is_read() -> None:
    assert read_hours("0.33333", field="quantity") == 1200
    assert read_hours("1.666666666667", field="quantity") == 6000
    assert read_hours("1.50000", field="quantity") == 5400


@pytest.mark.parametrize("value", ["0.0001", "0.333", "0.00001", "1.33334"])
def test_hours_that_are_not_whole_seconds_are_refused(value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_hours(value, field="quantity")
    assert sentence(refused) == "Hours must come to whole seconds, such as 1.25."


def test_hours_are_neither_negative_nor_endless() -> None:
    with pytest.raises(ValidationError) as negative:
        read_hours("-1", field="quantity")
    assert sentence(negative) == "Hours cannot be negative."
    with pytest.raises(ValidationError) as endless:
        read_hours("1000000.25", field="quantity")
    assert sentence(endless) == "At most 1,000,000 hours fit."
    with pytest.raises(ValidationError):
        parse_hours("1000000:01", "en-US", field="quantity")


@pytest.mark.parametrize("value", ["", "1:30", "1.5h", "1,5", 1.5, None, "1." + "3" * 13])
def test_the_api_takes_no_other_hours(value: object) -> None:
    with pytest.raises(ValidationError):
        read_hours(value, field="quantity")


@pytest.mark.parametrize(
    ("text", "locale", "seconds"),
    [
        ("1.5", "en-US", 5400),
        ("1,5", "de-DE", 5400),
        (".5", "en-US", 1800),
        ("1:30", "de-DE", 5400),
        (" 0:20 ", "en-US", 1200),
        ("1:30:15", "en-US", 5415),
        ("1,000", "en-US", 3_600_000),
        ("0.3333", "en-US", 1200),
    ],
)
def test_people_write_hours_with_decimals_or_minutes(text: str, locale: str, seconds: int) -> None:
    assert parse_hours(text, locale, field="quantity") == seconds


@pytest.mark.parametrize("text", ["", "1:60", "1:5", ":30", "1.5", "-1:30", "1h", "1:30:60"])
def test_other_hours_are_refused_with_how_to_write_them(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_hours(text, "de-DE", field="quantity")
    assert sentence(refused) == "Write the hours like 1,5 or 1:30."


def test_the_screen_shows_two_decimals_and_never_nothing_for_something() -> None:
    assert show_hours(5400, "en-US") == "1.5"
    assert show_hours(4800, "de-DE") == "1,33"
    assert show_hours(1, "en-US") == "0.01"
    assert show_hours(0, "en-US") == "0"
    assert show_hours(3_600_000, "en-US") == "1,000"


def test_editing_loses_no_second() -> None:
    assert edit_hours(5400, "de-DE") == "1,5"
    assert edit_hours(4800, "de-DE") == "1:20"
    assert edit_hours(4801, "de-DE") == "1:20:01"
