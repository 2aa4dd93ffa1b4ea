"""The words of the paper: every language has all of them, with the same places to fill."""

import re
from datetime import date

import pytest

from freelancer_os.invoicing.document.days import long_day, period
from freelancer_os.invoicing.document.labels import (
    known,
    labels,
    languages,
    locale_for,
    unit_word,
)

PLACES = re.compile(r"\{\w+\}")


def test_eight_languages_are_there() -> None:
    assert languages() == ["de", "en", "es", "fr", "hr", "it", "nl", "pt"]


@pytest.mark.parametrize("language", languages())
def test_a_language_says_all_that_english_says(language: str) -> None:
    english, own = labels("en"), labels(language)
    assert {part: set(words) for part, words in own.items()} == {
        part: set(words) for part, words in english.items()
    }
    for part, words in english.items():
        for name, text in words.items():
            assert PLACES.findall(own[part][name]) == PLACES.findall(text), (part, name)
            assert bool(own[part][name]) == bool(text), (part, name)


def test_another_language_is_written_in_english() -> None:
    assert known("ja") == "en"
    assert known("de") == "de"


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        ("de", "AT", "de-AT"),
        ("de", "HR", "de-DE"),
        ("en", "US", "en-US"),
        ("en", "DE", "en-GB"),
        ("fr", "CH", "fr-CH"),
        ("hr", "", "hr-HR"),
    ],
)
def test_formats_are_those_of_a_country_where_the_language_is_at_home(
    language: str, country: str, locale: str
) -> None:
    assert locale_for(language, country) == locale


def test_a_unit_is_said_of_one_and_of_several() -> None:
    assert unit_word("DAY", 10_000, "en") == "day"
    assert unit_word("DAY", 15_000, "de") == "Tage"
    assert unit_word("C62", 20_000, "en") == ""
    assert unit_word("XXX", 20_000, "en") == ""


def test_a_period_says_once_what_its_ends_have_in_common() -> None:
    first, last = date(2026, 11, 3), date(2026, 11, 17)
    assert period(first, last, "en-GB").replace("\u2009", " ") == "3–17 Nov 2026"
    assert long_day(last, "de-DE") == "17. November 2026"
