"""A collection as a calendar: its records on the days on which they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.periods import Period
from freelancer_os.engine.query.dates import Dates

LARGEST = 500
BLANK = mark_safe('<li class="entry-blank" aria-hidden="true"></li>')


@dataclass(frozen=True)
class Entry:
    """A record from the day `first` to the day `last`; `begin` is the field that moving it sets.

    `end` is the field that stretching it sets, if there is one.
    """

    record: Any
    begin: Field
    end: Field | None
    first: date
    last: date

    @property
    def is_long(self) -> bool:
        return self.last > self.first


def entries(
    collection: Collection, rows: Any, dates: Dates, period: Period, formats: Formats
) -> tuple[list[Entry], bool]:
    """What stands on the days that a period is drawn with, and whether that is not all."""
    found = rows.filter(_within(dates, *period.seen, formats)).order_by(dates.start.attribute, "id")
    records = list(found[: LARGEST + 1])
    return [_entry(dates, one, formats) for one in records[:LARGEST]], len(records) > LARGEST


def lanes(week: list[date], among: list[Entry]) -> list[list[Entry | None]]:
    """The entries of a week in rows one above the other, so that a long one lies straight.

    Every row has an entry or None for each day.
    """
    here = [one for one in among if one.first <= week[-1] and one.last >= week[0]]
    found: list[list[Entry | None]] = []
    for one in sorted(here, key=lambda entry: not entry.is_long):
        places = [place for place, day in enumerate(week) if one.first <= day <= one.last]
        lane = next((lane for lane in found if not any(lane[p] for p in places)), None)
        if lane is None:
            lane = [None] * len(week)
            found.append(lane)
        for place in places:
            lane[place] = one
    return found


def chip(
    collection: Collection,
    entry: Entry,
    day: date,
    formats: Formats,
    *,
    period: Period,
    may_write: bool,
) -> SafeString:
    """An entry on one day. The first of its chips in the drawn weeks carries its id."""
    record, begin = entry.record, entry.begin
    address = f"/{collection.slug}/{record.pk}/"
    colour, said = _group(collection, record)
    classes = f"entry tag tag-{colour}"
    if entry.is_long:
        classes += " entry-long"
        classes += " entry-first" if day == entry.first else ""
        classes += " entry-last" if day == entry.last else ""
        classes += " entry-on" if day > max(entry.first, period.first) else ""
    is_head = day == max(entry.first, period.seen[0])
    place = f"entry-{record.pk}" if is_head else f"entry-{record.pk}-{day.isoformat()}"
    cells = keys = pulls = ""
    if may_write and not begin.read_only:
        cells = _cells(address, entry, formats)
        pulls = _pulls(entry, day)
        keys = ' aria-describedby="calendar-keys"'
    return mark_safe(
        f'<li class="{classes}"{cells}><a id="{place}" href="{address}"{keys}>'
        f"{_words(collection, entry, formats)}{said}</a>{pulls}</li>"
    )


def _cells(address: str, entry: Entry, formats: Formats) -> str:
    """What moving and stretching save: the cell of the begin, and that of the end."""
    record, begin, end = entry.record, entry.begin, entry.end
    found = (
        f' data-cell="{address}cell/{begin.name}/" data-raw="{escape(begin.raw(record, formats))}"'
    )
    if end is None or end.read_only:
        return found
    return (
        f'{found} data-end="{address}cell/{end.name}/"'
        f' data-end-raw="{escape(end.raw(record, formats))}"'
    )


def _pulls(entry: Entry, day: date) -> str:
    """What the ends of a bar are drawn by; keys do the same."""
    if entry.end is None or entry.end.read_only or isinstance(entry.begin, Instant):
        return ""
    sides = (("start", entry.is_long and day == entry.first), ("end", day == entry.last))
    return "".join(
        f'<button class="entry-pull" type="button" data-pull="{side}" tabindex="-1"'
        ' aria-hidden="true"></button>'
        for side, here in sides
        if here
    )


def _within(dates: Dates, first: date, last: date, formats: Formats) -> Q:
    """Instants stand on the day they begin; dates from the one to the other."""
    start, end = dates.start, dates.end
    begins = start.since(first, formats) & start.until(last, formats)
    if end is None or dates.is_point:
        return begins
    covers = start.until(last, formats) & end.since(first, formats)
    is_open = end.is_empty(formats) & begins
    return covers | is_open | (start.is_empty(formats) & end.during((first, last), formats))


def _entry(dates: Dates, record: Any, formats: Formats) -> Entry:
    value = dates.start.value(record)
    if isinstance(value, datetime):
        day = value.astimezone(ZoneInfo(formats.time_zone)).date()
        return Entry(record, dates.start, dates.end, day, day)
    end: Any = dates.end.value(record) if dates.end else None
    if value is None and dates.end is not None:
        return Entry(record, dates.end, None, end, end)
    return Entry(record, dates.start, dates.end, value, end or value)


def _words(collection: Collection, entry: Entry, formats: Formats) -> str:
    """The time, the title, who it is for, and the amount."""
    record = entry.record
    links = (one for one in collection.titles(collection.card) if isinstance(one, Link))
    who = next((link.value(record) for link in links), None)
    title = f"<span>{escape(str(record))}</span>"
    beside = f' <span class="entry-who">{escape(str(who))}</span>' if who is not None else ""
    return (
        _clock(entry, formats)
        + title
        + beside
        + _until(entry, formats)
        + _amount(collection, entry, formats)
    )


def _clock(entry: Entry, formats: Formats) -> str:
    value = entry.begin.value(entry.record)
    if not isinstance(value, datetime):
        return ""
    there = value.astimezone(ZoneInfo(formats.time_zone)).time()
    text = format_time(there, format="short", locale=locale_of(formats.locale))
    return f'<time class="entry-time">{escape(text)}</time> '


def _until(entry: Entry, formats: Formats) -> str:
    if not entry.is_long:
        return ""
    day = escape(show_date(entry.last, formats.locale, today=formats.today))
    return f' <span class="entry-until">until {day}</span>'


def _amount(collection: Collection, entry: Entry, formats: Formats) -> str:
    one = collection.by_name.get(collection.board_sum or next(iter(collection.sums), ""))
    if not isinstance(one, Money) or entry.is_long:
        return ""
    return f' <span class="entry-amount num">{escape(one.text(entry.record, formats))}</span>'


def _group(collection: Collection, record: Any) -> tuple[str, str]:
    """The colour of the record's group, and its words for those who do not see it."""
    grouped = collection.by_name.get(collection.group_by)
    value = grouped.value(record) if isinstance(grouped, Choice) else None
    for key, label, colour in getattr(grouped, "choices", ()):
        if key == value:
            return colour, f'<span class="sr-only">, {escape(label)}</span>'
    return "stone", ""
