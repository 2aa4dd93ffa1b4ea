"""Dates and times as an input of a page holds them, in the order and the signs of a locale.

What is written here is read in `typed_dates.py` and `typed_times.py`, and by the date picker, which
is told the pattern.
"""

import re
from datetime import date, datetime
from functools import lru_cache

from django.core.exceptions import ValidationError

from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.values.typed_dates import parse_date

ISO = "y-MM-dd"
ISO_LENGTH = 10
NOON = 12
_PARTS = re.compile(r"d{1,2}|M{1,2}|y{1,4}")
_MARKS = re.compile("[\u200e\u200f\u061c']")
_SAMPLES = (date(2026, 12, 31), date(2026, 2, 1), date(1999, 10, 9))
_HALVES = re.compile(r"[hK]")


@lru_cache(maxsize=256)
def date_pattern(locale: str) -> str:
    """The pattern of a date in numbers: "dd/MM/y"; ISO where it could not be read back."""
    known = locale_of(locale)
    found = known.datetime_skeletons.get("yMd", known.date_formats["short"])
    pattern = _MARKS.sub("", found.pattern)
    return pattern if all(_is_read(pattern, day, locale) for day in _SAMPLES) else ISO


def _is_read(pattern: str, day: date, locale: str) -> bool:
    try:
        return parse_date(_filled(pattern, day), locale, day, field="") == day
    except ValidationError:
        return False


def _filled(pattern: str, day: date) -> str:
    parts = {"d": day.day, "M": day.month, "y": day.year}
    return _PARTS.sub(lambda part: f"{parts[part[0][0]]:0{len(part[0])}d}", pattern)


@lru_cache(maxsize=256)
def has_halves(locale: str) -> bool:
    """Whether a locale counts the hours of half a day, as AM and PM."""
    known = locale_of(locale)
    names = known.day_periods["format"]["abbreviated"]
    is_latin = (names.get("am", ""), names.get("pm", "")) == ("AM", "PM")
    return is_latin and bool(_HALVES.search(known.time_formats["short"].pattern))


def written(raw: str, locale: str) -> str:
    """What an input holds for an ISO date, or a date and a time: "12/31/2026 2:30 PM".

    What is neither stays as it is.
    """
    try:
        there = datetime.fromisoformat(raw)
    except ValueError:
        return raw
    day = _filled(date_pattern(locale), there)
    if len(raw) == ISO_LENGTH:
        return day
    if not has_halves(locale):
        return f"{day} {there:%H:%M}"
    half = "PM" if there.hour >= NOON else "AM"
    return f"{day} {(there.hour - 1) % NOON + 1}:{there:%M} {half}"
