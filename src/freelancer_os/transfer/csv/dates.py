"""Dates as banks write them, and what a whole column says about the order of day and month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.amounts import TIDY
from freelancer_os.transfer.statement import DateOrder

ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")

# First letters, accents folded; the tests hold them against CLDR. Croatian is left out: its lipanj
# and listopad are other months than the Polish lipiec and listopad.
_MONTHS = {
    start: number
    for number, starts in enumerate(
        (
            "jan ene gen sty oca янв",
            "feb fev lut sub фев",
            "mar mrt maa мар",
            "apr avr abr kwi nis апр",
            "may mai maj mei mag мая маи",
            "jun juin cze giu haz июн",
            "jul juil lip lug tem июл",
            "aug aou ago sie agu авг",
            "sep set wrz eyl sze сен",
            "oct okt ott paz eki окт",
            "nov lis kas ноя",
            "dec dez dic des gru ara дек",
        ),
        start=1,
    )
    for start in starts.split()
}
_REST = r"(?:[T ,]+[0-9]{1,2}[:.h][0-9]{2}.*)?\.?"
_NUMERIC = re.compile(
    rf"([0-9]{{1,4}})(?:[./-] ?| )([0-9]{{1,2}})(?:[./-] ?| )([0-9]{{1,4}}){_REST}"
)
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(
    rf"([0-9]{{1,2}})[. /-]*([^\W\d_]{{3,12}})[. ,/-]*([0-9]{{4}}|[0-9]{{2}}){_REST}"
)
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,12}})[. ]*([0-9]{{1,2}})[ ,]+([0-9]{{4}}){_REST}")
_HAN = re.compile(r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일]")
_FULL_YEAR = 4
_MAX_DATE = 60  # characters, with time and zone
_PIVOT = 69  # two-digit years as POSIX strptime reads %y: 68 is 2068, 69 is 1969
_YEARS = range(1900, 2201)


def read_date(cell: str, order: DateOrder) -> date | None:
    """Read a date, None if this is not one; a time behind it is left out.

    `order` matters only for numbers that do not begin with a four-digit year.
    """
    return _read_date(cell, order) if len(cell) <= _MAX_DATE else None


@lru_cache(maxsize=8192)
def _read_date(cell: str, order: DateOrder) -> date | None:
    text = _without_han(cell.translate(TIDY).strip())
    if parts := _numeric(text):
        return _date(*_arranged(*parts, "ymd" if len(parts[0]) == _FULL_YEAR else order))
    if named := _DAY_FIRST.fullmatch(text):
        return _date(named[3], _month(named[2]), named[1])
    if named := _MONTH_FIRST.fullmatch(text):
        return _date(named[3], _month(named[1]), named[2])
    return None


def _without_han(text: str) -> str:
    """2026年9月3日 (or 2026년 9월 3일) as 2026-9-3."""
    if text.isascii() or not (written := _HAN.match(text)):
        return text
    return "-".join(written.groups()) + text[written.end() :]


def looks_like_date(cell: str) -> bool:
    """Whether this was meant as a date, even if there is no such day."""
    return any(read_date(cell, order) for order in ORDERS) or _numeric(cell.strip()) is not None


def date_order(cells: Iterable[str]) -> DateOrder | None:
    """The order that most cells of a column prove, None if none proves any.

    Dates that begin with a four-digit year or name their month leave nothing open: without any
    other the order is "ymd". Where day and month are equal in all of them it does not matter.
    """
    short = [cell for cell in set(cells) if _is_short(cell)]
    readings = [(read_date(cell, "dmy"), read_date(cell, "mdy")) for cell in short]
    votes = Counter(bool(days) for days, months in readings if bool(days) != bool(months))
    if votes[True] != votes[False]:
        return "dmy" if votes[True] > votes[False] else "mdy"
    if any(days != months for days, months in readings):
        return None
    return "dmy" if short else "ymd"


def is_newest_first(days: Iterable[date | None]) -> bool | None:
    """Whether days go down from row to row, None where they go both ways or stand still."""
    known = [day for day in days if day]
    ups = any(one < other for one, other in pairwise(known))
    downs = any(one > other for one, other in pairwise(known))
    return None if ups == downs else downs


def told_newest_first(cells: Sequence[str]) -> bool | None:
    """The same of written days, where each order of day and month that can be says so."""
    read = ([read_date(cell, order) for cell in cells] for order in ORDERS)
    ways = {is_newest_first(days) for days in read if all(days)}
    return ways.pop() if len(ways) == 1 else None


def _is_short(cell: str) -> bool:
    parts = _numeric(cell.strip())
    return parts is not None and len(parts[0]) != _FULL_YEAR


def _numeric(text: str) -> tuple[str, str, str] | None:
    if compact := _COMPACT.fullmatch(text):
        first, second, third, fourth = compact.groups()
        if first in {"19", "20"}:
            return first + second, third, fourth
        return first, second, third + fourth
    parts = _NUMERIC.fullmatch(text) if len(text) <= _MAX_DATE else None
    if parts is None or (len(parts[3]) == 1 and len(parts[1]) != _FULL_YEAR):
        return None
    return parts[1], parts[2], parts[3]


def _arranged(first: str, second: str, third: str, order: DateOrder) -> tuple[str, int, str]:
    if order == "ymd":
        return first, int(second), third
    if order == "dmy":
        return third, int(second), first
    return third, int(first), second


def _month(name: str) -> int:
    folded = fold(name)
    return _MONTHS.get(folded[:4]) or _MONTHS.get(folded[:3], 0)


def _date(year: str, month: int, day: str) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 1900 if full >= _PIVOT else 2000
    if full not in _YEARS or len(year) not in {2, _FULL_YEAR}:
        return None
    try:
        return date(full, month, int(day))
    except ValueError:
        return None
