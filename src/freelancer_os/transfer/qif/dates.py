"""Dates as Quicken writes them, such as 1/ 2'26, and the order of day and month in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as Date

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Answers, Choice, Question
from freelancer_os.transfer.csv.dates import date_order, read_date
from freelancer_os.transfer.statement import DateOrder

ORDERS: dict[str, DateOrder] = {"day-first": "dmy", "month-first": "mdy"}
_BETWEEN = re.compile(r"\s*(['’/.-])\s*")


def plain(cell: str) -> str:
    """A date with one sign between its parts; an apostrophe stands before a year of 20xx."""
    tidy = _BETWEEN.sub(r"\1", cell.strip()).replace("’", "'")
    before, apostrophe, year = tidy.partition("'")
    if not apostrophe:
        return tidy
    between = next((sign for sign in before if not sign.isdigit()), "/")
    return f"{before}{between}{year if len(year) != 2 else '20' + year}"


def order_of(cells: Iterable[str], answers: Answers) -> tuple[DateOrder, Question | None]:
    """The order of day and month: as the dates prove, else as answered, else a question.

    With a question, the order is a guess.
    """
    there = [plain(cell) for cell in cells if cell]
    if proven := date_order(there):
        return proven, None
    if answers.dates:
        return ORDERS[answers.dates], None
    for cell in there:
        read = {word: read_date(cell, order) for word, order in ORDERS.items()}
        if len({*read.values()}) > 1:
            return "dmy", _question(cell, read)
    return "dmy", None


def _question(cell: str, read: dict[str, Date | None]) -> Question:
    sentence = _("Nothing in this file tells day and month apart, as in “{text}”.")
    choices = (Choice(word, f"{cell} = {day}") for word, day in read.items() if day)
    return Question("dates", sentence.format(text=cell), tuple(choices))
