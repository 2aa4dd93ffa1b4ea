"""The hours of a week: what has a time stands in its hour, as long as it lasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.words import isolated
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.web.calendar.chips import Chips
from freelancer_os.web.calendar.entries import Entry

STEP = 5  # minutes to which what is drawn is rounded
USUAL = 60  # minutes of what has no end
SHORT = 45  # minutes in which there is room for one line
MIDNIGHT = 24 * 60
ABREAST = 6  # of those that overlap


@dataclass(frozen=True)
class Block:
    """An entry from a minute of its day to another, `lane` of so many side by side."""

    entry: Entry
    begin: int
    end: int
    lane: int = 0
    of: int = 1

    @property
    def classes(self) -> str:
        """Where it stands, by the rules of the style sheet."""
        (hour, minute), (to, past) = divmod(self.begin, 60), divmod(self.end, 60)
        place = f" at-{hour} past-{minute} to-{to} until-{past} lane-{self.lane} of-{self.of}"
        return f"{place} hour-short" if self.end - self.begin < SHORT else place


@dataclass(frozen=True)
class HoursDay:
    """A day with its blocks, drawn."""

    date: date
    name: str
    blocks: list[SafeString]
    is_today: bool


def is_timed(entry: Entry) -> bool:
    """Whether it stands in the hours of one day, and not above them."""
    return isinstance(entry.begin, Instant) and not entry.is_long


def clock(formats: Formats) -> list[str]:
    """The full hours as the locale writes them."""
    known = locale_of(formats.locale)
    return [str(format_time(time(hour), format="short", locale=known)) for hour in range(24)]


def hours(
    days: Sequence[date],
    among: Sequence[Entry],
    records: Mapping[UUID, Any],
    chips: Chips,
    formats: Formats,
) -> list[HoursDay]:
    """The days of a week with what has a time on them."""
    found = []
    for day in days:
        here = [one for one in among if one.first == day and is_timed(one)]
        blocks = abreast([_block(one, records[one.pk], formats) for one in here])
        drawn = [mark_safe(chips.block(b.entry, records[b.entry.pk], b.classes)) for b in blocks]
        name = format_skeleton("MMMEd", day, locale=locale_of(formats.locale))
        found.append(HoursDay(day, isolated(str(name)), drawn, day == formats.today))
    return found


def abreast(blocks: list[Block]) -> list[Block]:
    """Those that overlap stand side by side, all of a bunch equally wide."""
    found: list[Block] = []
    bunch: list[Block] = []
    ends: list[int] = []  # of the last block of each lane

    def close() -> None:
        found.extend(Block(b.entry, b.begin, b.end, b.lane, len(ends)) for b in bunch)
        bunch.clear()
        ends.clear()

    for block in sorted(blocks, key=lambda one: (one.begin, -one.end)):
        if ends and block.begin >= max(ends):
            close()
        free = [lane for lane, end in enumerate(ends) if end <= block.begin]
        lane = free[0] if free else min(len(ends), ABREAST - 1)
        if lane == len(ends):
            ends.append(block.end)
        ends[lane] = max(ends[lane], block.end)
        bunch.append(Block(block.entry, block.begin, block.end, lane))
    close()
    return found


def _block(entry: Entry, record: Record, formats: Formats) -> Block:
    begin = _minute(entry.begin.value(record), entry.first, formats)
    end = entry.end.value(record) if entry.end else None
    last = begin + USUAL if end is None else _minute(end, entry.first, formats)
    begin = min(begin, MIDNIGHT - STEP)
    return Block(entry, begin, min(max(last, begin + STEP), MIDNIGHT))


def _minute(instant: datetime, day: date, formats: Formats) -> int:
    """The minute of the day at which the clock stands then."""
    there = instant.astimezone(ZoneInfo(formats.time_zone))
    if there.date() > day:
        return MIDNIGHT
    minutes = there.hour * 60 + there.minute
    return minutes - minutes % STEP
