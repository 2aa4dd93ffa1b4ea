"""The days on which something repeats, reckoned from its first one: nothing is read or written.

Occurrence n is the start and n intervals, never the one before and an interval: of the 31st of
January come the 28th of February and the 31st of March.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from freelancer_os.core.values.dates import LAST_YEAR
from freelancer_os.core.values.month_steps import months_on
from freelancer_os.core.values.spans import MONTHS, QUARTER, Span

WEEK = 7


class Every(StrEnum):
    """What an interval counts."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: QUARTER, Every.YEAR: MONTHS}


class Occurrence(NamedTuple):
    """One of a series: its number, from 0, and its day."""

    number: int
    day: date


@dataclass(frozen=True)
class Series:
    """Every so many weeks, months, quarters or years from a day, until a day or so many times.

    `interval` is 1 or more; `end` is the last day that may be one; `times` counts the start.
    Where both are given, whichever comes first ends it; where neither is, the calendar does.
    """

    start: date
    every: Every
    interval: int = 1
    end: date | None = None
    times: int | None = None

    def occurrence(self, number: int) -> date | None:
        """The day of an occurrence (0 is the start); None where the series has ended by then."""
        if number < 0 or (self.times is not None and number >= self.times):
            return None
        day = self._day(number)
        return None if day is None or (self.end is not None and day > self.end) else day

    def between(self, span: Span) -> Iterator[Occurrence]:
        """Those in a span, in order; those before it are not gone through."""
        number = self._first_on_or_after(span.first)
        while (day := self.occurrence(number)) is not None and day <= span.last:
            yield Occurrence(number, day)
            number += 1

    def following(self, day: date) -> Occurrence | None:
        """The first one on or after a day; None where the series has ended by then."""
        number = self._first_on_or_after(day)
        found = self.occurrence(number)
        return None if found is None else Occurrence(number, found)

    def _first_on_or_after(self, day: date) -> int:
        """Its number, whether the series goes on so long or not."""
        if day <= self.start:
            return 0
        if self.every == Every.WEEK:
            number = (day - self.start).days // (WEEK * self.interval)
        else:
            months = (day.year - self.start.year) * MONTHS + day.month - self.start.month
            number = months // (_MONTHS[self.every] * self.interval)
        found = self._day(number)
        return number if found is None or found >= day else number + 1

    def _day(self, number: int) -> date | None:
        """The day of a number, whatever ends the series; None behind the calendar's last year."""
        count = number * self.interval
        if self.every == Every.WEEK:
            left = (date(LAST_YEAR, MONTHS, 31) - self.start).days
            ahead = count * WEEK
            return self.start + timedelta(days=ahead) if ahead <= left else None
        ahead = count * _MONTHS[self.every]
        year = self.start.year + (self.start.month - 1 + ahead) // MONTHS
        return months_on(self.start, ahead) if year <= LAST_YEAR else None
