"""Dates and times as people type them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.dates import edit_instant, show_date
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.typed_times import parse_instant

TODAY = date(2026, 11, 18)
LOCALES = [
    "en-US", "en-GB", "en-IN", "de-DE", "de-CH", "fr-FR", "fr-CA", "es-ES", "it-IT", "nl-NL",
    "pt-BR", "pt-PT", "pl-PL", "ja-JP", "zh-CN", "zh-TW", "ko-KR", "ru-RU", "uk-UA", "sv-SE",
    "nb-NO", "da-DK", "tr-TR", "ar-EG", "he-IL", "hi-IN", "hu-HU", "lt-LT", "bg-BG", "vi-VN",
    "th-TH", "el-GR", "cs-CZ", "fi-FI", "eu-ES",
]  # fmt: skip


def sentence_of(text: str, locale: str) -> str:
    with pytest.raises(ValidationError) as refused:
        parse_date(text, locale, TODAY, field="date")
    ((field, sentences),) = refused.value.message_dict.items()
    assert field == "date"
    return str(*sentences)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2026-12-31", "en-US", date(2026, 12, 31)),
        ("2026-12-31", "de-DE", date(2026, 12, 31)),
        ("31/12/2026", "en-GB", date(2026, 12, 31)),
        ("12/31/2026", "en-US", date(2026, 12, 31)),
        ("1/2/2026", "en-US", date(2026, 1, 2)),
        ("1/2/2026", "en-GB", date(2026, 2, 1)),
        ("31.12.26", "de-DE", date(2026, 12, 31)),
        ("31.12.99", "de-DE", date(1999, 12, 31)),
        ("31.12.", "de-DE", date(2026, 12, 31)),
        ("31. 12. 2026", "de-DE", date(2026, 12, 31)),
        ("31/12", "en-GB", date(2026, 12, 31)),
        ("12/31", "en-US", date(2026, 12, 31)),
        ("18 Nov", "en-GB", date(2026, 11, 18)),
        ("Sep 1, 2025", "en-GB", date(2025, 9, 1)),
        ("18 november 25", "en-GB", date(2025, 11, 18)),
        ("18. Dezember 2026", "de-DE", date(2026, 12, 18)),
        ("3. Mär 2026", "de-DE", date(2026, 3, 3)),
        ("18 de nov. de 2026", "pt-BR", date(2026, 11, 18)),
        ("2026年11月18日", "ja-JP", date(2026, 11, 18)),
        ("26/11/18", "ja-JP", date(2026, 11, 18)),
        (" 31.12.2026 ", "de-DE", date(2026, 12, 31)),
        ("29.2.2024", "de-DE", date(2024, 2, 29)),
    ],
)
def test_dates_are_read_in_the_order_of_the_locale(text: str, locale: str, day: date) -> None:
    assert parse_date(text, locale, TODAY, field="date") == day


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(LOCALES))
def test_what_is_shown_is_read_back(day: date, locale: str) -> None:
    assert parse_date(show_date(day, locale, today=TODAY), locale, TODAY, field="date") == day
    assert parse_date(day.isoformat(), locale, TODAY, field="date") == day


@given(st.integers(0, 364), st.sampled_from(LOCALES))
def test_what_is_shown_without_a_year_is_read_back(number: int, locale: str) -> None:
    day = date(2026, 1, 1) + timedelta(days=number)
    assert parse_date(show_date(day, locale, today=TODAY), locale, TODAY, field="date") == day


@pytest.mark.parametrize(
    ("text", "locale", "sentence"),
    [
        ("31/11", "en-GB", "There is no day 31 in month 11 of 2026."),
        ("29.2.", "de-DE", "There is no day 29 in month 2 of 2026."),
        ("31/12/2026", "en-US", "Write the date like 12/31/2026."),
        ("12/31/2026", "en-GB", "Write the date like 31/12/2026."),
        ("0/1/2026", "en-GB", "There is no day 0 in month 1 of 2026."),
        ("31.12.1899", "de-DE", "The year must lie between 1900 and 2200."),
        ("0000-01-01", "de-DE", "The year must lie between 1900 and 2200."),
    ],
)
def test_days_that_do_not_exist_are_refused(text: str, locale: str, sentence: str) -> None:
    assert sentence_of(text, locale) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "18", "soon", "18 Foo", "18 Nov Dec", "1/2/3/4", "-1/2/2026", "1+2", "31:12",
        "1/2/026", "111/2", "1/2/20261", "20261231", "2026-12-31T00:00", "2026-12-31\x00", "\ud800",
        "1/2/2026 x", "Nov", "9" * 500,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_how_to_write_one(text: str) -> None:
    assert sentence_of(text, "en-GB") == "Write the date like 31/12/2026."


@given(st.text(max_size=40), st.sampled_from(LOCALES))
def test_any_text_is_a_date_or_a_sentence(text: str, locale: str) -> None:
    try:
        assert 1900 <= parse_date(text, locale, TODAY, field="date").year <= 2200
    except ValidationError as refused:
        assert list(refused.message_dict) == ["date"]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("2026-11-18T14:30", "en-GB"),
        ("18/11/2026 14:30", "en-GB"),
        ("18 Nov, 14:30", "en-GB"),
        ("11/18/2026, 2:30 PM", "en-US"),
        ("Nov 18, 2:30\u202fPM", "en-US"),
        ("18.11. 14:30", "de-DE"),
    ],
)
def test_an_instant_is_a_date_and_a_time_in_the_time_zone(text: str, locale: str) -> None:
    instant = parse_instant(text, locale, "Europe/Berlin", TODAY, field="starts_at")
    assert instant == datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
    assert instant.tzinfo is UTC


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_what_the_browser_field_holds_is_read_back(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    text = edit_instant(minute, "Asia/Kolkata")
    assert parse_instant(text, "en-US", "Asia/Kolkata", TODAY, field="starts_at") == minute


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("18 Nov", "Write date and time like 31/12/2026 14:30."),
        ("18 Nov 24:00", "Write the time like 14:30."),
        ("18 Nov 13:00 pm", "Write the time like 14:30."),
        ("18 Nov 10:60", "Write the time like 14:30."),
        ("29/3/2026 02:30", "The clocks skip this time on that day; write another."),
    ],
)
def test_a_time_that_does_not_exist_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_instant(text, "en-GB", "Europe/Berlin", TODAY, field="starts_at")
    assert refused.value.message_dict == {"starts_at": [sentence]}


def test_of_an_hour_that_comes_twice_it_is_the_first() -> None:
    instant = parse_instant("25/10/2026 02:30", "en-GB", "Europe/Berlin", TODAY, field="starts_at")
    assert instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("2200-12-31 23:30", "America/New_York"), ("1900-01-01 00:30", "Asia/Kolkata")],
)
def test_a_time_at_the_end_of_all_years_is_bounded_in_utc(text: str, zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_instant(text, "en-GB", zone, TODAY, field="starts_at")
    assert refused.value.message_dict == {"starts_at": ["The year must lie between 1900 and 2200."]}
    assert parse_instant(text, "en-GB", "UTC", TODAY, field="starts_at").year in {1900, 2200}
