"""Dates of money, which are plain, and instants, which are kept in UTC.

What people type is read in `typed_dates.py` and `typed_times.py`.
"""

import re
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_time
from django.utils.translation import gettext as _

from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.values.text import refusal
from freelancer_os.core.values.typed_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    check_year,
    parse_date,
)
from freelancer_os.core.values.typed_times import parse_instant
from freelancer_os.core.words import isolated

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "check_year",
    "edit_instant",
    "is_time_zone",
    "parse_date",
    "parse_instant",
    "print_instant",
    "read_date",
    "read_instant",
    "show_date",
    "show_instant",
    "start_of_day",
    "today_in",
]

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)


def read_date(value: object, *, field: str) -> date:
    """Return the date of an ISO 8601 string that the API was given: "2026-12-31".

    Raises ValidationError on `field`, also outside the years 1900 to 2200.
    """
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise refusal(field, _("Write the date like 2026-12-31."))
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise refusal(field, _("There is no such day in the calendar.")) from None
    check_year(day.year, field)
    return day


def read_instant(value: object, *, field: str) -> datetime:
    """Return the instant, in UTC, of an ISO 8601 string with an offset.

    "2026-11-18T10:30:00+01:00" and "2026-11-18T09:30Z" are read; a time without an offset is
    refused. Raises ValidationError on `field`.
    """
    if not isinstance(value, str) or not _ISO_INSTANT.fullmatch(value):
        raise refusal(field, _("Write date, time and offset like 2026-11-18T10:30:00+01:00."))
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise refusal(field, _("There is no such day or time.")) from None
    check_year(instant.year, field)
    instant = instant.astimezone(UTC)
    check_year(instant.year, field)
    return instant


def print_instant(value: datetime) -> str:
    """Return an instant as the API writes it, in UTC: "2026-11-18T09:30:00Z"."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_time_zone(name: object) -> bool:
    """Tell whether `name` is an IANA time zone, such as "Europe/Berlin"."""
    return isinstance(name, str) and name in _time_zones()


def today_in(time_zone: str, now: datetime | None = None) -> date:
    """Return the date that it is in the time zone, now or at the instant `now`."""
    return (now or datetime.now(UTC)).astimezone(ZoneInfo(time_zone)).date()


def start_of_day(day: date, time_zone: str) -> datetime:
    """Return the instant, in UTC, at which a day begins in the time zone."""
    return datetime.combine(day, time.min, ZoneInfo(time_zone)).astimezone(UTC)


def show_date(value: date, locale: str, *, today: date) -> str:
    """Return the date as the screen shows it: "18 Nov", with its year if that is not this one."""
    return isolated(_day(value, locale, today))


def _day(value: date, locale: str, today: date) -> str:
    return _shown(value, locale, "MMMd" if value.year == today.year else "yMMMd")


@lru_cache(maxsize=16384)
def _shown(value: date, locale: str, skeleton: str) -> str:
    known = locale_of(locale)
    return str(known.datetime_skeletons[skeleton].apply(value, known))


def show_instant(value: datetime, locale: str, time_zone: str, *, today: date) -> str:
    """Return date and time in the time zone as the screen shows them: "18 Nov, 10:30"."""
    there = value.astimezone(ZoneInfo(time_zone))
    clock = format_time(there.time(), format="short", locale=locale_of(locale))
    return isolated(f"{_day(there.date(), locale, today)}, {clock}")


def edit_instant(value: datetime, time_zone: str) -> str:
    """Return an instant as a date and time field of the browser takes it: "2026-11-18T10:30"."""
    return value.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%dT%H:%M")
