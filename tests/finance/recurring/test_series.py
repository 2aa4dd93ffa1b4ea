"""The days of a series: from its start, to its end, held against dateutil."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.dates import LAST_YEAR
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.recurring.series import Every, Series

DAYS = st.dates(date(2019, 1, 1), date(2033, 12, 31))
ENDS = st.none() | DAYS
SERIES = st.builds(
    Series,
    start=DAYS,
    every=st.sampled_from(Every),
    interval=st.integers(1, 14),
    end=ENDS,
    times=st.none() | st.integers(1, 60),
)
STEPS = {
    Every.WEEK: relativedelta(weeks=1),
    Every.MONTH: relativedelta(months=1),
    Every.QUARTER: relativedelta(months=3),
    Every.YEAR: relativedelta(years=1),
}


def walked(series: Series, until: date) -> list[tuple[int, date]]:
    """All of a series until a day, one by one."""
    found = []
    number = 0
    while series.times is None or number < series.times:
        day = series.start + STEPS[series.every] * (number * series.interval)
        if day > until or (series.end is not None and day > series.end):
            break
        found.append((number, day))
        number += 1
    return found


@given(SERIES, DAYS, st.integers(0, 900))
def test_a_span_holds_what_dateutil_finds(series: Series, first: date, days: int) -> None:
    span = Span(first, first + timedelta(days=days))
    found = [(number, day) for number, day in walked(series, span.last) if day >= first]
    assert list(series.between(span)) == found


@given(SERIES, DAYS)
def test_what_follows_a_day_is_the_next_that_dateutil_finds(series: Series, day: date) -> None:
    ahead = max(day, series.start) + relativedelta(years=15)
    later = [one for one in walked(series, ahead) if one[1] >= day]
    assert series.following(day) == (later[0] if later else None)


@given(SERIES, st.integers(0, 80))
def test_a_number_is_a_day_of_its_own(series: Series, number: int) -> None:
    day = series.occurrence(number)
    if day is not None:
        assert series.following(day) == (number, day)


@pytest.mark.parametrize(
    ("start", "every", "interval", "days"),
    [
        ("2026-01-31", Every.MONTH, 1, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2026-04-30", Every.MONTH, 1, ["2026-04-30", "2026-05-30", "2026-06-30", "2026-07-30"]),
        ("2024-02-29", Every.YEAR, 1, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"]),
        ("2025-11-30", Every.QUARTER, 1, ["2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30"]),
        ("2026-12-24", Every.WEEK, 2, ["2026-12-24", "2027-01-07", "2027-01-21", "2027-02-04"]),
    ],
)
def test_each_is_reckoned_from_the_start(
    start: str, every: Every, interval: int, days: list[str]
) -> None:
    series = Series(date.fromisoformat(start), every, interval, times=4)
    whole = Span(date(1990, 1, 1), date(2060, 12, 31))
    assert [day.isoformat() for _number, day in series.between(whole)] == days


def test_the_last_day_may_be_one_and_nothing_comes_after_it() -> None:
    series = Series(date(2026, 1, 15), Every.MONTH, end=date(2026, 3, 15))
    assert series.occurrence(2) == date(2026, 3, 15)
    assert series.occurrence(3) is None
    assert series.following(date(2026, 3, 16)) is None


def test_whichever_comes_first_ends_it() -> None:
    by_times = Series(date(2026, 1, 15), Every.MONTH, end=date(2026, 12, 31), times=2)
    by_day = Series(date(2026, 1, 15), Every.MONTH, end=date(2026, 2, 1), times=9)
    assert (by_times.occurrence(1), by_times.occurrence(2)) == (date(2026, 2, 15), None)
    assert (by_day.occurrence(0), by_day.occurrence(1)) == (date(2026, 1, 15), None)


@pytest.mark.parametrize("every", Every)
def test_where_nothing_ends_it_the_calendar_does(every: Every) -> None:
    series = Series(date(LAST_YEAR, 12, 31), every)
    assert series.occurrence(0) == date(LAST_YEAR, 12, 31)
    assert series.occurrence(1) is None
    assert series.occurrence(10**12) is None
    assert list(series.between(Span(series.start, date.max))) == [(0, series.start)]


def test_there_is_none_before_the_start() -> None:
    series = Series(date(2026, 1, 15), Every.WEEK)
    assert series.occurrence(-1) is None
    assert list(series.between(Span(date(2025, 1, 1), date(2026, 1, 14)))) == []
