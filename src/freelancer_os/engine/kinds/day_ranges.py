"""Stretches of days that a filter names: "before 1 May", "this month"."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.periods import WEEK, Period

Span = tuple[date | None, date | None]  # the first and the last day; None where it is open

DAY = timedelta(days=1)


def _month(day: date, step: int) -> Span:
    """The month that lies `step` months from that of a day."""
    months = day.year * 12 + day.month - 1 + step
    return _months(date(months // 12, months % 12 + 1, 1), 1)


def _months(first: date, count: int) -> Span:
    months = first.year * 12 + first.month - 1 + count
    return first, date(months // 12, months % 12 + 1, 1) - DAY


def _week(day: date, locale: str, step: int) -> Span:
    found = Period.week(day + step * WEEK * DAY, locale)
    return found.first, found.last


# What "within" understands, by today and the locale; past and next days count today among them.
WITHIN: Mapping[str, Callable[[date, str], Span]] = {
    "today": lambda today, locale: (today, today),
    "yesterday": lambda today, locale: (today - DAY, today - DAY),
    "tomorrow": lambda today, locale: (today + DAY, today + DAY),
    "this_week": lambda today, locale: _week(today, locale, 0),
    "last_week": lambda today, locale: _week(today, locale, -1),
    "next_week": lambda today, locale: _week(today, locale, 1),
    "this_month": lambda today, locale: _month(today, 0),
    "last_month": lambda today, locale: _month(today, -1),
    "next_month": lambda today, locale: _month(today, 1),
    "this_quarter": lambda today, locale: _months(
        today.replace(day=1, month=today.month - (today.month - 1) % 3), 3
    ),
    "this_year": lambda today, locale: (date(today.year, 1, 1), date(today.year, 12, 31)),
    "last_year": lambda today, locale: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    "past_7_days": lambda today, locale: (today - 6 * DAY, today),
    "past_30_days": lambda today, locale: (today - 29 * DAY, today),
    "next_7_days": lambda today, locale: (today, today + 6 * DAY),
    "next_30_days": lambda today, locale: (today, today + 29 * DAY),
}

_COMPARED: Mapping[str, Callable[..., Span]] = {
    "is": lambda day: (day, day),
    "before": lambda day: (None, day - DAY),
    "after": lambda day: (day + DAY, None),
    "on_or_before": lambda day: (None, day),
    "on_or_after": lambda day: (day, None),
    "between": lambda first, last: (first, last),
}


def compared(operator: str, days: Sequence[date]) -> Span:
    """The days that an operator leaves, for the one or two that it compares with."""
    return _COMPARED[operator](*days)


def within(name: object, formats: Formats, field: str) -> Span:
    """The days of a period by its name, as of today. Raises ValidationError on `field`."""
    if not isinstance(name, str) or name not in WITHIN:
        raise refusal(field, _("The period is one of: {known}.").format(known=", ".join(WITHIN)))
    return WITHIN[name](formats.today, formats.locale)
