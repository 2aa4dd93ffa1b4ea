"""Lengths of time that stand in a sentence: "3h", "1,5 Std", "90min", "2h30", "1:30h"."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from freelancer_os.core.values.numerals import tidy
from freelancer_os.core.values.scaled import parse_hours, read_hours
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.finding.decimals import clear_decimal
from freelancer_os.quick.tokens import Piece, Spoken
from freelancer_os.quick.words import Said

MINUTE, HOUR = 60, 3600
_LENGTH = re.compile(
    r"(?P<count>[0-9][0-9.,:]*) ?(?P<unit>[^\W\d_]+)\.?"
    r"(?: ?(?P<rest>[0-9]{1,2}) ?(?P<less>[^\W\d_]*))?"
)
_FRACTION = re.compile(
    r"(?:(?P<whole>[0-9]{1,2}) )?(?P<part>[1-9])/(?P<of>[2-9]) ?(?P<unit>[^\W\d_]+)\.?"
)


@dataclass(frozen=True)
class LengthSaid:
    """A piece that is a length of time, in seconds; None where its number is of another locale."""

    piece: Piece
    seconds: int | None


def lengths_in(spoken: Spoken, formats: Formats, said: Said) -> list[LengthSaid]:
    """The pieces that are lengths of time, from the left; "2h 30min" is one."""
    return spoken.apart(
        4, lambda piece: _fraction(spoken, piece, said) or _length(spoken, piece, formats, said)
    )


def _fraction(spoken: Spoken, piece: Piece, said: Said) -> LengthSaid | None:
    """Such as "1 1/2 h"."""
    folded = " ".join(token.folded for token in spoken.tokens[piece.first : piece.last])
    match = _FRACTION.fullmatch(folded)
    if match is None or match["unit"] not in said.hours:
        return None
    part = HOUR * int(match["part"]) // int(match["of"])
    return LengthSaid(piece, int(match["whole"] or 0) * HOUR + part)


def _length(spoken: Spoken, piece: Piece, formats: Formats, said: Said) -> LengthSaid | None:
    folded = " ".join(token.folded for token in spoken.tokens[piece.first : piece.last])
    match = _LENGTH.fullmatch(tidy(folded, formats.locale))
    if match is None:
        return None
    is_hours, rest = match["unit"] in said.hours, match["rest"]
    if not is_hours and (match["unit"] not in said.minutes or rest):
        return None
    if rest and (match["less"] or "m") not in said.minutes | {"m"}:
        return None
    if rest and not match["count"].isdigit():
        return LengthSaid(piece, None)
    try:
        seconds = _hours(match["count"], formats.locale)
        if not is_hours:
            seconds = _minutes(match["count"], seconds)
    except ValidationError:
        return LengthSaid(piece, None)
    seconds += int(rest or 0) * MINUTE
    return LengthSaid(piece, seconds if seconds > 0 else None)


def _hours(count: str, locale: str) -> int:
    """Seconds of hours as the locale writes them, or as another one does if that is clear."""
    try:
        return parse_hours(count, locale, field="hours")
    except ValidationError:
        decimal = clear_decimal(count)
        if decimal is None:
            raise
    return read_hours(decimal, field="hours")


def _minutes(count: str, hours: int) -> int:
    """Minutes that were read as if they were hours; those with a colon are none."""
    if ":" in count or hours % HOUR:
        raise ValidationError("")
    return hours // HOUR * MINUTE
