"""A day of a calendar, as it is drawn."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.web.calendar.chips import BLANK
from freelancer_os.web.cells.composers import Composer


@dataclass(frozen=True)
class Day:
    """One day: its chips, how many more there are and where, what a new record starts with."""

    date: date
    name: str
    chips: list[SafeString]
    more: int
    more_url: str
    add: Composer | None  # what adds a record to it, if the person may
    preset: str
    is_outside: bool
    is_today: bool
    is_stop: bool  # of the Tab key; the arrow keys lead to the other days

    @property
    def html(self) -> SafeString:
        """The cell of the day."""
        iso, outside = self.date.isoformat(), " day-outside" if self.is_outside else ""
        today = ' aria-current="date"' if self.is_today else ""
        return mark_safe(
            f'<td class="day{outside}" id="day-{iso}" data-day="{iso}"{today}>'
            f'<time class="day-head" datetime="{iso}">'
            f'<span class="day-number" aria-hidden="true">{self.date.day}</span>'
            f'<span class="day-name">{escape(self.name)}</span></time>{self._button}'
            f'<ul class="entries">{"".join(self.chips)}</ul>{self._rest}</td>'
        )

    @property
    def small(self) -> SafeString:
        """The day in the month of a phone: a way to its entries, else to adding one."""
        iso, number = self.date.isoformat(), self.date.day
        has_entries = any(chip != BLANK for chip in self.chips)
        today = ' aria-current="date"' if self.is_today else ""
        if self.is_outside or not (has_entries or self.add):
            outside = " month-day-outside" if self.is_outside else ""
            return mark_safe(f'<span class="month-day{outside}"{today}>{number}</span>')
        name = escape(self.name)
        if has_entries:
            return mark_safe(
                f'<a class="month-day month-day-full" href="#day-{iso}" aria-label="{name}"{today}>'
                f"{number}</a>"
            )
        return mark_safe(
            f'<button class="month-day" type="button"{self._opens} aria-label="{self._label}"'
            f"{today}>{number}</button>"
        )

    @property
    def _opens(self) -> str:
        """What opens the form of a new record."""
        assert self.add is not None
        preset = escape(self.preset)
        return f' data-composer="composer-{self.add.name}" data-preset="{preset}"'

    @property
    def _label(self) -> str:
        assert self.add is not None
        return escape(_("{new} on {day}").format(new=self.add.label, day=self.name))

    @property
    def _button(self) -> str:
        if self.add is None:
            return ""
        stop = "" if self.is_stop else ' tabindex="-1"'
        return (
            f'<button class="day-add" type="button"{self._opens}'
            f' aria-label="{self._label}"{stop}>+</button>'
        )

    @property
    def _rest(self) -> str:
        if not self.more:
            return ""
        label = ngettext("{count} more on {day}", "{count} more on {day}", self.more)
        label = label.format(count=self.more, day=self.name)
        more = _("+{count} more").format(count=self.more)
        return (
            f'<a class="day-more" href="{escape(self.more_url)}"'
            f' aria-label="{escape(label)}">{escape(more)}</a>'
        )
