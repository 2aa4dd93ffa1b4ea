"""The records of a collection on the days on which they stand, and in rows of a week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.periods import Period
from freelancer_os.engine.query.dates import Dates

LARGEST = 500
DAY, MOMENT = (
    timedelta(days=1),
    timedelta(microseconds=1),
)  # what ends at midnight ends the day before
LONGEST = timedelta(days=366)


@dataclass(frozen=True, eq=False)
class Entry:
    """A record, by its id, from the day `first` to the day `last`.

    `begin` is the field that moving it sets; `end` is the one that stretching it sets, if any.
    """

    pk: UUID
    begin: Field
    end: Field | None
    first: date
    last: date

    @property
    def is_long(self) -> bool:
        return self.last > self.first


def entries(
    collection: Collection, rows: QuerySet[Record], dates: Dates, period: Period, formats: Formats
) -> tuple[list[Entry], bool]:
    """What stands on the days that a period is drawn with, and whether that is not all.

    Of each record only its dates are read: a busy month draws few of those that stand in it.
    """
    found = rows.filter(_within(dates, *period.seen, formats)).order_by(dates.start.attribute, "id")
    ends = (dates.start, dates.end) if dates.end else (dates.start,)
    columns = dict.fromkeys(OWN if one.is_own else one.attribute for one in ends)
    some = list(found.select_related(None).values_list("pk", *columns, named=True)[: LARGEST + 1])
    return [_entry(dates, one, formats) for one in some[:LARGEST]], len(some) > LARGEST


def lanes(week: list[date], among: list[Entry]) -> list[list[Entry | None]]:
    """The entries of a week in rows one above the other, so that a long one lies straight.

    Every row has an entry or None for each day.
    """
    here = [one for one in among if one.first <= week[-1] and one.last >= week[0]]
    found: list[list[Entry | None]] = []
    full = [0] * len(week)  # of each day, how many of the first rows have an entry on it
    for one in sorted(here, key=lambda entry: not entry.is_long):
        first, last = max((one.first - week[0]).days, 0), min((one.last - week[0]).days, 6)
        row = max(full[first : last + 1])
        while row < len(found) and any(found[row][first : last + 1]):
            row += 1
        if row == len(found):
            found.append([None] * len(week))
        for place in range(first, last + 1):
            found[row][place] = one
            while full[place] < len(found) and found[full[place]][place]:
                full[place] += 1
    return found


def _within(dates: Dates, first: date, last: date, formats: Formats) -> Q:
    """From the one date to the other, both ways; of instants those that began a year ago at most,
    so that an index finds them."""
    start, end = dates.start, dates.end
    begins = start.since(first, formats) & start.until(last, formats)
    if end is None:
        return begins
    if isinstance(start, Instant):
        earlier = start.since(first - LONGEST, formats) & start.until(first - DAY, formats)
        return begins | (earlier & end.since(first, formats))
    covers = start.until(last, formats) & end.since(first, formats)
    is_open = end.is_empty(formats) & begins
    return covers | is_open | (start.is_empty(formats) & end.during((first, last), formats))


def _entry(dates: Dates, row: Record, formats: Formats) -> Entry:
    value = dates.start.value(row)
    end: Any = dates.end.value(row) if dates.end else None
    if isinstance(value, datetime):
        zone = ZoneInfo(formats.time_zone)
        day = value.astimezone(zone).date()
        last = (end - MOMENT).astimezone(zone).date() if end else day
        return Entry(row.pk, dates.start, dates.end, day, max(day, last))
    if value is None and dates.end is not None:
        return Entry(row.pk, dates.end, None, end, end)
    return Entry(row.pk, dates.start, dates.end, value, end or value)
