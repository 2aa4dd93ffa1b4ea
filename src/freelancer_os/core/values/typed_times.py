"""Times as people type them, beside their date or alone."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.values.numerals import tidy
from freelancer_os.core.values.text import refusal
from freelancer_os.core.values.typed_dates import check_year, date_example, parse_date

_NOON = 12
_CLOCK = (
    r"(?:(?P<hour>[0-9]{1,2})(?:(?P<sign>[:.])(?P<minute>[0-9]{2})(?::00)?)?"
    r"(?:\s*(?:(?P<half>[ap])(?:\.?m\.?)?|(?P<mark>h|uhr)))?|(?P<digits>[0-9]{3,4}))"
)
_TYPED = re.compile(rf"(?:(?P<day>.*?\S)(?:[\s,]+|(?<=[0-9])T(?=[0-9])))??{_CLOCK}", re.I)


def parse_instant(
    text: str,
    locale: str,
    time_zone: str,
    today: date,
    *,
    field: str,
    held: datetime | None = None,
) -> datetime:
    """Return the instant, in UTC, of a date and a time that a person typed in their time zone.

    The date is written as for `parse_date`, the time "14:30", "1430", "2:30 pm" or "2pm"; what is
    left out of the two is that of the instant `held`. "2026-11-18T14:30" is read too. Of an hour
    that comes twice, when summer time ends, it is the first. Raises ValidationError on `field`.
    """
    typed = tidy(text, locale)
    there = held.astimezone(ZoneInfo(time_zone)) if held is not None else None
    day_text, clock = _split(typed, locale, today, field)
    if (there is None and (clock is None or not day_text)) or not typed:
        example = f"{date_example(locale)} 14:30"
        raise refusal(field, _("Write date and time like {example}.").format(example=example))
    begun = there or datetime.combine(today, time())
    day = parse_date(day_text, locale, today, field=field) if day_text else begun.date()
    return _in_zone(datetime.combine(day, clock or begun.time()), time_zone, field)


def _split(typed: str, locale: str, today: date, field: str) -> tuple[str, time | None]:
    """The words of the date, "" if there are none, and the time; digits alone are rather a date."""
    match = _TYPED.fullmatch(typed)
    if match is None or not (match["minute"] or match["half"] or match["mark"] or match["digits"]):
        return typed, None
    is_plain = match["digits"] or (match["sign"] == "." and not match["half"])
    if is_plain and _is_date(typed, locale, today):
        return typed, None
    return match["day"] or "", _time(match, field)


def _is_date(typed: str, locale: str, today: date) -> bool:
    try:
        parse_date(typed, locale, today, field="")
    except ValidationError:
        return False
    return True


def _time(match: re.Match[str], field: str) -> time:
    digits, half = match["digits"], (match["half"] or "").lower()
    hour = int(digits[:-2] if digits else match["hour"])
    minute = int(digits[-2:] if digits else match["minute"] or 0)
    is_hour = 1 <= hour <= _NOON if half else hour < 2 * _NOON
    if not is_hour or minute > 59:
        raise refusal(field, _("Write the time like 14:30."))
    return time(hour % _NOON + (_NOON if half == "p" else 0) if half else hour, minute)


def _in_zone(local: datetime, time_zone: str, field: str) -> datetime:
    zone = ZoneInfo(time_zone)
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        raise refusal(field, _("The clocks skip this time on that day; write another."))
    check_year(instant.year, field)  # at the turn of the year it may be another than the one typed
    return instant
