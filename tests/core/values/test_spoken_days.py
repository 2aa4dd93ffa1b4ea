"""Days that are called in words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from freelancer_os.config.languages import languages
from freelancer_os.core.values.spoken_days import spoken_day
from freelancer_os.core.values.typed_dates import parse_date

WEDNESDAY = date(2026, 11, 18)


def called(text: str, language: str, locale: str, today: date = WEDNESDAY) -> date:
    with translation.override(language):
        return parse_date(text, locale, today, field="date")


@pytest.mark.parametrize(
    ("text", "language", "locale", "day"),
    [
        ("today", "en", "en-GB", date(2026, 11, 18)),
        ("Tomorrow", "en", "en-US", date(2026, 11, 19)),
        ("yesterday", "en", "en-GB", date(2026, 11, 17)),
        ("fri", "en", "en-GB", date(2026, 11, 20)),
        ("Friday", "en", "en-GB", date(2026, 11, 20)),
        ("wed", "en", "en-GB", date(2026, 11, 25)),
        ("next fri", "en", "en-GB", date(2026, 11, 27)),
        ("next sun", "en", "en-GB", date(2026, 11, 29)),
        ("next sun", "en", "en-US", date(2026, 11, 22)),
        ("last fri", "en", "en-GB", date(2026, 11, 13)),
        ("last wed", "en", "en-GB", date(2026, 11, 11)),
        ("+3", "en", "en-GB", date(2026, 11, 21)),
        ("-18", "en", "en-GB", date(2026, 10, 31)),
        ("12 sep", "en", "en-GB", date(2026, 9, 12)),
        ("12.9.", "de", "de-DE", date(2026, 9, 12)),
        ("12. sep", "de", "de-DE", date(2026, 9, 12)),
        ("heute", "de", "de-DE", date(2026, 11, 18)),
        ("Morgen", "de", "de-DE", date(2026, 11, 19)),
        ("übermorgen", "de", "en-GB", date(2026, 11, 20)),
        ("gestern", "de", "de-DE", date(2026, 11, 17)),
        ("fr", "de", "de-DE", date(2026, 11, 20)),
        ("Do.", "de", "de-DE", date(2026, 11, 19)),
        ("nächsten Freitag", "de", "de-DE", date(2026, 11, 27)),
        ("letzten Fr", "de", "de-DE", date(2026, 11, 13)),
        ("tomorrow", "de", "de-DE", date(2026, 11, 19)),  # English is understood everywhere
        ("vendredi", "en", "fr-FR", date(2026, 11, 20)),  # and the words of the locale
    ],
)
def test_a_day_is_called_in_words(text: str, language: str, locale: str, day: date) -> None:
    assert called(text, language, locale) == day


@pytest.mark.parametrize("language", [code for code, _ in languages()])
def test_every_language_calls_every_day_of_the_week(language: str) -> None:
    names = {"de": "mo di mi do fr sa so", "en": "mon tue wed thu fri sat sun"}.get(language)
    if names is None:
        pytest.skip("only days that stand here")
    monday = date(2026, 11, 16)
    with translation.override(language):
        found = [spoken_day(name, "en-GB", monday) for name in names.split()]
    assert found == [monday + timedelta(days=step) for step in (7, 1, 2, 3, 4, 5, 6)]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("+2w", "en", date(2027, 2, 14)),
        ("-1 week", "en", date(2027, 1, 24)),
        ("in 3 days", "en", date(2027, 2, 3)),
        ("+1m", "en", date(2027, 2, 28)),
        ("in 13 months", "en", date(2028, 2, 29)),
        ("+1y", "en", date(2028, 1, 31)),
        ("end of month", "en", date(2027, 1, 31)),
        ("end of year", "en", date(2027, 12, 31)),
        ("in 2 wochen", "de", date(2027, 2, 14)),
        ("+2w", "de", date(2027, 2, 14)),
        ("monatsende", "de", date(2027, 1, 31)),
    ],
)
def test_steps_and_ends_are_reckoned_from_today(text: str, language: str, day: date) -> None:
    with translation.override(language):
        assert spoken_day(text, "en-GB", date(2027, 1, 31)) == day


@pytest.mark.parametrize("text", ["in 3", "at 3 days", "+2 apples", "3 days"])
def test_a_step_has_a_lead_and_a_known_unit(text: str) -> None:
    assert spoken_day(text, "en-GB", date(2027, 1, 31)) is None


@pytest.mark.parametrize(
    "text", ["t", "next", "next week fri", "fri fri", "+", "+99999", "mar", "-"]
)
def test_other_words_call_no_day(text: str) -> None:
    assert spoken_day(text, "en-GB", WEDNESDAY) is None


def test_a_day_outside_of_all_years_is_refused() -> None:
    with pytest.raises(ValidationError):
        called("-9999", "en", "en-GB", date(1901, 1, 1))
