"""Days that stand in a sentence, and on which day one may lie that its words leave open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError

from freelancer_os.core.values.numerals import number_style
from freelancer_os.core.values.spoken_days import spoken_day, weekday_called
from freelancer_os.core.values.typed_dates import date_example, month_named, parse_date
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.tokens import Piece, Spoken, Token
from freelancer_os.quick.words import Said

WEEK = timedelta(days=7)
LONGEST = 4  # words of a day: "day before yesterday" has three
_NUMERIC = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-]?(?:[0-9]{2,4})?\.?")
_STEP = re.compile(r"[+-][0-9]+")  # "-18" is rather an amount
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")
_NUMBERED = re.compile(r"[0-9]{1,2}(?:\.|st|nd|rd|th)")  # of a month that is not understood
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


@dataclass(frozen=True)
class DaySaid:
    """A piece that calls a day; of a day of the week the coming one, which is not this one.

    `day` is None where it is written as a date and is none, or is one of many: "last month".
    `is_weekday` and `lacks_year` say what it leaves open, `nearer` that it may be an earlier day
    too: "next fri" said on a Thursday.
    """

    piece: Piece
    day: date | None
    is_weekday: bool = False
    lacks_year: bool = False
    nearer: date | None = None

    def past(self, today: date) -> list[date]:
        """The days that it may be where something has happened: the likeliest first."""
        if self.day is None:
            return []
        if self.nearer is not None:
            return [self.nearer, self.day]
        if self.is_weekday:
            found = [self.day - WEEK, self.day]
            return [today, *found] if today.weekday() == self.day.weekday() else found
        if self.lacks_year and self.day > today:
            return [_of_year(self.day, self.day.year - 1), self.day]
        return [self.day]

    def ahead(self, today: date) -> list[date]:
        """The days that it may be where something is to come."""
        if self.day is None:
            return []
        if self.nearer is not None:
            return [self.nearer, self.day]
        if self.is_weekday:
            is_today = today.weekday() == self.day.weekday()
            return [today, self.day] if is_today else [self.day]
        if self.lacks_year and self.day < today:
            return [self.day, _of_year(self.day, self.day.year + 1)]
        return [self.day]


def days_in(spoken: Spoken, formats: Formats, said: Said) -> list[DaySaid]:
    """The pieces that call a day; of overlapping ones all. Little words call none: "mit"."""
    pieces = [
        piece
        for piece in spoken.pieces(LONGEST)
        if len(piece.places) > 1 or spoken.tokens[piece.first].folded not in said.fillers
    ]
    vague = [DaySaid(piece, None) for piece, _words in spoken.phrases(said.vague)]
    return [*vague, *(found for piece in pieces for found in _day(spoken, piece, formats))]


def _day(spoken: Spoken, piece: Piece, formats: Formats) -> Iterator[DaySaid]:
    tokens = spoken.tokens[piece.first : piece.last]
    folded = " ".join(token.folded for token in tokens)
    locale, today = formats.locale, formats.today
    if not folded or _STEP.fullmatch(folded):
        return
    if len(tokens) == 1 and weekday_called(folded, locale) is not None:
        found = spoken_day(folded, locale, today)
        if found is not None:
            yield DaySaid(piece, found, is_weekday=True)
        return
    called = spoken_day(folded, locale, today)
    if called is not None:
        if len(tokens) > 1 or not _is_short(folded):
            yield DaySaid(piece, called, nearer=_nearer(tokens, called, formats))
        return
    if _may_be_date(folded, len(tokens), locale):
        yield from _date(piece, folded, formats)
    elif len(tokens) == 1 and _NUMBERED.fullmatch(folded):
        yield DaySaid(piece, None)


def _nearer(tokens: Sequence[Token], called: date, formats: Formats) -> date | None:
    """The day of this week that "next fri" may mean too, where that is one."""
    named = [one.folded for one in tokens if weekday_called(one.folded, formats.locale) is not None]
    near = spoken_day(named[0], formats.locale, formats.today) if named else None
    return near if near is not None and near < called else None


def _is_short(word: str) -> bool:
    """Whether a word calls a day of the week only by its first letters: "we"."""
    return len(word) <= 2


def _date(piece: Piece, folded: str, formats: Formats) -> Iterator[DaySaid]:
    """The date in numbers, or with a month's name; of a leap year, where only such a one has it."""
    folded = _ORDINAL.sub("", folded)
    for year in (formats.today.year, formats.today.year - 1, formats.today.year + 1):
        try:
            found = parse_date(folded, formats.locale, date(year, 1, 1), field="date")
        except ValidationError:
            continue
        lacks_year = not _has_year(folded, found)
        if not (lacks_year and "-" in folded and separator(formats.locale) != "-"):  # pages 10-11
            yield DaySaid(piece, found, lacks_year=lacks_year)
        return
    if "/" in folded or folded.endswith("."):
        yield DaySaid(piece, None)


def _may_be_date(folded: str, words: int, locale: str) -> bool:
    """Whether a piece is written as a date, and as no amount."""
    named = month_named(folded, locale)
    if words > 1 or named:
        has_short_year = len(re.findall("[0-9]+", folded)) > 1 and not _YEAR.search(folded)
        return named and not has_short_year
    if not _NUMERIC.fullmatch(folded):
        return False
    parts = re.split("[./-]", folded.rstrip(".")), folded.endswith(".")
    is_decimal = number_style(locale).decimal == "." and "." in folded and len(parts[0]) == 2
    return not is_decimal or parts[1]


def _has_year(folded: str, found: date) -> bool:
    numbers = re.findall("[0-9]+", folded)
    return str(found.year) in numbers or len(numbers) == 3


def _of_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


@lru_cache(maxsize=256)
def separator(locale: str) -> str:
    """The sign between the numbers of a date: "." in German."""
    return next((sign for sign in date_example(locale) if not sign.isalnum()), "-")
