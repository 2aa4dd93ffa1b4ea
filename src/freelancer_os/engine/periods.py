"""The month or the week that a calendar shows, in the weeks of a locale."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from babel.dates import format_interval, format_skeleton, get_day_names
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR, read_date
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import isolated
from freelancer_os.engine.formats import Formats

WEEK = 7
MONTHS = 12
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class Period:
    """A month or a week from `first` to `last`, both inclusive."""

    first: date
    last: date
    is_week: bool
    locale: str

    @classmethod
    def of(cls, query: Mapping[str, str], formats: Formats) -> "Period":
        """What `month=2026-11` or `week=2026-11-23` asks for, else the present month.

        Raises ValidationError on the parameter.
        """
        if "week" in query:
            return cls.week(read_date(query["week"], field="week"), formats.locale)
        if "month" in query:
            return cls.month(_read_month(query["month"]), formats.locale)
        return cls.month(formats.today, formats.locale)

    @classmethod
    def month(cls, day: date, locale: str) -> "Period":
        """The month in which a day lies."""
        first = day.replace(day=1)
        return cls(first, _next_month(first) - timedelta(days=1), False, locale)

    @classmethod
    def week(cls, day: date, locale: str) -> "Period":
        """The week of a day; it begins as the locale says."""
        first = _start_of_week(day, locale)
        return cls(first, first + timedelta(days=WEEK - 1), True, locale)

    @cached_property
    def weeks(self) -> list[list[date]]:
        """The whole weeks in which the period is drawn."""
        start = _start_of_week(self.first, self.locale)
        count = ((self.last - start).days // WEEK) + 1
        return [
            [start + timedelta(days=WEEK * week + day) for day in range(WEEK)]
            for week in range(count)
        ]

    @cached_property
    def seen(self) -> tuple[date, date]:
        """The first and the last day that are drawn."""
        weeks = self.weeks
        return weeks[0][0], weeks[-1][-1]

    def week_of(self, day: date) -> date:
        """The first day of the week in which a day is drawn."""
        return _start_of_week(day, self.locale)

    def has(self, day: date) -> bool:
        """Whether a day lies in the period, not just in a week that it touches."""
        return self.first <= day <= self.last

    @property
    def title(self) -> str:
        """The period in words: "November 2026"."""
        known = locale_of(self.locale)
        if self.is_week:
            return isolated(str(format_interval(self.first, self.last, "yMMMd", locale=known)))
        found = str(format_skeleton("yMMMM", self.first, locale=known))
        return isolated(found[:1].upper() + found[1:])

    @property
    def query(self) -> dict[str, str]:
        """What asks for it in an address."""
        if self.is_week:
            return {"week": self.first.isoformat()}
        return {"month": self.first.isoformat()[:7]}

    def before(self) -> "Period | None":
        """The month or week before, None where the calendar ends."""
        return self._at(self.first - timedelta(days=1))

    def after(self) -> "Period | None":
        """The month or week after, None where the calendar ends."""
        return self._at(self.last + timedelta(days=1))

    def _at(self, day: date) -> "Period | None":
        found = (Period.week if self.is_week else Period.month)(day, self.locale)
        return found if FIRST_YEAR <= found.first.year <= LAST_YEAR else None


def day_names(locale: str) -> list[tuple[str, str]]:
    """The days of a week in the locale's order, each short and in full: ("Mon", "Monday")."""
    known = locale_of(locale)
    short, full = get_day_names("abbreviated", locale=known), get_day_names("wide", locale=known)
    order = [(known.first_week_day + step) % WEEK for step in range(WEEK)]
    return [(short[day], full[day]) for day in order]


def _start_of_week(day: date, locale: str) -> date:
    return day - timedelta(days=(day.weekday() - locale_of(locale).first_week_day) % WEEK)


def _next_month(first: date) -> date:
    return date(first.year + first.month // MONTHS, first.month % MONTHS + 1, 1)


def _read_month(text: str) -> date:
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= MONTHS:
        raise refusal("month", _("Write the month like 2026-11."))
    return read_date(f"{text}-01", field="month")
