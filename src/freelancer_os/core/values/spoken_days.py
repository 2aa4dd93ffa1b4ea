"""Days as people call them: today, fri, next fri, +3, +2w, in 3 days, 3 days ago, end of month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import get_day_names
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from freelancer_os.core.values.month_steps import months_on
from freelancer_os.core.values.numerals import locale_of
from freelancer_os.core.values.text import fold

WEEK = 7
SATURDAY = 5
_SHORTEST = 2  # letters by which a day of the week is known
_STEP = re.compile(
    r"(?P<lead>[+-]|\w+ )? ?(?P<count>[0-9]{1,4}) ?(?P<unit>[^\W\d]*)(?P<behind> \w+)?\.?"
)
_MONTHS = {"months": 1, "years": 12}
_WIDTHS: tuple[Literal["wide", "abbreviated", "short"], ...] = ("wide", "abbreviated", "short")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language, folded."""

    steps: dict[str, int]
    ends: dict[str, str]
    units: dict[str, str]
    ahead: frozenset[str]
    ago: frozenset[str]
    weekdays: dict[str, int]
    following: frozenset[str]
    past: frozenset[str]


def spoken_day(text: str, locale: str, today: date) -> date | None:
    """Return the day that a folded text calls, None where it calls none.

    The words are those of the language of the page, of the locale and of English. "fri" is the
    first one after today, "next fri" that of the next week, "last fri" the last one before today;
    "+3" and "-3" are days from today, "+2w" and "in 2 weeks" are weeks; so are months and years,
    and what was "2 weeks ago".
    """
    plain = text.rstrip(".")
    for language in dict.fromkeys((translation.get_language() or "en", locale, "en")):
        known = _words(language)
        if plain in known.steps:
            return today + timedelta(days=known.steps[plain])
        if plain in known.ends:
            return _end(known.ends[plain], today)
        if (found := _step(text, known, today)) is not None:
            return found
        if (found := _weekday(plain, known, locale, today)) is not None:
            return found
    return None


def weekday_called(word: str, locale: str) -> int | None:
    """The day of the week, from 0 on Monday, that a folded word alone calls, None where it is none.

    By its name, by its abbreviation, or by three letters or more that tell it apart.
    """
    plain = word.rstrip(".")
    for language in dict.fromkeys((translation.get_language() or "en", locale, "en")):
        known = _words(language).weekdays.get(plain)
        if known is not None and (len(plain) > _SHORTEST or plain in _abbreviated(language)):
            return known
    return None


@lru_cache(maxsize=64)
def _abbreviated(language: str) -> frozenset[str]:
    names = get_day_names("abbreviated", locale=locale_of(language)).values()
    return frozenset(fold(name).rstrip(".") for name in names)


def _step(text: str, known: _Words, today: date) -> date | None:
    """The day so many days, weeks, months or years from today; of a shorter month its last."""
    step = _STEP.fullmatch(text)
    if step is None:
        return None
    lead, behind = (step["lead"] or "").strip(), (step["behind"] or "").strip()
    unit = known.units.get(step["unit"])
    is_past = lead == "-" or (lead or behind) in known.ago
    if (lead and behind) or (step["unit"] and unit is None):
        return None
    if lead not in {"+", "-"} and (unit is None or not (is_past or lead in known.ahead)):
        return None
    count = -int(step["count"]) if is_past else int(step["count"])
    if unit in _MONTHS:
        return months_on(today, count * _MONTHS[unit])
    return today + timedelta(days=count * (WEEK if unit == "weeks" else 1))


def _end(of: str, today: date) -> date:
    month = 12 if of == "year" else today.month
    return date(today.year, month, monthrange(today.year, month)[1])


def _weekday(text: str, known: _Words, locale: str, today: date) -> date | None:
    """The day of the week that a text calls, with what says of which week."""
    words = [word.rstrip(".") for word in text.split(" ")]
    named = [known.weekdays[word] for word in words if word in known.weekdays]
    rest = [word for word in words if word not in known.weekdays]
    if len(named) != 1 or len(rest) > 1:
        return None
    ahead = (named[0] - today.weekday() - 1) % WEEK + 1
    if not rest:
        return today + timedelta(days=ahead)
    if rest[0] in known.past:
        return today + timedelta(days=ahead - WEEK or -WEEK)
    if rest[0] not in known.following:
        return None
    first = locale_of(locale).first_week_day
    start = today - timedelta(days=(today.weekday() - first) % WEEK)
    return start + timedelta(days=WEEK + (named[0] - first) % WEEK)


@lru_cache(maxsize=64)
def _words(language: str) -> _Words:
    with translation.override(language):
        steps = {
            _("today"): 0,
            _("tomorrow"): 1,
            _("day after tomorrow"): 2,
            _("yesterday"): -1,
            _("day before yesterday"): -2,
        }
        ends = {_("end of month"): "month", _("end of year"): "year"}
        # Translators: all that stands for it after a number, with blanks between.
        units = {
            "days": pgettext("after a number", "d day days"),
            "weeks": pgettext("after a number", "w week weeks"),
            "months": pgettext("after a number", "m month months"),
            "years": pgettext("after a number", "y year years"),
        }
        # Translators: what stands before "3 days" that are to come.
        ahead = pgettext("before a number of days", "in")
        # Translators: what stands before or after "3 days" that are past.
        ago = pgettext("beside a number of days", "ago")
        # Translators: all forms in which it stands before or after "Friday", with blanks between.
        following = pgettext("before a day of the week", "next")
        # Translators: all forms in which it stands before or after "Friday", with blanks between.
        past = pgettext("before a day of the week", "last")
    return _Words(
        {fold(word): step for word, step in steps.items()},
        {fold(word): of for word, of in ends.items()},
        {word: unit for unit, forms in units.items() for word in fold(forms).split(" ")},
        frozenset(fold(ahead).split(" ")),
        frozenset(fold(ago).split(" ")),
        _weekdays(language),
        frozenset(fold(following).split(" ")),
        frozenset(fold(past).split(" ")),
    )


def _weekdays(language: str) -> dict[str, int]:
    """Days of the week by name, by abbreviation, and by the first letters that tell them apart."""
    names: dict[str, int] = {}
    starts: dict[str, set[int]] = {}
    known = locale_of(language)
    for width in _WIDTHS:
        for number, name in get_day_names(width, locale=known).items():
            folded = fold(name).rstrip(".")
            names[folded] = number
            for end in range(_SHORTEST, len(folded)):
                starts.setdefault(folded[:end], set()).add(number)
    clear = {start: min(found) for start, found in starts.items() if len(found) == 1}
    with translation.override(language):
        # Translators: other words for Saturday, with blanks between, in small letters.
        names |= {
            fold(word): SATURDAY for word in pgettext("other words for a day", "saturday").split()
        }
    return {start: day for start, day in clear.items() if start.isalpha()} | names
