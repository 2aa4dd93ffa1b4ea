"""Dates as Quicken writes them, such as 1/ 2'26, and the order of day and month in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freelancer_os.transfer.csv.evidence.days import Clues, Order, decide_order
from freelancer_os.transfer.csv.known import Known

_BETWEEN = re.compile(r"\s*(['’/.-])\s*")


def plain(cell: str) -> str:
    """A date with one sign between its parts; an apostrophe stands before a year of 20xx."""
    tidy = _BETWEEN.sub(r"\1", cell.strip()).replace("’", "'")
    before, apostrophe, year = tidy.partition("'")
    if not apostrophe:
        return tidy
    between = next((sign for sign in before if not sign.isdigit()), "/")
    return f"{before}{between}{year if len(year) != 2 else '20' + year}"


def order_of(cells: Iterable[str], known: Known) -> Order:
    """The order of day and month in a file, as in a table without words."""
    there = [plain(cell) for cell in cells if cell]
    return decide_order(Clues([there], (), "", known.today), known.given, known.before)
