"""Spans of days that figures are about: a month, a quarter, a year, a fiscal year, any other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR
from freelancer_os.core.values.text import refusal

MONTHS = 12
QUARTER = 3
DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def months(cls, day: date, count: int = 1, *, start: int = 1) -> Span:
        """The month, quarter (3) or year (12) of a day; a year begins in the month `start`."""
        since = (day.month - start) % MONTHS % count
        first = month_after(day.replace(day=1), -since)
        return cls(first, month_after(first, count) - DAY)

    @classmethod
    def checked(cls, first: date, last: date, *, field: str = "date_to") -> Span:
        """Raises ValidationError on `field` where it ends before it begins."""
        if last < first:
            raise refusal(field, _("A period ends on or after its first day."))
        return cls(first, last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> int:
        """How many months it comes to, where it is of whole ones; else 0."""
        if self.first.day != 1 or (self.last + DAY).day != 1:
            return 0
        return _months(self.last) - _months(self.first) + 1

    def within(self, month: str) -> Span:
        """Its days in a month that it touches, "2026-11"."""
        whole = Span.months(date.fromisoformat(f"{month}-01"))
        return Span(max(whole.first, self.first), min(whole.last, self.last))

    def moved(self, steps: int) -> Span | None:
        """As long a span so many further on or back; None where the calendar ends."""
        if self.whole_months:
            if not _is_known(self.first.year + steps * self.whole_months // MONTHS):
                return None
            first = month_after(self.first, steps * self.whole_months)
            found = Span(first, month_after(first, self.whole_months) - DAY)
        else:
            ends = [day.toordinal() + steps * self.days for day in self]
            if ends[0] < 1 or ends[1] > date.max.toordinal():
                return None
            found = Span(date.fromordinal(ends[0]), date.fromordinal(ends[1]))
        return found if _is_known(found.first.year) and _is_known(found.last.year) else None

    def year_before(self) -> Span:
        """The same days of the year before; the 29th of February is the 28th then."""
        if self.whole_months:
            first = month_after(self.first, -MONTHS)
            return Span(first, month_after(first, self.whole_months) - DAY)
        return Span(_year_before(self.first), _year_before(self.last))

    def parts(self) -> tuple[Span | None, list[Span]]:
        """The whole months in it, and what is left of it before and after them."""
        start = self.first if self.first.day == 1 else month_after(self.first.replace(day=1), 1)
        end = (self.last + DAY).replace(day=1) - DAY
        if end < start:
            return None, [self]
        edges = [Span(self.first, start - DAY), Span(end + DAY, self.last)]
        return Span(start, end), [edge for edge in edges if edge.first <= edge.last]

    def each_month(self) -> Iterator[str]:
        """The months that it touches: "2026-11"."""
        day = self.first.replace(day=1)
        while day <= self.last:
            yield month_of(day)
            day = month_after(day, 1)


def month_of(day: date) -> str:
    """ "2026-11"."""
    return day.isoformat()[:7]


def month_after(first: date, count: int) -> date:
    """The first day of the month so many after that of a first day."""
    years, month = divmod(first.month - 1 + count, MONTHS)
    return date(first.year + years, month + 1, 1)


def _months(day: date) -> int:
    return day.year * MONTHS + day.month


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _is_known(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR
