"""The day of a receipt's text: that of the invoice, never the one on which it is due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from babel import Locale

from freelancer_os.core.values.text import fold
from freelancer_os.finance.receipts.reading import labels

FIRST, LAST = 1990, 2100
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs", "sk",
              "hr", "sl", "hu", "ro", "et", "lt", "lv", "tr")  # fmt: skip
_ISO = re.compile(
    r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{4})年(\d{1,2})月(\d{1,2})日"
)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?![\d.])(?!\.\d)")
_OPEN = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
Day = date | None  # None: a day that is not clear


@cache
def _months() -> dict[str, int]:
    """Months by their folded names; those that mean another one elsewhere are left out."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[form][width].items():
                    word = fold(name).strip(". ")
                    if len(word) >= 3 and word.isalpha():
                        found.setdefault(word, set()).add(number)
    found.setdefault("sept", set()).add(9)
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1}


@cache
def _named() -> re.Pattern[str]:
    words = "|".join(sorted(_months(), key=len, reverse=True))
    gap = r"[\s./-]{1,3}(?:de |di |del )?"
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º)?{gap}({words})(?!\w)\.?,?{gap}(\d{{4}})(?!\d)"
        rf"|(?<!\w)({words})\.?{gap}(\d{{1,2}})(?:st|nd|rd|th)?,?{gap}(\d{{4}})(?!\d)"
    )


def day_of(lines: list[str]) -> Day:
    """The day of issue, where one is named so, or where there is one day at all."""
    folded = [fold(line) for line in lines]
    order = _order(folded)
    told = [(_kinds(folded, place), days) for place, days in _all(folded, order)]
    by_kind: dict[str, set[Day]] = {"issued": set(), "dated": set(), "": set(), "other": set()}
    for kinds, days in told:
        for at, day in days:
            by_kind[_kind(kinds, at, [start for start, _day in days])].add(day)
    for kind in ("issued", "dated", ""):
        if by_kind[kind]:
            return by_kind[kind].pop() if len(by_kind[kind]) == 1 else None
    return None


Kinds = tuple[list[tuple[int, str]], list[str]]  # in the line itself, in the one above it


def _kinds(lines: list[str], place: int) -> Kinds:
    above = lines[place - 1] if place and not _has_day(lines[place - 1]) else ""
    return _labels(lines[place]), [kind for _at, kind in _labels(above)]


def _labels(line: str) -> list[tuple[int, str]]:
    """The words for days in a line, by where they stand; the longest where several begin."""
    found: dict[int, tuple[int, str]] = {}
    patterns = (("issued", labels.ISSUED), ("other", labels.NOT_ISSUED), ("dated", labels.DATED))
    for kind, pattern in patterns:
        for one in pattern.finditer(line):
            found[one.start()] = max(found.get(one.start(), (0, "")), (one.end(), kind))
    ends, kept = 0, []
    for start, (end, kind) in sorted(found.items()):
        if start >= ends:
            kept.append((start, kind))
            ends = end
    return kept


def _kind(kinds: Kinds, at: int, starts: list[int]) -> str:
    """What a day is: by the word before it, else by its column below words, else nothing."""
    before = [kind for start, kind in kinds[0] if start < at]
    if before:
        return before[-1]
    above = kinds[1]
    if len(above) == len(starts):
        return above[starts.index(at)]
    return "other" if above else ""


def _has_day(line: str) -> bool:
    return any(pattern.search(line) for pattern in (_ISO, _DOTTED, _OPEN, _named()))


def _all(lines: list[str], order: str) -> Iterator[tuple[int, list[tuple[int, Day]]]]:
    for place, line in enumerate(lines):
        if days := sorted(_days(line, order), key=lambda one: one[0]):
            yield place, days


def _days(line: str, order: str) -> Iterator[tuple[int, Day]]:
    for one in _ISO.finditer(line):
        parts = [int(part) for part in one.groups() if part and part.isdigit()]
        yield from _made(one.start(), *parts)
    for one in _DOTTED.finditer(line):
        yield from _made(one.start(), _year(one[3]), int(one[2]), int(one[1]))
    for one in _named().finditer(line):
        if one[1]:
            yield from _made(one.start(), int(one[3]), _months()[one[2]], int(one[1]))
        else:
            yield from _made(one.start(), int(one[6]), _months()[one[4]], int(one[5]))
    for one in _OPEN.finditer(line):
        first, second, year = int(one[1]), int(one[3]), _year(one[4])
        if first == second or order:
            day, month = (first, second) if order != "month" else (second, first)
            yield from _made(one.start(), year, month, day)
        else:
            yield one.start(), None


def _made(at: int, year: int, month: int, day: int) -> Iterator[tuple[int, Day]]:
    if FIRST <= year < LAST:
        try:
            yield at, date(year, month, day)
        except ValueError:
            return


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _order(lines: Iterable[str]) -> str:
    """Whether days stand first in 05/11/2026, by those over twelve in this text; "" if unknown."""
    found = set()
    for line in lines:
        for one in _OPEN.finditer(line):
            if int(one[1]) > 12:
                found.add("day")
            if int(one[3]) > 12:
                found.add("month")
    return found.pop() if len(found) == 1 else ""
