"""Dates and instants of the API and on screen."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    edit_instant,
    is_time_zone,
    print_instant,
    read_date,
    read_instant,
    show_date,
    show_instant,
    start_of_day,
    today_in,
)

TODAY = date(2026, 11, 18)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"]
TICK = timedelta(microseconds=1)


def sentence(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    ((field, sentences),) = refused.value.message_dict.items()
    assert field == "date"
    return str(*sentences)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_the_api_reads_iso_dates(day: date) -> None:
    assert read_date(day.isoformat(), field="date") == day


@pytest.mark.parametrize(
    "value",
    [
        "", "2026-1-1", "20261231", "2026-W01-1", "2026-12-31 ", "2026-12-31\n", "2026-12-31T00:00",
        "31.12.2026", "\u0662026-12-31", "-2026-12-31", "12026-12-31", 20261231, None, [], TODAY,
    ],
)  # fmt: skip
def test_the_api_reads_no_other_date(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        read_date(value, field="date")
    assert sentence(refused) == "Write the date like 2026-12-31."


@pytest.mark.parametrize("value", ["2026-11-31", "2026-02-29", "2026-13-01", "0000-01-01"])
def test_a_day_that_is_not_in_the_calendar_is_refused(value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_date(value, field="date")
    assert sentence(refused) == "There is no such day in the calendar."


@pytest.mark.parametrize("value", ["1899-12-31", "2201-01-01", "9999-12-31", "0001-01-01"])
def test_years_are_bounded(value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_date(value, field="date")
    assert sentence(refused) == "The year must lie between 1900 and 2200."
    with pytest.raises(ValidationError):
        read_instant(f"{value}T00:00Z", field="date")


@given(
    st.datetimes(datetime(1900, 1, 3), datetime(2200, 12, 29)),
    st.integers(-1439, 1439),
)
def test_the_api_reads_instants_in_any_offset(moment: datetime, offset: int) -> None:
    instant = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    read = read_instant(instant.isoformat(), field="date")
    assert read == instant
    assert read.tzinfo is UTC
    assert read_instant(print_instant(instant), field="date") == instant


def test_instants_are_printed_in_utc() -> None:
    instant = read_instant("2026-11-18T10:30:00+01:00", field="date")
    assert print_instant(instant) == "2026-11-18T09:30:00Z"


@pytest.mark.parametrize(
    "value",
    [
        "", "2026-11-18", "2026-11-18T10:30", "2026-11-18 10:30Z", "20261118T1030Z",
        "2026-11-18T10Z", "2026-11-18T10:30+01", "2026-11-18T10:30:00,5Z", "2026-11-18T10:30Z\n", 0,
        None, [],
    ],
)  # fmt: skip
def test_an_instant_needs_date_time_and_offset(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        read_instant(value, field="date")
    assert sentence(refused) == "Write date, time and offset like 2026-11-18T10:30:00+01:00."


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-31T10:30Z", "2026-11-18T25:30Z", "2026-11-18T10:60Z", "2026-11-18T10:30+24:00",
    ],
)  # fmt: skip
def test_an_impossible_instant_is_refused(value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_instant(value, field="date")
    assert sentence(refused) == "There is no such day or time."


@pytest.mark.parametrize(
    ("locale", "this_year", "other_year"),
    [
        ("en-GB", "18 Nov", "18 Nov 2025"),
        ("en-US", "Nov 18", "Nov 18, 2025"),
        ("de-DE", "18. Nov.", "18. Nov. 2025"),
        ("ja-JP", "11月18日", "2025年11月18日"),
    ],
)
def test_the_year_is_shown_when_it_is_not_this_one(
    locale: str, this_year: str, other_year: str
) -> None:
    assert show_date(TODAY, locale, today=TODAY) == this_year
    assert show_date(date(2025, 11, 18), locale, today=TODAY) == other_year


def test_instants_are_shown_in_the_time_zone() -> None:
    instant = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    assert show_instant(instant, "en-GB", "Europe/Berlin", today=TODAY) == "19 Nov, 00:30"
    assert show_instant(instant, "de-DE", "UTC", today=TODAY) == "18. Nov., 23:30"
    assert edit_instant(instant, "Europe/Berlin") == "2026-11-19T00:30"


def test_today_depends_on_the_time_zone() -> None:
    now = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    assert today_in("America/New_York", now) == date(2026, 11, 18)
    assert today_in("Europe/Berlin", now) == date(2026, 11, 19)
    before = datetime.now(UTC).date()
    assert before <= today_in("UTC") <= datetime.now(UTC).date()


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "\x00", None, 5, []])
def test_what_is_no_time_zone_is_told(name: object) -> None:
    assert not is_time_zone(name)
    assert is_time_zone("Europe/Berlin")


@pytest.mark.parametrize("value", ["2200-12-31T23:30:00-05:00", "1900-01-01T00:30:00+05:00"])
def test_an_instant_that_lies_in_another_year_in_utc_is_bounded_too(value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_instant(value, field="date")
    assert sentence(refused) == "The year must lie between 1900 and 2200."


@given(st.datetimes(), st.integers(-1439, 1439))
def test_what_is_read_lies_in_the_years_that_every_list_can_name(
    moment: datetime, offset: int
) -> None:
    text = moment.replace(tzinfo=timezone(timedelta(minutes=offset))).isoformat()
    try:
        found = read_instant(text, field="date")
    except ValidationError:
        return
    assert FIRST_YEAR <= found.year <= LAST_YEAR


@given(st.dates(date(1900, 1, 2), date(2200, 12, 30)), st.sampled_from(ZONES))
def test_a_day_begins_with_its_first_instant(day: date, zone: str) -> None:
    """Where the clocks skip midnight it begins when they strike again."""
    begun = start_of_day(day, zone)
    assert begun.tzinfo is UTC
    before, there = ((begun + step).astimezone(ZoneInfo(zone)).date() for step in (-TICK, TICK))
    assert before < day <= there


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30)), st.sampled_from(ZONES))
def test_an_instant_lies_in_the_day_that_today_says(moment: datetime, zone: str) -> None:
    now = moment.replace(tzinfo=UTC)
    day = today_in(zone, now)
    assert start_of_day(day, zone) <= now
    assert edit_instant(now, zone)[:10] == day.isoformat()
