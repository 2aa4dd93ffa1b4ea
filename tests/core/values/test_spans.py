"""Spans of days: months, quarters, years, and what lies between."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.spans import Span, month_of

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda ends: Span(min(ends), max(ends)))


@given(SPANS)
def test_the_parts_are_the_span(span: Span) -> None:
    months, edges = span.parts()
    parts = sorted([*edges, *([months] if months else [])])
    assert parts[0].first == span.first
    assert parts[-1].last == span.last
    for one, next_one in pairwise(parts):
        assert one.last + timedelta(days=1) == next_one.first
    assert months is None or months.whole_months
    assert all(edge.days <= 60 for edge in edges)


@given(SPANS)
def test_each_month_once(span: Span) -> None:
    day, seen = span.first, []
    while day <= span.last:
        seen.append(month_of(day))
        day += timedelta(days=1)
    assert list(span.each_month()) == sorted(set(seen))


@given(SPANS, st.integers(-5, 5))
def test_there_and_back(span: Span, steps: int) -> None:
    there = span.moved(steps)
    if there is not None and bool(there.whole_months) == bool(span.whole_months):
        assert there.moved(-steps) == span
        assert there.whole_months or there.days == span.days


@pytest.mark.parametrize(
    ("count", "start", "wanted"),
    [
        (1, 1, ("2026-11-01", "2026-11-30")),
        (3, 1, ("2026-10-01", "2026-12-31")),
        (12, 1, ("2026-01-01", "2026-12-31")),
        (12, 4, ("2026-04-01", "2027-03-31")),
        (12, 12, ("2025-12-01", "2026-11-30")),
        (3, 2, ("2026-11-01", "2027-01-31")),
    ],
)
def test_the_span_of_a_day(count: int, start: int, wanted: tuple[str, str]) -> None:
    found = Span.months(date(2026, 11, 26), count, start=start)
    assert (found.first.isoformat(), found.last.isoformat()) == wanted


def test_the_year_before() -> None:
    assert Span(date(2024, 2, 1), date(2024, 2, 29)).year_before() == (
        date(2023, 2, 1),
        date(2023, 2, 28),
    )
    assert Span(date(2024, 2, 10), date(2024, 2, 29)).year_before() == (
        date(2023, 2, 10),
        date(2023, 2, 28),
    )


def test_the_calendar_ends() -> None:
    assert Span.months(date(9998, 5, 1), 12).moved(10) is None
    assert Span(date(9999, 1, 2), date(9999, 5, 5)).moved(9) is None


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Span.checked(date(2026, 2, 1), date(2026, 1, 31))
    assert "date_to" in refused.value.message_dict
