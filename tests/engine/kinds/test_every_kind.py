"""Every kind of value: what the API prints and what an editor starts with are read back as they
were, in any language and currency, and what is no value is refused at its field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.currency import MAX_AMOUNT, exponent
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field, Lines, Text, Title
from freelancer_os.engine.kinds.flags import NO, NOTHING, YES, Flag
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.kinds.numbers import Number, Percent, Rate, UnitPrice

LOCALES = ["en-US", "de-DE", "de-CH", "fr-FR", "en-IN", "ar-EG", "fa-IR", "sv-SE", "ja-JP"]
ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland"]
CURRENCIES = ["EUR", "JPY", "KWD", "CLF"]
TODAY = date(2026, 11, 18)
FORMATS = st.builds(
    Formats,
    st.none(),
    st.sampled_from(CURRENCIES),
    st.sampled_from(LOCALES),
    st.sampled_from(ZONES),
    st.just(TODAY),
)
DAYS = st.dates(date(1900, 1, 2), date(2200, 12, 30))
MINUTES = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40)
COLOURS = (("low", "Low", "stone"), ("mid", "Mittel", "amber"), ("high", "Été", "rose"))
PLAIN: dict[str, Any] = {"name": "value", "label": "Value", "required": True}


@dataclass(frozen=True)
class Kind:
    """A field, the values that it takes, and texts and JSON values that it does not."""

    field: Field
    values: st.SearchStrategy[Any]
    no_json: tuple[Any, ...]
    no_text: tuple[str, ...] = ()
    beside: dict[str, Any] = field(default_factory=dict)  # what else its record holds


NUMBERS = (1, 1.5, True, [], {}, "", " 1", "1 ", "1e3", "1,5", "+1", "0x1", "NaN", "\u0661")
WRONG_NUMBERS = ("one", "1e3", "--1", "1\x002", "9" * 60, "½")
TWICE = datetime(2000, 10, 29, 1, tzinfo=UTC)  # in Berlin two o'clock, for the second time
KINDS: dict[str, Kind] = {
    "money": Kind(Money(**PLAIN), st.integers(-MAX_AMOUNT, MAX_AMOUNT), NUMBERS, WRONG_NUMBERS),
    "money of a currency": Kind(
        Money(**PLAIN, of="currency"),
        st.integers(-MAX_AMOUNT, MAX_AMOUNT),
        NUMBERS,
        WRONG_NUMBERS,
        {"currency": "KWD"},
    ),
    "number": Kind(Number(**PLAIN), st.integers(-(10**12), 10**12), NUMBERS, WRONG_NUMBERS),
    "whole number": Kind(
        Number(**PLAIN, places=0, minimum=0), st.integers(0, 10**9), (*NUMBERS, "1.5", "-1")
    ),
    "rate": Kind(Rate(**PLAIN), st.integers(0, 10**6), NUMBERS, WRONG_NUMBERS),
    "unit price": Kind(
        UnitPrice(**PLAIN),
        st.integers(-(10**12), 10**12),
        NUMBERS,
        WRONG_NUMBERS,
        {"currency": "JPY"},
    ),
    "hours": Kind(Hours(**PLAIN), st.integers(0, 10**7), NUMBERS, WRONG_NUMBERS),
    "day": Kind(
        Day(**PLAIN),
        DAYS,
        (
            "",
            "2026-02-30",
            "2026-1-1",
            "18.11.2026",
            20260101,
            "2026-11-18T10:00",
        ),
        ("someday", "32.13.2026", "\x00"),
    ),
    "instant": Kind(
        Instant(**PLAIN),
        MINUTES | st.just(TWICE),
        ("2026-11-18", "2026-11-18T10:00", "", 0, "2026-13-01T00:00Z"),
        ("someday", "25:99"),
    ),
    "flag": Kind(
        Flag(**PLAIN),
        st.booleans(),
        (
            "true",
            1,
            0,
            None,
            [],
            "yes",
        ),
        ("perhaps", "", "on"),
    ),
    "choice": Kind(
        Choice(**PLAIN, choices=COLOURS),
        st.sampled_from(["low", "mid", "high"]),
        ("Low", "LOW", "", None, 1, ["low"]),
        ("Low", "none", ""),
    ),
    "currency": Kind(
        Currency(**PLAIN),
        st.sampled_from(CURRENCIES),
        ("eur", "XXX", "EURO", "", None, 1),
        ("Euro", "€", "XTS"),
    ),
    "text": Kind(
        Text(**PLAIN),
        WORDS.filter(bool),
        (
            "",
            " ",
            None,
            1,
            "a\x00b",
            "\ud800",
            "x" * 201,
        ),
    ),
    "lines": Kind(
        Lines(**PLAIN),
        WORDS.filter(bool).map(lambda word: f"{word}\n{word}"),
        ("", 1, "a\x00b"),
    ),
    "title": Kind(Title(**PLAIN), WORDS.filter(bool), ("", "\n", 1, "a\nb", "x" * 201)),
}
EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
NOT_NULL = SimpleNamespace(get_field=lambda name: SimpleNamespace(null=False))  # its columns
ENGLISH = Formats(None, "EUR", "en-GB", "Europe/Berlin", TODAY)


def record(kind: Kind, value: Any) -> Any:
    return SimpleNamespace(value=value, _meta=NOT_NULL, **kind.beside)


def refuses(read: Callable[[], Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        read()
    assert list(caught.value.message_dict) == ["value"]
    assert all(sentence[-1] in ".…" for sentence in caught.value.messages)


@EVERY
@given(data=st.data(), formats=FORMATS)
def test_what_the_api_prints_it_reads(kind: Kind, data: st.DataObject, formats: Formats) -> None:
    value = data.draw(kind.values)
    held = record(kind, value)
    printed = kind.field.dump(held, formats)
    assert kind.field.load(printed, formats, {}, held) == value


@EVERY
@given(data=st.data(), formats=FORMATS)
def test_what_an_editor_starts_with_is_read_back(
    kind: Kind, data: st.DataObject, formats: Formats
) -> None:
    value = data.draw(kind.values)
    held = record(kind, value)
    assert kind.field.parse(kind.field.raw(held, formats), formats, {}, held) == value


@EVERY
@given(data=st.data(), formats=FORMATS)
def test_what_a_cell_shows_is_text_for_every_value(
    kind: Kind, data: st.DataObject, formats: Formats
) -> None:
    held = record(kind, data.draw(kind.values))
    shown = kind.field.shown(held, formats)
    assert isinstance(shown, str)
    assert shown or held.value is False
    assert "None" not in shown or "None" in str(held.value)


@EVERY
def test_what_is_no_value_is_refused_at_its_field(kind: Kind) -> None:
    held = record(kind, None)
    for value in kind.no_json:
        refuses(lambda value=value: kind.field.load(value, ENGLISH, {}, None))  # type: ignore[misc]
    for text in kind.no_text:
        refuses(lambda text=text: kind.field.parse(text, ENGLISH, {}, held))  # type: ignore[misc]


@EVERY
@given(text=st.text(max_size=40), formats=FORMATS)
def test_any_text_is_a_value_or_a_sentence(kind: Kind, text: str, formats: Formats) -> None:
    held = record(kind, None)
    for read in (kind.field.parse, kind.field.pasted):
        try:
            value = read(text, formats, {}, held)
        except ValidationError as error:
            assert list(error.message_dict) == ["value"]
        else:
            again = record(kind, value)
            assert kind.field.load(kind.field.dump(again, formats), formats, {}, again) == value


@pytest.mark.parametrize("currency", CURRENCIES)
def test_a_unit_price_has_four_decimals_more_than_its_currency(currency: str) -> None:
    price = UnitPrice(**PLAIN)
    held = SimpleNamespace(value=1, currency=currency)
    printed = price.dump(held, ENGLISH)
    assert printed == f"0.{'0' * (exponent(currency) + 3)}1"
    assert price.load(printed, ENGLISH, {"currency": currency}, None) == 1


def test_the_currency_of_the_request_counts_before_that_of_the_record() -> None:
    amount, held = Money(**PLAIN, of="currency"), SimpleNamespace(value=0, currency="EUR")
    assert amount.load("1.5", ENGLISH, {"currency": "KWD"}, held) == 1_500
    assert amount.load("1.5", ENGLISH, {}, held) == 150
    assert amount.load("1", ENGLISH, {"currency": SimpleNamespace(currency="JPY")}, held) == 1
    refuses(lambda: amount.load("1.5", ENGLISH, {"currency": "JPY"}, held))


def test_words_of_a_spreadsheet_are_yes_and_no() -> None:
    flag = Flag(**PLAIN)
    for words, value in ((YES, True), (NO, False), (NOTHING, False)):
        for word in words:
            for written in (word, word.upper(), f" {word} "):
                assert flag.pasted(written, ENGLISH, {}, None) is value
    refuses(lambda: flag.pasted("perhaps", ENGLISH, {}, None))


@pytest.mark.parametrize("text", ["Été", "ETE", " été", "high"])
def test_a_choice_is_pasted_by_its_words_or_its_value(text: str) -> None:
    choice = Choice(**PLAIN, choices=COLOURS)
    assert choice.pasted(text.strip() if text == "high" else text, ENGLISH, {}, None) == "high"


@given(st.integers(0, 10**7))
def test_a_percentage_is_printed_with_two_digits(hundredths: int) -> None:
    share, held = Percent(**{**PLAIN, "required": False}), SimpleNamespace(value=hundredths)
    assert share.dump(held, ENGLISH) == f"{hundredths // 100}.{hundredths % 100:02}"
    assert share.load(share.dump(held, ENGLISH), ENGLISH, {}, None) == hundredths
    assert share.dump(SimpleNamespace(value=None), ENGLISH) is None


@pytest.mark.parametrize("kind", [Hours, Day, Instant], ids=lambda one: one.__name__)
def test_what_is_not_required_may_be_nothing(kind: Any) -> None:
    one, held = kind(name="value", label="Value"), SimpleNamespace(value=None)
    assert one.load(None, ENGLISH, {}, held) is None
    assert one.parse("  ", ENGLISH, {}, held) is None
    assert (one.dump(held, ENGLISH), one.raw(held, ENGLISH), one.shown(held, ENGLISH)) == (
        None, "", "",
    )  # fmt: skip
    refuses(lambda: kind(**PLAIN).load(None, ENGLISH, {}, held))
