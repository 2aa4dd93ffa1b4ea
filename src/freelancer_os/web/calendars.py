"""The calendar of a collection: meetings by start, invoices by due date, and the like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_skeleton
from django.utils.safestring import SafeString

from freelancer_os.core.numerals import locale_of
from freelancer_os.engine.calendars import BLANK, LARGEST, Entry, chip, entries, lanes
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.instants import Instant
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.listing import filtered
from freelancer_os.engine.periods import Period, day_names
from freelancer_os.web.access import Desk

SHOWN = 3  # rows of a day in a month; the others are told as "+2 more"
START = "T09:00"  # what is added to a day without a time begins at


@dataclass(frozen=True)
class Day:
    """One day: its chips, how many more there are and where, what a new record starts with."""

    date: date
    name: str
    chips: list[SafeString]
    more: int
    more_url: str
    preset: str
    is_outside: bool
    is_today: bool
    is_stop: bool  # of the Tab key; the arrow keys lead to the other days


@dataclass(frozen=True)
class CalendarSheet:
    """A calendar on a page; it has what a table has, for the head of the page."""

    heading: str
    count: str
    names: list[tuple[str, str]]
    weeks: list[list[Day]]
    is_week: bool
    has_more: bool
    links: dict[str, str]
    span: dict[str, str]

    largest = LARGEST

    @property
    def is_empty(self) -> bool:
        return False


def calendar(
    desk: Desk, collection: Collection, query: dict[str, str], here: Mapping[str, str]
) -> CalendarSheet:
    """What `query` leaves, in the month or week of `here`. Raises ValidationError.

    `here` is the page's own part of its address: `view`, and `month` or `week`.
    """
    wanted = {name: value for name, value in query.items() if name not in {"order", "cursor"}}
    period = Period.of(here, desk.lens)
    rows = filtered(collection, desk.lens, wanted)
    found, has_more = entries(collection, rows, period, desk.lens)
    count = sum(one.first <= period.last and one.last >= period.first for one in found)
    address = Address(collection, {"view": here.get("view", "calendar"), **wanted})
    page = _Page(desk, collection, period, address)
    return CalendarSheet(
        heading=period.title,
        count=f"{count}+" if has_more else str(count),
        names=day_names(desk.lens.locale),
        weeks=[page.week(days, found) for days in period.weeks],
        is_week=period.is_week,
        has_more=has_more,
        links=_links(period, address, desk.lens),
        span=period.query,
    )


@dataclass(frozen=True)
class Address:
    """Where the calendar is, with its filters."""

    collection: Collection
    kept: dict[str, str]

    def of(self, period: Period) -> str:
        return f"/{self.collection.slug}/?{urlencode({**self.kept, **period.query})}"

    def list_of(self, day: date) -> str:
        """All of a day as a list, where the list filters by the same date; else its week."""
        if self.collection.on != self.collection.calendar[0] or not self._is_point:
            week = {"week": day.isoformat()}
            return f"/{self.collection.slug}/?{urlencode({**self.kept, **week})}"
        here = {"date_from": day.isoformat(), "date_to": day.isoformat()}
        kept = {name: value for name, value in self.kept.items() if name != "view"}
        return f"/{self.collection.slug}/?{urlencode({**kept, **here})}"

    @property
    def _is_point(self) -> bool:
        """Whether each record stands on one day only."""
        start, *ends = self.collection.titles(self.collection.calendar)
        return isinstance(start, Instant) or not ends


@dataclass(frozen=True)
class _Page:
    desk: Desk
    collection: Collection
    period: Period
    address: Address

    def week(self, days: list[date], found: list[Entry]) -> list[Day]:
        rows = lanes(days, found)
        return [self._day(day, [lane[place] for lane in rows]) for place, day in enumerate(days)]

    def _day(self, day: date, column: list[Entry | None]) -> Day:
        while column and column[-1] is None:
            column.pop()
        is_cut = not self.period.is_week and len(column) > SHOWN
        shown, rest = (column[:SHOWN], column[SHOWN:]) if is_cut else (column, [])
        lens = self.desk.lens
        return Day(
            date=day,
            name=str(format_skeleton("MMMEd", day, locale=locale_of(lens.locale))),
            chips=[self._chip(one, day) for one in shown],
            more=sum(one is not None for one in rest),
            more_url=self.address.list_of(day),
            preset=self._preset(day),
            is_outside=not self.period.has(day),
            is_today=day == lens.today,
            is_stop=day == self._stop,
        )

    @property
    def _stop(self) -> date:
        today, (first, last) = self.desk.lens.today, self.period.seen
        return today if first <= today <= last else self.period.first

    def _chip(self, entry: Entry | None, day: date) -> SafeString:
        if entry is None:
            return BLANK
        return chip(
            self.collection,
            entry,
            day,
            self.desk.lens,
            period=self.period,
            may_write=self.desk.may_write,
        )

    def _preset(self, day: date) -> str:
        start = self.collection.by_name[self.collection.calendar[0]]
        at = START if isinstance(start, Instant) else ""
        return f"{start.name}={day.isoformat()}{at}"


def _links(period: Period, address: Address, lens: Lens) -> dict[str, str]:
    """Where one goes from here: `back today forward month week`; none past the calendar's end."""
    make = Period.week if period.is_week else Period.month
    middle = lens.today if period.has(lens.today) else period.first
    found: dict[str, Any] = {
        "back": period.before(),
        "today": make(lens.today, lens.locale),
        "forward": period.after(),
        "month": Period.month(middle, lens.locale),
        "week": Period.week(middle, lens.locale),
    }
    return {name: address.of(to) for name, to in found.items() if to is not None}
