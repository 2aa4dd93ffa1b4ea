"""A report as tables: the page, CSV, Excel and PDF print the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from freelancer_os.core.values.spans import Span

MANY = 400  # rows of a table that somebody looks at; the files have all
MOST = 50  # clients that a page lists, the largest, unless all are asked for
ALL = "all"


class Figure(NamedTuple):
    """Minor units of the base currency; `why` is the page of what is behind it, if any."""

    minor: int
    why: str = ""


class Rate(NamedTuple):
    """A tax rate, in 10⁻⁴ %."""

    value: int


Cell = str | date | Figure | Rate | None


@dataclass(frozen=True)
class Row:
    """The cells of a line. A sum stands out; what is part of the line above stands in.

    `record` is the page of what it names, if that is a record.
    """

    cells: tuple[Cell, ...]
    is_sum: bool = False
    is_part: bool = False
    record: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table with its headings; the first column names, the others tell."""

    title: str
    columns: tuple[str, ...]
    rows: list[Row]

    @property
    def is_long(self) -> bool:
        """Whether there are too many rows to be looked at."""
        return len(self.rows) > MANY

    @property
    def looked_at(self) -> list[Row]:
        """The rows that a page or a paper shows: of a long table those that add up, at most
        `MANY` and what they come to."""
        if not self.is_long:
            return self.rows
        rows = [row for row in self.rows if not row.is_part]
        return rows[:MANY] + [row for row in rows[MANY:][-1:] if row.is_sum]


@dataclass(frozen=True)
class Statement:
    """A report as it is printed: its title, what it is about, in sentences, and its tables."""

    title: str
    said: list[str]
    currency: str
    sheets: list[Sheet] = field(default_factory=list)


def behind(span: Span, basis: str, **narrowed: object) -> str:
    """The page of the entries that add up to a figure of a span (`reports.entries`)."""
    return f"{_within(span, basis)}&{urlencode(narrowed)}" if narrowed else _within(span, basis)


@lru_cache(64)  # a report asks for it once for each of its figures
def _within(span: Span, basis: str) -> str:
    ends = {"date_from": span.first.isoformat(), "date_to": span.last.isoformat()}
    return f"reports/entries/?{urlencode({**ends, 'basis': basis})}"
