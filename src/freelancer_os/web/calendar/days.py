"""A day of a calendar, as it is drawn."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    def _button(self) -> str:
        if self.add is None:
            return ""
        stop = "" if self.is_stop else ' tabindex="-1"'
        label = _("{new} on {day}").format(new=self.add.label, day=self.name)
        return (
            f'<button class="day-add" type="button" data-composer="composer-{self.add.name}"'
            f' data-preset="{escape(self.preset)}"'
            f' aria-label="{escape(label)}"{stop}>+</button>'
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
