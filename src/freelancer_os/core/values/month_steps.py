"""The day so many months from another one."""

from calendar import monthrange
from datetime import date

MONTHS = 12


def months_on(day: date, count: int) -> date:
    """So many months on (below 0: back); where that month is shorter, its last day.

    Where the calendar ends before, its first or last day.
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + count, MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < day.year else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
