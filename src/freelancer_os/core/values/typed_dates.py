"""Dates as people type them in the format of their locale, or call them in words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from django.utils.translation import gettext as _

from freelancer_os.core.values.numerals import locale_of, tidy
from freelancer_os.core.values.spoken_days import spoken_day
from freelancer_os.core.values.text import fold, refusal

FIRST_YEAR, LAST_YEAR = 1900, 2200

_YEAR_DIGITS = 4
_SHORT_DIGITS = 2  # of a day, a month, a year without its century
_SHORT_YEAR_AHEAD = 20
_SHORTEST_MONTH = 3

_BESIDE = {"de": ("de-AT",)}  # whose months are known too: "Jänner"
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_START = re.compile(r"[^\W_]")
_BETWEEN = re.compile(r"[\s./,()\-\u2010\u2013]*")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PATTERN_LETTERS = re.compile(r"[A-Za-z]+")
_QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a locale writes dates: the order of the parts, the months, and words to pass over."""

    order: str
    months: dict[str, int]
    month: re.Pattern[str]
    fillers: frozenset[str]
    example: str


def date_example(locale: str) -> str:
    """The last day of a year as the locale writes it: "31/12/2026"."""
    return _words(locale).example


@lru_cache(maxsize=256)
def _words(locale: str) -> DateWords:
    known = locale_of(locale)
    short, skeletons = known.date_formats["short"], known.datetime_skeletons
    patterns = (short.pattern, skeletons["MMMd"].pattern, skeletons["yMMMd"].pattern)
    fillers = frozenset(word for pattern in patterns for word in _literal_words(pattern))
    numeric = _QUOTED.sub("", short.pattern)
    months = _month_names(locale)
    return DateWords(
        order="".join(sorted("dMy", key=numeric.find)),
        months=months,
        month=_month_pattern(months, fillers),
        fillers=fillers,
        example=str(skeletons.get("yMd", short).apply(date(2026, 12, 31), known)),
    )


def _literal_words(pattern: str) -> list[str]:
    """The words of a CLDR pattern that stand for themselves: "de" in Spanish, "年" in Japanese."""
    quoted = " ".join(_QUOTED.findall(pattern))
    bare = _PATTERN_LETTERS.sub(" ", _QUOTED.sub(" ", pattern))
    return _TOKEN.findall(fold(f"{quoted} {bare}"))


def _month_names(locale: str) -> dict[str, int]:
    """Months by folded name, by abbreviation, and by the first letters that tell them apart."""
    names: dict[str, int] = {}
    starts: dict[str, set[int]] = {}
    for known in map(locale_of, (*_BESIDE.get(locale[:2], ()), locale)):
        for context, width in product(("stand-alone", "format"), ("wide", "abbreviated")):
            for number, name in known.months[context][width].items():
                folded = fold(name).rstrip(".")
                names[folded] = number
                for end in range(_SHORTEST_MONTH, len(folded)):
                    starts.setdefault(folded[:end], set()).add(number)
    clear = {start: min(found) for start, found in starts.items() if len(found) == 1}
    letters_only = {start: number for start, number in clear.items() if start.isalpha()}
    return letters_only | names


def _month_pattern(months: dict[str, int], fillers: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    before = "|".join(re.escape(word) for word in sorted(fillers, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{before})?({names})\.?(?!\w)")


def parse_date(text: str, locale: str, today: date, *, field: str) -> date:
    """Return the date that a person typed: ISO, in the order of `locale`, or in words.

    "31/12/2026", "31.12.26" and "31.12." in German or British, "12/31/2026" in American English,
    what `show_date` shows ("18 Nov"), and what `spoken_day` knows ("tomorrow"). Without a year it
    is that of `today`; two digits are the last such year that is at most twenty years ahead.
    Raises ValidationError on `field`.
    """
    words = _words(locale)
    typed = tidy(text, locale)
    folded = "" if _UNPRINTABLE.search(typed) else fold(typed)
    if folded and (called := spoken_day(folded, locale, today)) is not None:
        check_year(called.year, field)
        return called
    parts = _parts(folded, words)
    if parts is None:
        raise refusal(field, _("Write the date like {example}.").format(example=words.example))
    day, month, year = parts
    return _existing(_full_year(year, today), month, day, field)


def month_named(text: str, locale: str) -> bool:
    """Whether the name of a month stands in a folded text."""
    return _words(locale).month.search(text) is not None


def _full_year(digits: str, today: date) -> int:
    if not digits:
        return today.year
    if len(digits) == _YEAR_DIGITS:
        return int(digits)
    latest = today.year + _SHORT_YEAR_AHEAD
    return latest - (latest - int(digits)) % 100


def check_year(year: int, field: str) -> None:
    """Raise ValidationError on `field` for a year that no date here lies in."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = _("The year must lie between {first} and {last}.")
        raise refusal(field, sentence.format(first=FIRST_YEAR, last=LAST_YEAR))


def _existing(year: int, month: int, day: int, field: str) -> date:
    check_year(year, field)
    try:
        return date(year, month, day)
    except ValueError:
        sentence = _("There is no day {day} in month {month} of {year}.")
        raise refusal(field, sentence.format(day=day, month=month, year=year)) from None


def _parts(text: str, words: DateWords) -> tuple[int, int, str] | None:
    """Return day, month and the digits of the year, None where the text is no date."""
    named = words.month.search(text)
    rest = f"{text[: named.start()]} {text[named.end() :]}" if named else text
    numbers = _numbers(rest, words.fillers) if _START.match(text) else None
    if numbers is None or len(numbers) + bool(named) not in (2, 3):
        return None
    order = _order(numbers, words.order.replace("M", "") if named else words.order)
    known = dict(zip(order, numbers, strict=True))
    if not _have_sizes(known):
        return None
    month = words.months[named[1]] if named else int(known["M"])
    if not 1 <= month <= 12:
        return None
    return int(known["d"]), month, known.get("y", "")


def _have_sizes(parts: dict[str, str]) -> bool:
    return all(
        len(digits) <= _SHORT_DIGITS
        if part in "dM"
        else len(digits) in (_SHORT_DIGITS, _YEAR_DIGITS)
        for part, digits in parts.items()
    )


def _numbers(text: str, fillers: frozenset[str]) -> list[str] | None:
    """Return the numbers of the text, None if there is anything in it that no date has."""
    words = _TOKEN.findall(text)
    numbers = [word for word in words if word.isdigit()]
    others = {word for word in words if not word.isdigit()}
    is_clean = others <= fillers and _BETWEEN.fullmatch(_TOKEN.sub("", text))
    return numbers if is_clean else None


def _order(numbers: list[str], order: str) -> str:
    """Name the numbers in the order typed; a year of four digits tells its own place."""
    without_year = order.replace("y", "")
    if len(numbers) == len(without_year):
        return without_year
    if len(numbers[0]) == _YEAR_DIGITS:
        return "y" + "".join(sorted(without_year))  # "yMd", as in ISO
    return without_year + "y" if len(numbers[-1]) == _YEAR_DIGITS else order
