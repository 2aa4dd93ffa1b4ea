"""Scaled integers as text: quantities, rates and hours, for the API and for pages.

A value of 15000 with four places is 1.5. Hours are kept in seconds.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.values.money import half_up
from freelancer_os.core.values.numerals import (
    number_style,
    print_decimal,
    read_signed,
    tidy,
    write_signed,
)
from freelancer_os.core.values.text import refusal

LARGEST = 2**63 - 1
"""What fits a database integer, either side of zero."""
HOUR = 3600
MAX_HOURS = 1_000_000
"""The most hours that one record can hold: more than a century."""

_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_CLOCK = re.compile(r"([0-9]{1,7}):([0-5][0-9])(?::([0-5][0-9]))?")
_LONGEST = 40
_SHOWN_HOUR_PLACES = 2
_HOUR_PLACES = 4  # the fewest decimals in which every second has a text of its own
_MAX_HOUR_PLACES = 12


def print_scaled(value: int, places: int) -> str:
    """Return the number as the API writes it, without trailing zeros: "1.5"."""
    text = print_decimal(value, places)
    return text.rstrip("0").rstrip(".") if places else text


def read_scaled(
    value: object,
    places: int,
    *,
    field: str,
    minimum: int | None = None,
    maximum: int | None = None,
) -> int:
    """Return the scaled integer of a decimal string that the API was given, such as "1.5".

    `minimum` and `maximum` are scaled too, and allowed themselves. Raises ValidationError on
    `field`.
    """
    sign, whole, decimals = _split_decimal(value, field)
    _check_places(decimals, places, field)
    number = int(sign + whole + decimals.ljust(places, "0"))
    _check_bounds(number, minimum, maximum, lambda bound: print_scaled(bound, places), field)
    return number


def _split_decimal(value: object, field: str) -> tuple[str, str, str]:
    text = value if isinstance(value, str) and len(value) <= _LONGEST else ""
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise refusal(field, _('Write the number as a string of plain digits like "1.5".'))
    return match[1], match[2], match[3] or ""


def _check_places(decimals: str, places: int, field: str) -> None:
    if len(decimals) > places:
        raise refusal(field, _decimals(places) if places else _("Write a whole number."))


def _decimals(most: int) -> str:
    sentence = ngettext("At most {count} decimal fits.", "At most {count} decimals fit.", most)
    return sentence.format(count=most)


def _check_bounds(
    number: int,
    minimum: int | None,
    maximum: int | None,
    written: Callable[[int], str],
    field: str,
) -> None:
    lowest = -LARGEST if minimum is None else minimum
    highest = LARGEST if maximum is None else maximum
    if number < lowest:
        raise refusal(field, _("This must be at least {lowest}.").format(lowest=written(lowest)))
    if number > highest:
        raise refusal(field, _("This can be at most {highest}.").format(highest=written(highest)))


def parse_scaled(
    text: str,
    places: int,
    locale: str,
    *,
    field: str,
    minimum: int | None = None,
    maximum: int | None = None,
) -> int:
    """Return the scaled integer of a number that a person typed in the format of `locale`."""
    number = read_signed(text, places, locale)
    if number is None:
        example = number_style(locale).write(15 if places else 2, min(places, 1))
        raise refusal(field, _alike(example, places))
    _check_bounds(number, minimum, maximum, lambda bound: show_scaled(bound, places, locale), field)
    return number


def _alike(example: str, places: int) -> str:
    if places <= 1:
        return _("Write the number like {example}.").format(example=example)
    sentence = ngettext(
        "Write the number like {example}, with at most {count} decimal.",
        "Write the number like {example}, with at most {count} decimals.",
        places,
    )
    return sentence.format(example=example, count=places)


def show_scaled(value: int, places: int, locale: str) -> str:
    """Return the number as the screen shows it: "1,234.5", without trailing zeros."""
    return write_signed(value, places, locale, trim=True)


def edit_scaled(value: int, places: int, locale: str) -> str:
    """Return the number as it stands in the field that edits it: "1234.5"."""
    return write_signed(value, places, locale, group=False, trim=True)


def print_hours(seconds: int) -> str:
    """Return hours as the API writes them: "1.5". Twenty minutes are "0.3333".

    `read_hours` takes each such text back to the same second.
    """
    return print_scaled(half_up(seconds * 10**_HOUR_PLACES, HOUR), _HOUR_PLACES)


def read_hours(value: object, *, field: str) -> int:
    """Return the seconds of hours that the API was given as a decimal string.

    A text stands for a second if it is exact, or if it is that second rounded to its own decimals
    (four at least): "0.3333" and "0.333333" are 1200 seconds; "0.0001", a third of a second, is
    refused. Raises ValidationError on `field`.
    """
    sign, whole, decimals = _split_decimal(value, field)
    if len(decimals) > _MAX_HOUR_PLACES:
        raise refusal(field, _decimals(_MAX_HOUR_PLACES))
    places = max(len(decimals), _HOUR_PLACES)
    return _whole_seconds(int(sign + whole + decimals.ljust(places, "0")), places, field)


def _whole_seconds(hours: int, places: int, field: str) -> int:
    seconds = half_up(hours * HOUR, 10**places)
    _check_hours(seconds, field)
    if half_up(seconds * 10**places, HOUR) != hours:
        raise refusal(field, _("Hours must come to whole seconds, such as 1.25."))
    return seconds


def _check_hours(seconds: int, field: str) -> None:
    if seconds < 0:
        raise refusal(field, _("Hours cannot be negative."))
    if seconds > MAX_HOURS * HOUR:
        raise refusal(field, _("At most {most} hours fit.").format(most=f"{MAX_HOURS:,}"))


def parse_hours(text: str, locale: str, *, field: str) -> int:
    """Return the seconds of hours that a person typed: "1.5" in the locale's format, or "1:30"."""
    if clock := _CLOCK.fullmatch(tidy(text, locale)):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        total = hours * HOUR + minutes * 60 + seconds
        _check_hours(total, field)
        return total
    number = read_signed(text, _HOUR_PLACES, locale)
    if number is None:
        example = number_style(locale).write(15, 1)
        raise refusal(field, _("Write the hours like {example} or 1:30.").format(example=example))
    return _whole_seconds(number, _HOUR_PLACES, field)


def show_hours(seconds: int, locale: str) -> str:
    """Return hours as the screen shows them, with two decimals at most: "1.33"."""
    hundredths = half_up(seconds * 10**_SHOWN_HOUR_PLACES, HOUR)
    return show_scaled(hundredths or int(seconds > 0), _SHOWN_HOUR_PLACES, locale)


def edit_hours(seconds: int, locale: str) -> str:
    """Return hours as they stand in the field that edits them: "1.5", or "1:20" where two
    decimals would lose seconds."""
    hundredths, lost = divmod(seconds * 10**_SHOWN_HOUR_PLACES, HOUR)
    if not lost:
        return edit_scaled(hundredths, _SHOWN_HOUR_PLACES, locale)
    minutes, rest = divmod(seconds, 60)
    clock = f"{minutes // 60}:{minutes % 60:02d}"
    return f"{clock}:{rest:02d}" if rest else clock
