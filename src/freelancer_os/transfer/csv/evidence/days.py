"""Which of day and month comes first in 01/02/2026."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Answers, Choice, Decision, Question
from freelancer_os.transfer.csv.dates import date_order, read_date
from freelancer_os.transfer.statement import DateOrder

_ANSWERS: dict[str, DateOrder] = {"day-first": "dmy", "month-first": "mdy"}
VALUES: dict[DateOrder, str] = {order: value for value, order in _ANSWERS.items()}
_YEAR_FIRST = {"ja", "zh", "ko", "hu", "sv", "lt"}  # languages that may write 26/02/01
_DOTTED = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?(?:[0-9]{4}|[0-9]{2})\b")
_SHORT = re.compile(r"[0-9]{1,2}[./ -][0-9]{1,2}[./ -](?:[0-9]{4}|[0-9]{2})\b")
_TWO_DIGITS = re.compile(r"[0-9]{2}[./ -][0-9]{2}[./ -][0-9]{2}(?![0-9])")
_MONTH_FIRST = {
    "USD",
    "CAD",
    "PHP",
}  # of countries whose banks write the month first in any language
_LONG_AGO = timedelta(days=3650)
_DISTINCT = 3  # days, from which on their sequence means something
_NEAR, _FAR = timedelta(days=10), timedelta(days=20)
_AHEAD = timedelta(days=5)  # that a day of value may lie ahead
_BOTH: tuple[DateOrder, ...] = ("dmy", "mdy")


@dataclass(frozen=True)
class Order:
    """The order of a column of dates, by which evidence; a question where there is none."""

    order: DateOrder
    decision: Decision | None = None
    question: Question | None = None


@dataclass(frozen=True)
class Clues:
    """What may tell day and month apart: `columns` of dates (the first is the one that counts),
    texts above the table, whether the balance says that the newest row is first, the account's
    currency, whether the amounts prove a decimal comma."""

    columns: Sequence[Sequence[str]]
    above: Sequence[str]
    language: str
    today: Date | None
    is_newest_first: bool | None = None
    currency: str | None = None
    has_comma: bool = False


def order_said(given: Answers, before: Answers) -> DateOrder | None:
    """The order that was answered, this time or before."""
    said = given.dates or before.dates
    return _ANSWERS[said] if said else None


def decide_order(clues: Clues, given: Answers, before: Answers) -> Order:
    """The order of day and month in a table."""
    cells = [cell for cell in clues.columns[0] if cell] if clues.columns else []
    if _is_year_first(cells, clues):
        return Order("ymd")
    proven = date_order(cells)
    if given.dates and proven != "ymd":
        return _told(_ANSWERS[given.dates], _("You said so."))
    if proven:
        open_days = proven != "ymd" and any(map(_SHORT.match, cells))
        why = _("Some days are above 12.")
        return Order(proven, Decision("dates", VALUES[proven], why) if open_days else None)
    return (
        _by_other_columns(clues)
        or _by_shape(cells, clues)
        or _by_reading(cells, clues)
        or _by_comma(clues)
        or _answered(before)
        or Order(_usual(clues), question=_question(cells))
    )


def _is_year_first(cells: list[str], clues: Clues) -> bool:
    """Whether years of two digits come first: by the language, or since 2001 is long ago."""
    if not cells or not all(map(_TWO_DIGITS.match, cells)):
        return False
    read = [(read_date(cell, "ymd"), read_date(cell, "dmy")) for cell in cells]
    if not all(year_first for year_first, _day_first in read):
        return False
    if clues.language in _YEAR_FIRST or not all(day_first for _year_first, day_first in read):
        return True
    if clues.today is None:
        return False
    since, until = clues.today - _LONG_AGO, clues.today + _AHEAD
    return all(a and b and since < a <= until and not since < b <= until for a, b in read)


def _told(order: DateOrder, why: str) -> Order:
    return Order(order, Decision("dates", VALUES.get(order, "day-first"), why))


def _answered(before: Answers) -> Order | None:
    if before.dates is None:
        return None
    return _told(_ANSWERS[before.dates], _("It was so before in this account."))


def _by_shape(cells: list[str], clues: Clues) -> Order | None:
    """Points between them, or a language in which no month comes first."""
    if all(map(_DOTTED.match, cells)):
        return _told("dmy", _("Dates with points begin with the day."))
    if clues.language in _YEAR_FIRST:
        return None
    if clues.language not in {"", "en"} and clues.currency not in _MONTH_FIRST:
        return _told("dmy", _("In the language of the columns dates begin with the day."))
    return None


def _by_comma(clues: Clues) -> Order | None:
    """Nobody who writes the month first writes a decimal comma."""
    if clues.has_comma and clues.currency not in _MONTH_FIRST:
        return _told("dmy", _("Where amounts have a decimal comma, dates begin with the day."))
    return None


def _by_other_columns(clues: Clues) -> Order | None:
    """A second column of dates, or the period above the table, written the same way."""
    for cells in (*clues.columns[1:], clues.above):
        proven = date_order(found for cell in cells for found in _SHORT.findall(cell))
        if proven in _BOTH and any(map(_SHORT.search, cells)):
            return _told(proven, _("Other dates of the file have days above 12."))
    return None


def _by_reading(cells: list[str], clues: Clues) -> Order | None:
    """What each order would make of the rows; where two clues disagree there is none."""
    read = {order: [read_date(cell, order) for cell in cells] for order in _BOTH}
    found = [
        (_only(order for order in _BOTH if not _is_late(read[order], clues.today)), _LATE),
        (_only(order for order in _BOTH if _are_near(clues, order)), _APART),
        (_only(order for order in _BOTH if _is_sequence(read[order], clues)), _SORTED),
    ]
    told = [(order, why) for order, why in found if order]
    if len({order for order, _why in told}) != 1:
        return None
    order, why = told[0]
    return _told(order, _sentence(why))


_LATE, _APART, _SORTED = range(3)


def _sentence(why: int) -> str:
    sentences = {
        _LATE: _("The other order gives days that are still to come."),
        _APART: _("The other order puts the two dates of a row far apart."),
        _SORTED: _("Only so the rows follow each other by day."),
    }
    return sentences[why]


def _only(orders: Iterable[DateOrder]) -> DateOrder | None:
    found = list(orders)
    return found[0] if len(found) == 1 else None


def _is_late(days: list[Date | None], today: Date | None) -> bool:
    return today is not None and any(day is not None and day > today + _AHEAD for day in days)


def _are_near(clues: Clues, order: DateOrder) -> bool:
    """Whether the dates of each row lie near each other; both orders pass where none is far."""
    if len(clues.columns) < 2:
        return True
    pairs = zip(clues.columns[0], clues.columns[1], strict=False)
    read = [(read_date(one, order), read_date(other, order)) for one, other in pairs]
    apart = [abs(one - other) for one, other in read if one and other]
    other_order: DateOrder = "mdy" if order == "dmy" else "dmy"
    return all(gap <= _FAR for gap in apart) or not _all_near(clues, other_order)


def _all_near(clues: Clues, order: DateOrder) -> bool:
    pairs = zip(clues.columns[0], clues.columns[1], strict=False)
    read = [(read_date(one, order), read_date(other, order)) for one, other in pairs]
    return all(abs(one - other) <= _NEAR for one, other in read if one and other)


def _is_sequence(days: list[Date | None], clues: Clues) -> bool:
    known = [day for day in days if day]
    if clues.is_newest_first is not None:
        return known == sorted(known, reverse=clues.is_newest_first)
    if len(set(known)) < _DISTINCT:
        return True
    return known in (sorted(known), sorted(known, reverse=True))


def _usual(clues: Clues) -> DateOrder:
    header = any("/" in cell for cell in (clues.columns[0] if clues.columns else ()))
    return "mdy" if clues.language == "en" and header else "dmy"


def _question(cells: list[str]) -> Question:
    cell = next((one for one in cells if read_date(one, "dmy") != read_date(one, "mdy")), cells[0])
    sentence = _("Nothing in the file tells whether “{text}” begins with the day or the month.")
    choices = tuple(
        Choice(value, f"{cell} = {_iso(cell, order)}") for value, order in _ANSWERS.items()
    )
    return Question("dates", sentence.format(text=cell), choices)


def _iso(cell: str, order: DateOrder) -> str:
    day = read_date(cell, order)
    return day.isoformat() if day else "?"
