"""Periods that move along with the days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.day_ranges import WITHIN, compared, within

WEDNESDAY = date(2026, 11, 25)
EXPECTED = {
    "today": ("2026-11-25", "2026-11-25"),
    "yesterday": ("2026-11-24", "2026-11-24"),
    "tomorrow": ("2026-11-26", "2026-11-26"),
    "this_week": ("2026-11-23", "2026-11-29"),
    "last_week": ("2026-11-16", "2026-11-22"),
    "next_week": ("2026-11-30", "2026-12-06"),
    "this_month": ("2026-11-01", "2026-11-30"),
    "last_month": ("2026-10-01", "2026-10-31"),
    "next_month": ("2026-12-01", "2026-12-31"),
    "this_quarter": ("2026-10-01", "2026-12-31"),
    "this_year": ("2026-01-01", "2026-12-31"),
    "last_year": ("2025-01-01", "2025-12-31"),
    "past_7_days": ("2026-11-19", "2026-11-25"),
    "past_30_days": ("2026-10-27", "2026-11-25"),
    "next_7_days": ("2026-11-25", "2026-12-01"),
    "next_30_days": ("2026-11-25", "2026-12-24"),
}


def formats(today: date, locale: str = "de-DE") -> Formats:
    return Formats(None, "EUR", locale, "UTC", today)


def span(name: str, today: date, locale: str = "de-DE") -> tuple[str, ...]:
    return tuple(str(day) for day in within(name, formats(today, locale), "date"))


def test_every_period() -> None:
    assert {name: span(name, WEDNESDAY) for name in WITHIN} == EXPECTED


def test_a_week_begins_as_the_locale_says() -> None:
    sunday = date(2026, 11, 22)
    assert span("this_week", sunday, "en-US") == ("2026-11-22", "2026-11-28")
    assert span("this_week", sunday, "de-DE") == ("2026-11-16", "2026-11-22")


def test_months_and_quarters_at_the_turn_of_the_year() -> None:
    new_year = date(2027, 1, 31)
    assert span("last_month", new_year) == ("2026-12-01", "2026-12-31")
    assert span("next_month", new_year) == ("2027-02-01", "2027-02-28")
    assert span("this_quarter", new_year) == ("2027-01-01", "2027-03-31")
    assert span("next_month", date(2027, 12, 5)) == ("2028-01-01", "2028-01-31")
    assert span("last_year", date(2028, 2, 29)) == ("2027-01-01", "2027-12-31")


def test_what_is_no_period_is_refused() -> None:
    for name in ("this_century", "", None, ["today"], 5):
        with pytest.raises(ValidationError):
            within(name, formats(WEDNESDAY), "date")


def test_operators_leave_days() -> None:
    assert compared("before", [WEDNESDAY]) == (None, date(2026, 11, 24))
    assert compared("after", [WEDNESDAY]) == (date(2026, 11, 26), None)
    assert compared("on_or_before", [WEDNESDAY]) == (None, WEDNESDAY)
