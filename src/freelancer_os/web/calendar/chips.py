"""An entry of a calendar as it is drawn on one of its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_time
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.periods import Period
from freelancer_os.web.calendar.entries import Entry

WEEK_ON = timedelta(days=6)
BLANK = mark_safe('<li class="entry-blank" aria-hidden="true"></li>')


@dataclass(frozen=True)
class Chips:
    """How the entries of one calendar are drawn."""

    collection: Collection
    formats: Formats
    period: Period
    may_write: bool

    def records(self, among: Iterable[Entry]) -> dict[UUID, Any]:
        """The records of entries that are drawn, by their ids, with what their chips name."""
        pks = list(dict.fromkeys(one.pk for one in among))
        shown = {self._who.name} if self._who else frozenset[str]()
        return self.collection.some(self.formats.workspace, pks, shown)

    def draw(self, entry: Entry, record: Record, day: date, more: str = "") -> SafeString:
        """An entry on one day. The first of its chips in the drawn weeks carries its id, and is
        where the keyboard stops."""
        address = f"/{self.collection.slug}/{record.pk}/"
        colour, said = self._group(record)
        classes = f"entry tag tag-{colour}{more}"
        is_begin = day == max(entry.first, self.period.week_of(day))
        if entry.is_long:
            classes += " entry-long"
            classes += f" entry-run-{self._run(entry, day)}" if is_begin else ""
            classes += " entry-first" if day == entry.first else ""
            classes += " entry-last" if day == entry.last else ""
            classes += " entry-on" if day > max(entry.first, self.period.first) else ""
        is_head = day == max(entry.first, self.period.seen[0])
        place = f"entry-{record.pk}" if is_head else f"entry-{record.pk}-{day.isoformat()}"
        cells = pulls = ""
        keys = "" if is_head else ' tabindex="-1"'
        if self.may_write and not entry.begin.read_only:
            cells = self._cells(address, entry, record)
            pulls = _pulls(entry, day)
            keys += ' aria-describedby="calendar-keys"'
        return mark_safe(
            f'<li class="{classes}"{cells}><a id="{place}" href="{address}"{keys}>'
            f"{self._words(entry, record)}{said}</a>{pulls}</li>"
        )

    def block(self, entry: Entry, record: Record, place: str) -> SafeString:
        """An entry in the hours of its day, at a `place` that classes name."""
        address = f"/{self.collection.slug}/{record.pk}/"
        colour, said = self._group(record)
        cells = keys = pulls = ""
        if self.may_write and not entry.begin.read_only:
            cells = self._cells(address, entry, record)
            keys = ' aria-describedby="calendar-keys"'
            pulls = "".join(map(_pull, ("start", "end"))) if entry.end else ""
        return mark_safe(
            f'<li class="entry hour-entry tag tag-{colour}{place}"{cells}>'
            f'<a id="hour-{record.pk}" href="{address}"{keys}>'
            f"{self._words(entry, record)}{said}</a>{pulls}</li>"
        )

    def _run(self, entry: Entry, day: date) -> int:
        """Over how many days of its week the bar goes on, which its words have for room."""
        return (min(entry.last, self.period.week_of(day) + WEEK_ON) - day).days + 1

    def _cells(self, address: str, entry: Entry, record: Record) -> str:
        """What moving and stretching save: the cell of the begin, and that of the end."""
        begin, end = entry.begin, entry.end
        raw = escape(begin.raw(record, self.formats))
        found = f' data-cell="{address}cell/{begin.name}/" data-raw="{raw}"'
        if end is None or end.read_only:
            return found
        raw = escape(end.raw(record, self.formats))
        return f'{found} data-end="{address}cell/{end.name}/" data-end-raw="{raw}"'

    def _words(self, entry: Entry, record: Record) -> str:
        """The time, the title, who it is for, and the amount."""
        who = self._who.value(record) if self._who else None
        beside = f' <span class="entry-who">{escape(str(who))}</span>' if who is not None else ""
        title = f"<span>{escape(str(record))}</span>{beside}"
        last = self._until(entry) if entry.is_long else self._amount(record)
        return f"{self._clock(entry, record)}{title}{last}"

    def _clock(self, entry: Entry, record: Record) -> str:
        value = entry.begin.value(record)
        if not isinstance(value, datetime):
            return ""
        there = value.astimezone(ZoneInfo(self.formats.time_zone)).time()
        text = format_time(there, format="short", locale=locale_of(self.formats.locale))
        return f'<time class="entry-time">{escape(text)}</time> '

    def _until(self, entry: Entry) -> str:
        day = show_date(entry.last, self.formats.locale, today=self.formats.today)
        until = escape(_("until {day}").format(day=day))
        return f' <span class="entry-until">{until}</span>'

    def _amount(self, record: Record) -> str:
        if self._sum is None:
            return ""
        amount = escape(self._sum.text(record, self.formats))
        return f' <span class="entry-amount num">{amount}</span>'

    def _group(self, record: Record) -> tuple[str, str]:
        """The colour of the record's group, and its words for those who do not see it."""
        grouped = self._grouped
        return self._groups.get(grouped.value(record) if grouped else None, ("stone", ""))

    @cached_property
    def _who(self) -> Link | None:
        """The first link of a card."""
        links = self.collection.titles(self.collection.card)
        return next((one for one in links if isinstance(one, Link)), None)

    @cached_property
    def _sum(self) -> Money | None:
        name = self.collection.board_sum or next(iter(self.collection.sums), "")
        one = self.collection.by_name.get(name)
        return one if isinstance(one, Money) else None

    @cached_property
    def _grouped(self) -> Choice | None:
        one = self.collection.by_name.get(self.collection.group_by)
        return one if isinstance(one, Choice) else None

    @cached_property
    def _groups(self) -> dict[object, tuple[str, str]]:
        return {
            key: (colour, f'<span class="sr-only">, {escape(label)}</span>')
            for key, label, colour in (self._grouped.choices if self._grouped else ())
        }


def _pulls(entry: Entry, day: date) -> str:
    """What the ends of a bar are drawn by; keys do the same."""
    is_timed = isinstance(entry.begin, Instant)  # in hours it is pulled by its height
    if entry.end is None or entry.end.read_only or (is_timed and not entry.is_long):
        return ""
    sides = (("start", entry.is_long and day == entry.first), ("end", day == entry.last))
    return "".join(_pull(side) for side, here in sides if here)


def _pull(side: str) -> str:
    return (
        f'<button class="entry-pull" type="button" data-pull="{side}" tabindex="-1"'
        ' aria-hidden="true"></button>'
    )
