"""Days on paper: long, and as short as a period allows ("3 – 17 November 2026")."""

from datetime import date

from babel.dates import format_date, format_interval

from freelancer_os.core.values.numerals import locale_of


def long_day(day: date, locale: str) -> str:
    """A day with its month in words: "18 November 2026", "18. November 2026"."""
    return format_date(day, format="long", locale=locale_of(locale))


def period(first: date, last: date, locale: str) -> str:
    """From a day to a day, what both have in common once."""
    known = locale_of(locale)
    skeleton = "yMMMMd" if "yMMMMd" in known.interval_formats else "yMMMd"
    return str(format_interval(first, last, skeleton, locale=known))
