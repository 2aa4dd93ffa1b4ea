"""Months: "2026-11" over the API, as people type them, and in words."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_skeleton
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.values.numerals import locale_of, tidy
from freelancer_os.core.values.spans import month_after, month_of
from freelancer_os.core.values.text import refusal
from freelancer_os.core.values.typed_dates import check_year, parse_date
from freelancer_os.core.words import isolated

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*[-./]\s*([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})\s*[-./]\s*([0-9]{4})")


def read_month(value: object, *, field: str) -> str:
    """A month of the API, "2026-11". Raises ValidationError on `field`."""
    found = _ISO.fullmatch(value) if isinstance(value, str) and value.isascii() else None
    if found is None:
        raise refusal(field, _("A month is written like {example}.").format(example="2026-11"))
    return _existing(int(found[1]), int(found[2]), field)


def parse_month(text: str, locale: str, today: date, *, field: str) -> str:
    """The month that a person typed: "2026-11", "11/2026", "Nov 2026", "November" of this year.

    Raises ValidationError on `field`.
    """
    typed = tidy(text, locale).strip()
    if found := _YEAR_FIRST.fullmatch(typed):
        return _existing(int(found[1]), int(found[2]), field)
    if found := _YEAR_LAST.fullmatch(typed):
        return _existing(int(found[2]), int(found[1]), field)
    if typed[:1].isalpha():
        try:
            return month_of(parse_date(f"1 {typed}", locale, today, field=field))
        except ValidationError:
            pass
    example = show_month(month_of(today), locale)
    raise refusal(field, _("Write the month like {example}.").format(example=example))


@lru_cache(1_000)
def _shown(month: str, locale: str) -> str:
    found = str(format_skeleton("yMMMM", first_day(month), locale=locale_of(locale)))
    return found[:1].upper() + found[1:]


def show_month(month: str, locale: str) -> str:
    """ "November 2026"."""
    return isolated(_shown(month, locale))


def first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def month_beside(month: str, count: int) -> str:
    """The month so many further on, or back: "2026-12" after "2026-11"."""
    return month_of(month_after(first_day(month), count))


def _existing(year: int, month: int, field: str) -> str:
    check_year(year, field)
    if not 1 <= month <= 12:
        raise refusal(field, _("A year has the months 1 to 12."))
    return f"{year}-{month:02}"
