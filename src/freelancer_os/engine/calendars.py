"""A collection as a calendar: its records on the days on which they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.dates import show_date
from freelancer_os.core.numerals import locale_of
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.fields import Field
from freelancer_os.engine.instants import Instant
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.linking import Link
from freelancer_os.engine.numbers import Money
from freelancer_os.engine.periods import Period

LARGEST = 500
BLANK = mark_safe('<li class="entry-blank" aria-hidden="true"></li>')


@dataclass(frozen=True)
class Entry:
    """A record from the day `first` to the day `last`; `begin` is the field that moving it sets."""

    record: Any
    begin: Field
    first: date
    last: date

    @property
    def is_long(self) -> bool:
        return self.last > self.first


def entries(
    collection: Collection, rows: Any, period: Period, lens: Lens
) -> tuple[list[Entry], bool]:
    """What stands on the days that a period is drawn with, and whether that is not all."""
    start, *ends = collection.titles(collection.calendar)
    found = rows.filter(_within(start, ends, *period.seen, lens)).order_by(start.attribute, "id")
    records = list(found[: LARGEST + 1])
    return [_entry(start, ends, one, lens) for one in records[:LARGEST]], len(records) > LARGEST


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
    lens: Lens,
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
    cell = keys = ""
    if may_write and not begin.read_only:
        cell = (
            f' data-cell="{address}cell/{begin.name}/" data-raw="{escape(begin.raw(record, lens))}"'
        )
        keys = ' aria-describedby="calendar-keys"'
    return mark_safe(
        f'<li class="{classes}"{cell}><a id="{place}" href="{address}"{keys}>'
        f"{_words(collection, entry, lens)}{said}</a></li>"
    )


def _within(start: Field, ends: list[Field], first: date, last: date, lens: Lens) -> Q:
    """Instants stand on the day they begin; dates from the one to the other."""
    begins = start.since(first, lens) & start.until(last, lens)
    if isinstance(start, Instant) or not ends:
        return begins
    end = ends[0]
    covers = start.until(last, lens) & end.since(first, lens)
    is_open = Q(**{f"{end.attribute}__isnull": True}) & begins
    is_headless = Q(**{f"{start.attribute}__isnull": True})
    return covers | is_open | (is_headless & end.since(first, lens) & end.until(last, lens))


def _entry(start: Field, ends: list[Field], record: Any, lens: Lens) -> Entry:
    value = start.value(record)
    if isinstance(value, datetime):
        day = value.astimezone(ZoneInfo(lens.time_zone)).date()
        return Entry(record, start, day, day)
    end: Any = ends[0].value(record) if ends else None
    if value is None:
        return Entry(record, ends[0], end, end)
    return Entry(record, start, value, end or value)


def _words(collection: Collection, entry: Entry, lens: Lens) -> str:
    """The time, the title, who it is for, and the amount."""
    record = entry.record
    link = next((f for f in collection.fields if isinstance(f, Link) and f.name == "client"), None)
    who = link.value(record) if link is not None and link.name in collection.on_card else None
    title = f"<span>{escape(str(record))}</span>"
    beside = f' <span class="entry-who">{escape(str(who))}</span>' if who is not None else ""
    return (
        _clock(entry, lens)
        + title
        + beside
        + _until(entry, lens)
        + _amount(collection, entry, lens)
    )


def _clock(entry: Entry, lens: Lens) -> str:
    value = entry.begin.value(entry.record)
    if not isinstance(value, datetime):
        return ""
    there = value.astimezone(ZoneInfo(lens.time_zone)).time()
    text = format_time(there, format="short", locale=locale_of(lens.locale))
    return f'<time class="entry-time">{escape(text)}</time> '


def _until(entry: Entry, lens: Lens) -> str:
    if not entry.is_long:
        return ""
    day = escape(show_date(entry.last, lens.locale, today=lens.today))
    return f' <span class="entry-until">until {day}</span>'


def _amount(collection: Collection, entry: Entry, lens: Lens) -> str:
    one = collection.by_name.get(collection.board_sum or next(iter(collection.sums), ""))
    if not isinstance(one, Money) or entry.is_long:
        return ""
    return f' <span class="entry-amount num">{escape(one.text(entry.record, lens))}</span>'


def _group(collection: Collection, record: Any) -> tuple[str, str]:
    """The colour of the record's group, and its words for those who do not see it."""
    grouped = collection.by_name.get(collection.group_by)
    value = grouped.value(record) if isinstance(grouped, Choice) else None
    for key, label, colour in getattr(grouped, "choices", ()):
        if key == value:
            return colour, f'<span class="sr-only">, {escape(label)}</span>'
    return "stone", ""
