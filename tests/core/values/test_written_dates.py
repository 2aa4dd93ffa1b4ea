"""Dates as an input holds them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.typed_times import parse_instant
from freelancer_os.core.values.written_dates import date_pattern, written
from freelancer_os.web.settings.region import locales

TODAY = date(2026, 11, 18)
LOCALES = [code for code, _ in locales()]


@pytest.mark.parametrize(
    ("raw", "locale", "text"),
    [
        ("2026-09-01", "de-DE", "1.9.2026"),
        ("2026-09-01", "en-GB", "01/09/2026"),
        ("2026-09-01", "en-US", "9/1/2026"),
        ("2026-09-01", "sv-SE", "2026-09-01"),
        ("2026-09-01 14:05", "de-DE", "1.9.2026 14:05"),
        ("2026-09-01T14:05", "en-US", "9/1/2026 2:05 PM"),
        ("2026-09-01 00:05", "en-US", "9/1/2026 12:05 AM"),
        ("2026-09-01 12:00", "en-US", "9/1/2026 12:00 PM"),
        ("tomorrow", "de-DE", "tomorrow"),
        ("", "de-DE", ""),
    ],
)
def test_an_input_holds_what_the_locale_writes(raw: str, locale: str, text: str) -> None:
    assert written(raw, locale) == text


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(LOCALES))
def test_what_is_written_is_read_back_in_every_locale(day: date, locale: str) -> None:
    text = written(day.isoformat(), locale)
    assert parse_date(text, locale, TODAY, field="date") == day
    assert set(date_pattern(locale)) >= {"d", "M", "y"}


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.sampled_from(LOCALES))
def test_a_moment_is_read_back_in_every_locale(moment: datetime, locale: str) -> None:
    text = written(moment.strftime("%Y-%m-%d %H:%M"), locale)
    found = parse_instant(text, locale, "UTC", TODAY, field="at")
    assert found.replace(tzinfo=None) == moment.replace(second=0, microsecond=0)
