"""Amounts as text: what is written is read back, what is ambiguous is refused."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.amounts import (
    edit_amount,
    format_money,
    parse_amount,
    print_amount,
    read_amount,
)
from freelancer_os.core.values.currency import MAX_AMOUNT, exponent
from tests.steps import steps

MINUS = "\u2212"
LOCALES = [
    "en-US", "en-GB", "en-IN", "de-DE", "de-CH", "de-AT", "fr-FR", "fr-CH", "es-ES", "it-IT",
    "pt-BR", "nl-NL", "pl-PL", "sv-SE", "nb-NO", "da-DK", "tr-TR", "ru-RU", "ja-JP", "zh-CN",
    "hi-IN", "ar-EG", "he-IL", "fa-IR",
]  # fmt: skip
CURRENCIES = ["EUR", "USD", "GBP", "CHF", "JPY", "KWD", "INR", "BRL", "SEK", "PLN", "AUD", "DKK"]
AMOUNTS = st.integers(-MAX_AMOUNT, MAX_AMOUNT)


def refusal_of(text: str, currency: str, locale: str) -> str:
    with pytest.raises(ValidationError) as refused:
        parse_amount(text, currency, locale, field="value")
    ((field, sentences),) = refused.value.message_dict.items()
    assert field == "value"
    return str(*sentences)


@pytest.mark.parametrize(
    ("minor", "currency", "printed"),
    [
        (480_000, "EUR", "4800.00"),
        (0, "EUR", "0.00"),
        (-5, "EUR", "-0.05"),
        (4800, "JPY", "4800"),
        (-4800, "JPY", "-4800"),
        (4_800_001, "KWD", "4800.001"),
    ],
)
def test_the_api_writes_all_decimals_of_the_currency(
    minor: int, currency: str, printed: str
) -> None:
    assert print_amount(minor, currency) == printed
    assert read_amount(printed, currency) == minor


@given(AMOUNTS, st.sampled_from(CURRENCIES))
def test_the_api_reads_what_it_writes(minor: int, currency: str) -> None:
    assert read_amount(print_amount(minor, currency), currency) == minor


def test_the_api_reads_fewer_decimals_and_minus_nothing() -> None:
    assert read_amount("4800", "EUR") == 480_000
    assert read_amount("4800.5", "EUR") == 480_050
    assert read_amount("-0", "EUR") == 0
    assert read_amount("-0.01", "EUR") == -1
    assert read_amount("100000000000.00", "EUR") == MAX_AMOUNT


@pytest.mark.parametrize(
    "value",
    [
        "", " ", " 1", "1 ", "1\n", "+1", "--1", "-", ".5", "5.", "1e5", "1E5", "NaN", "Infinity",
        "0x10", "1,000", "1,5", "1'000", "1 000", "1.2.3", "4.800", "0.001", "\u0661", "\uff15",
        "\u22125", "1_000", "5\x00", "\ud800", "9" * 40, "9" * 5000, "€5", 5, 5.0, True, None, [],
        {}, Decimal(5), b"5",
    ],
)  # fmt: skip
def test_the_api_reads_nothing_but_plain_decimal_strings(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        read_amount(value, "EUR", field="value")
    assert set(refused.value.message_dict) == {"value"}


def test_the_api_names_the_bound_and_the_form() -> None:
    with pytest.raises(ValidationError) as too_much:
        read_amount("-100000000000.01", "EUR")
    assert too_much.value.message_dict == {
        "amount": ["An amount in EUR can be at most 100000000000.00."]
    }
    with pytest.raises(ValidationError) as with_decimals:
        read_amount("1.5", "JPY")
    assert with_decimals.value.message_dict == {
        "amount": ['Write the amount as a string of plain digits like "1234".']
    }


def test_the_screen_shows_symbol_decimals_and_groups() -> None:
    assert format_money(480_000, "EUR", "en-US") == "€4,800.00"
    assert format_money(480_000, "EUR", "de-DE") == "4.800,00\u00a0€"
    assert format_money(-480_000, "EUR", "en-US") == f"{MINUS}€4,800.00"
    assert format_money(4800, "JPY", "en-US") == "¥4,800"
    assert format_money(4_800_000, "KWD", "en-US") == "KWD4,800.000"
    assert format_money(1_234_567_00, "INR", "en-IN") == "₹12,34,567.00"
    assert format_money(480_000, "CHF", "de-CH") == "CHF\u00a04\u2019800.00"
    assert format_money(-480_000, "CHF", "de-CH") == f"CHF{MINUS}4\u2019800.00"


@given(AMOUNTS, st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_the_screen_shows_what_babel_would(minor: int, currency: str, locale: str) -> None:
    exact = Decimal(minor).scaleb(-exponent(currency))
    expected = format_currency(exact, currency, locale=locale.replace("-", "_"))
    assert format_money(minor, currency, locale) == expected.replace("-", MINUS)


@given(AMOUNTS, st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_what_is_shown_or_edited_is_read_back(minor: int, currency: str, locale: str) -> None:
    assert parse_amount(format_money(minor, currency, locale), currency, locale) == minor
    assert parse_amount(edit_amount(minor, currency, locale), currency, locale) == minor


def test_the_field_that_edits_has_no_groups_and_no_symbol() -> None:
    assert edit_amount(-480_000, "EUR", "en-US") == "-4800.00"
    assert edit_amount(480_000, "EUR", "de-DE") == "4800,00"
    assert edit_amount(4800, "JPY", "en-US") == "4800"


@pytest.mark.parametrize(
    ("text", "locale", "minor"),
    [
        ("4800", "en-US", 480_000),
        ("4,800", "en-US", 480_000),
        ("1,234,567.8", "en-US", 123_456_780),
        (".5", "en-US", 50),
        ("  € 4,800.00 ", "en-US", 480_000),
        ("4800 EUR", "en-US", 480_000),
        ("eur 4800", "en-US", 480_000),
        (f"{MINUS}5", "en-US", -500),
        ("-€5", "en-US", -500),
        ("€-5", "en-US", -500),
        ("- 5", "en-US", -500),
        ("4.800,00 €", "de-DE", 480_000),
        ("4.800", "de-DE", 480_000),
        ("4'800.00", "de-CH", 480_000),
        ("4\u2019800.00", "de-CH", 480_000),
        ("4 800,00", "fr-FR", 480_000),
        ("4\u00a0800,00", "fr-FR", 480_000),
        ("4\u202f800,00", "fr-FR", 480_000),
        ("12,34,567.00", "en-IN", 123_456_700),
        ("\u0664\u066c\u0668\u0660\u0660\u066b\u0665", "ar-EG", 480_050),
        ("\uff14\uff18\uff10\uff10", "ja-JP", 480_000),
    ],
)
def test_people_write_amounts_as_their_locale_does(text: str, locale: str, minor: int) -> None:
    assert parse_amount(text, "EUR", locale) == minor


@pytest.mark.parametrize(
    ("text", "locale", "example"),
    [
        ("1.234,56", "en-US", "1,234.56"),
        ("1,234.56", "de-DE", "1.234,56"),
        ("1234.56", "de-DE", "1.234,56"),
        ("1,5", "en-US", "1,234.56"),
        ("1,23,456", "en-US", "1,234.56"),
        ("1234,567", "en-US", "1,234.56"),
        (",123", "en-US", "1,234.56"),
        ("1,,234", "en-US", "1,234.56"),
        ("1.234,56", "fr-FR", "1\u202f234,56"),
        ("1,234,567", "en-IN", "1,234.56"),
    ],
)
def test_the_format_of_another_locale_is_never_guessed(
    text: str, locale: str, example: str
) -> None:
    assert refusal_of(text, "EUR", locale) == f"Write the amount like {example}."


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "-", "--5", "-€-5", "5-", "(5)", "+5", "1e5", "NaN", "inf", "5.001", "5.",
        "$5", "€", "€€5", "€5€", "5\x00", "\x005", "\ud8005", "10\u00b2", "\u00bd", "five", "5 5",
        "9" * 5000, "5" + " " * 5000 + "x",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert refusal_of(text, "EUR", "en-US") == "Write the amount like 1,234.56."


def test_the_example_has_the_decimals_of_the_currency() -> None:
    assert refusal_of("1.5", "JPY", "en-US") == "Write the amount like 1,234."
    assert refusal_of("x", "KWD", "de-DE") == "Write the amount like 1.234,567."


def test_an_amount_too_large_is_refused_with_the_bound() -> None:
    sentence = "An amount in EUR can be at most 100,000,000,000.00."
    assert refusal_of("100,000,000,000.01", "EUR", "en-US") == sentence
    assert refusal_of("9" * 40, "EUR", "en-US") == sentence
    assert parse_amount("-100,000,000,000.00", "EUR", "en-US") == -MAX_AMOUNT


@given(st.text(max_size=80), st.sampled_from(CURRENCIES), st.sampled_from(LOCALES))
def test_any_text_is_an_amount_or_a_sentence(text: str, currency: str, locale: str) -> None:
    try:
        assert abs(parse_amount(text, currency, locale)) <= MAX_AMOUNT
    except ValidationError as refused:
        assert list(refused.message_dict) == ["amount"]


def test_a_cell_takes_few_steps_once_the_locale_is_read() -> None:
    format_money(0, "EUR", "de-DE")

    def write() -> None:
        for minor in range(0, 1_000_000_000, 1_000_000):
            format_money(minor, "EUR", "de-DE")

    assert steps(write) < 10 * 1000
