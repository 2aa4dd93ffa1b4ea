"""Years for the days of a column that has none: 05/09, 29 Dec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Decision
from freelancer_os.transfer.csv.dates import ORDERS, date_order, read_date
from freelancer_os.transfer.csv.evidence.days import order_said
from freelancer_os.transfer.csv.formats import is_date
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.sheet import DAYS, Sheet
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.statement import DateOrder

_SHORT = re.compile(
    r"'?(?:[0-9]{1,2}[./ -][0-9]{1,2}\.?|[0-9]{1,2}[. -]*[^\W\d_]{3,12}\.?"
    r"|[^\W\d_]{3,12}[. ]*[0-9]{1,2})'?"
)
_WRITTEN = re.compile(
    r"(?<![0-9])(?:[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}|[0-9]{1,2}[./ -][0-9]{1,2}[./ -][0-9]{4}"
    r"|[0-9]{1,2}[. -]*[^\W\d_]{3,12}[. ,-]*[0-9]{4}|[^\W\d_]{3,12}[. ]*[0-9]{1,2}[ ,]+[0-9]{4}"
    r"|20[0-9]{6})(?![0-9])"
)
_YEAR = re.compile(r"[^0-9]*(?<![0-9])(20[0-9]{2})(?![0-9])[^0-9]*")
_ANY = "2024"  # a year in which each day is one
_AHEAD = timedelta(days=5)  # that a booked day may lie ahead
_MOST = 0.5  # share of the cells that are days
_BACK = 8  # years until there is a 29 February for sure


class Dated(NamedTuple):
    """A table whose days have years, and by which evidence; None where they had them."""

    table: Table
    decision: Decision | None = None


def with_years(table: Table, known: Known) -> Dated:
    """The table, with a year behind each day of the columns of days that have none.

    It is the latest one that does not lie behind the last day that the file names elsewhere (its
    period, a balance), else behind today; of rows that follow each other, as they do: 20 November
    before 10 December is of the same year. Where nothing says so much, the table as it is.
    """
    sheet = Sheet(table)
    named = {place for role in DAYS for place in sheet.named.get(role, [])}
    short = [place for place in named if _is_without_years(sheet.cells(place))]
    if not short or any(any(map(is_date, sheet.cells(place))) for place in named):
        return Dated(table)
    order = _order(sheet, short[0], known)
    given = Date(int(known.given.year), 12, 31) if known.given.year else None
    said = None if given else _last_said(table, short, order, known.today)
    until = given or said or known.today
    if until is None:
        return Dated(table)
    rows = _filled(table.rows, short, order, until)
    if given:
        why = _("You said so.")
    elif said:
        why = _("The days have no year; it is that of the other days in the file.")
    else:
        why = _("The file names no year; its days are taken to be of the last twelve months.")
    cells = [row.cells[short[0]] for row in rows if short[0] < len(row.cells)]
    newest = max(filter(None, (read_date(cell, order) for cell in cells)), default=until)
    dated = Table(table.columns, rows, table.header, table.above)
    return Dated(dated, Decision("year", str(newest.year), why))


def _is_without_years(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(_is_short, cells)) > _MOST * len(cells)


def _is_short(cell: str) -> bool:
    return _SHORT.fullmatch(cell) is not None and any(
        read_date(_written(cell, _ANY), order) for order in ORDERS[:2]
    )


def _written(cell: str, year: str) -> str:
    """A day with its year behind it, as it would be written: 05/09/2026, 29 Dec 2017."""
    bare = cell.strip("'. ")
    sign = next((sign for sign in "/-." if sign in bare), " ")
    return f"{bare}{sign}{year}" if bare[-1].isdigit() and bare[0].isdigit() else f"{bare} {year}"


def _order(sheet: Sheet, place: int, known: Known) -> DateOrder:
    """Which of day and month comes first, as far as it can change the year."""
    written = [_written(cell, _ANY) for cell in sheet.cells(place) if _is_short(cell)]
    proven = date_order(written)
    return proven if proven in ORDERS[:2] else order_said(known.given, known.before) or "dmy"


def _last_said(
    table: Table, short: Sequence[int], order: DateOrder, today: Date | None
) -> Date | None:
    """The last day, or else year, that stands above the table or in a row that is no booking."""
    others = [row for row in table.rows if not any(_is_day(row, place) for place in short)]
    cells = [cell for row in (*table.above, *others) for cell in row.cells]
    latest = today + _AHEAD if today else Date.max
    days = [day for cell in cells for day in _days(cell, order) if day <= latest]
    if days:
        return max(days)
    above = [found for row in table.above for cell in row.cells if (found := _YEAR.fullmatch(cell))]
    years = [int(found[1]) for found in above if int(found[1]) <= latest.year]
    return min(Date(max(years), 12, 31), latest) if years else None


def _is_day(row: Record, place: int) -> bool:
    return place < len(row.cells) and _is_short(row.cells[place].strip())


def _days(cell: str, order: DateOrder) -> Iterator[Date]:
    for found in _WRITTEN.findall(cell):
        day = read_date(found, order) or _first(read_date(found, other) for other in ORDERS)
        if day:
            yield day


def _first(days: Iterable[Date | None]) -> Date | None:
    return next(filter(None, days), None)


def _filled(
    rows: Sequence[Record], places: Sequence[int], order: DateOrder, until: Date
) -> list[Record]:
    """The rows with the years under which their days lie closest together."""
    cells = [list(row.cells) for row in rows]
    for place in places:
        at = [number for number, row in enumerate(rows) if _is_day(row, place)]
        short = [cells[number][place].strip() for number in at]
        ways = (
            [_latest(cell, order, until) for cell in short],
            _chained(short, order, until),
            _chained(short[::-1], order, until)[::-1],
        )
        best = min(ways, key=lambda way: _span(way, order))
        for number, cell in zip(at, best, strict=True):
            cells[number][place] = cell
    return [row._replace(cells=found) for row, found in zip(rows, cells, strict=True)]


def _chained(cells: Sequence[str], order: DateOrder, until: Date) -> list[str]:
    """Days of rows whose newest is the first: each not much behind the one before it."""
    found = list[str]()
    for cell in cells:
        written = _latest(cell, order, until)
        found.append(written)
        until = min(until, read_date(written, order) or until)
    return found


def _span(cells: Sequence[str], order: DateOrder) -> timedelta:
    days = [day for cell in cells if (day := read_date(cell, order))]
    return max(days) - min(days) if days else timedelta.max


def _latest(cell: str, order: DateOrder, until: Date) -> str:
    """The day in the latest year in which it does not lie behind `until`, or a few days if it is
    the same year."""
    for year in range(until.year, until.year - _BACK, -1):
        written = _written(cell, str(year))
        day = read_date(written, order)
        if day and day <= until + _AHEAD:
            return written
    return cell
