"""The calendar of a collection: meetings by start, invoices by due date, and the like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from babel.dates import format_skeleton
from django.utils.safestring import SafeString

from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.words import isolated
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.periods import Period, day_names
from freelancer_os.engine.query.dates import Dates
from freelancer_os.engine.query.listing import in_use
from freelancer_os.web.calendar.chips import BLANK, Chips
from freelancer_os.web.calendar.days import Day
from freelancer_os.web.calendar.entries import LARGEST, Entry, entries, lanes
from freelancer_os.web.calendar.hours import HoursDay, clock, hours, is_timed
from freelancer_os.web.cells.composers import Composer
from freelancer_os.web.lists.look import Look

SHOWN = 3  # rows of a day in a month; the others are told as "+2 more"
START = "T09:00"  # what is added to a day without a time begins at


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
    hours: list[HoursDay]  # of a week of what has a time
    clock: list[str]
    dates: Dates
    add: Composer | None

    largest = LARGEST

    @property
    def is_empty(self) -> bool:
        return False

    @property
    def is_timed(self) -> bool:
        """Whether what stands in it has a time."""
        return isinstance(self.dates.start, Instant)


def calendar(look: Look, forms: Sequence[Composer]) -> CalendarSheet:
    """What a look leaves, in the month or week of its address. Raises ValidationError."""
    desk, collection = look.desk, look.collection
    dates = Dates.of(collection, look.params.get("by", ""))
    period = Period.of(look.passing, desk.formats)
    rows = in_use(collection, desk.formats, look.filters)
    found, has_more = entries(collection, rows, dates, period, desk.formats)
    count = sum(one.first <= period.last and one.last >= period.first for one in found)
    weeks = [lanes(days, found) for days in period.weeks]
    drawn = weeks if period.is_week else [rows[:SHOWN] for rows in weeks]
    stands = [one for rows in drawn for lane in rows for one in lane if one is not None]
    chips = Chips(collection, desk.formats, period, desk.may_write)
    add = forms[0] if forms and desk.may_write else None
    page = _Page(look, dates, period, chips, chips.records(stands), add)
    has_hours = period.is_week and isinstance(dates.start, Instant)
    return CalendarSheet(
        heading=period.title,
        count=f"{count}+" if has_more else str(count),
        names=day_names(desk.formats.locale),
        weeks=[page.week(*week) for week in zip(period.weeks, weeks, strict=True)],
        is_week=period.is_week,
        has_more=has_more,
        links=_links(period, look),
        hours=hours(period.weeks[0], found, page.records, chips, desk.formats) if has_hours else [],
        clock=clock(desk.formats) if has_hours else [],
        dates=dates,
        add=add,
    )


@dataclass(frozen=True)
class _Page:
    look: Look
    dates: Dates
    period: Period
    chips: Chips
    records: dict[UUID, Any]  # of the entries that are drawn
    add: Composer | None

    def week(self, days: list[date], rows: list[list[Entry | None]]) -> list[Day]:
        return [self._day(day, [lane[place] for lane in rows]) for place, day in enumerate(days)]

    def _day(self, day: date, column: list[Entry | None]) -> Day:
        while column and column[-1] is None:
            column.pop()
        is_cut = not self.period.is_week and len(column) > SHOWN
        shown, rest = (column[:SHOWN], column[SHOWN:]) if is_cut else (column, [])
        formats = self.look.desk.formats
        return Day(
            date=day,
            name=isolated(str(format_skeleton("MMMEd", day, locale=locale_of(formats.locale)))),
            chips=[self._chip(one, day) for one in shown],
            more=(more := sum(one is not None for one in rest)),
            more_url=self._list_of(day) if more else "",
            add=self.add,
            preset=self._preset(day),
            is_outside=not self.period.has(day),
            is_today=day == formats.today,
            is_stop=day == self._stop,
        )

    @property
    def _stop(self) -> date:
        today, (first, last) = self.look.desk.formats.today, self.period.seen
        return today if first <= today <= last else self.period.first

    def _chip(self, entry: Entry | None, day: date) -> SafeString:
        if entry is None:
            return BLANK
        more = " entry-timed" if is_timed(entry) else ""
        return self.chips.draw(entry, self.records[entry.pk], day, more)

    def _preset(self, day: date) -> str:
        at = START if isinstance(self.dates.start, Instant) else ""
        return f"{self.dates.start.name}={day.isoformat()}{at}"

    def _list_of(self, day: date) -> str:
        """All of a day as a list, where the list filters by the same date; else its week."""
        if self.look.collection.on != self.dates.start.name or not self.dates.is_point:
            return self.look.url(passing={"week": day.isoformat()})
        span = {"date_from": day.isoformat(), "date_to": day.isoformat()}
        return self.look.plain("table", {**self.look.filters, **span})


def _links(period: Period, look: Look) -> dict[str, str]:
    """Where one goes from here: `back today forward month week`; none past the calendar's end."""
    formats = look.desk.formats
    make = Period.week if period.is_week else Period.month
    middle = formats.today if period.has(formats.today) else period.first
    found: dict[str, Any] = {
        "back": period.before(),
        "today": make(formats.today, formats.locale),
        "forward": period.after(),
        "month": Period.month(middle, formats.locale),
        "week": Period.week(middle, formats.locale),
    }
    return {name: look.url(passing=to.query) for name, to in found.items() if to is not None}
