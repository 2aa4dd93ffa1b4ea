"""Months from a day: the day stays what it is where the month has it."""

from datetime import date

import pytest

from freelancer_os.core.values.month_steps import months_on


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 3), 2, date(2027, 1, 3)),
        (date(9999, 12, 1), 1, date.max),
        (date(1, 1, 31), -1, date.min),
    ],
)
def test_months_on_a_shorter_month_ends_it(day: date, count: int, found: date) -> None:
    assert months_on(day, count) == found
