"""Balances that stand above a table: "Kontostand vom 31.01.2026;1.234,50"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from decimal import Decimal
from typing import Literal, NamedTuple

from freelancer_os.transfer.csv.amounts import OTHER, proof_of, read_cell
from freelancer_os.transfer.csv.dates import read_date
from freelancer_os.transfer.csv.formats import currency_of
from freelancer_os.transfer.csv.raw.records import Record
from freelancer_os.transfer.csv.words import (
    BALANCES,
    CLOSING,
    OPENING,
    PERIOD_ENDS,
    PERIOD_STARTS,
    PERIODS,
    begins_with,
)
from freelancer_os.transfer.statement import Balance, DateOrder, DecimalSign

_DAY = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}")
_SPLIT = re.compile(r"\s*:\s+|:\s*$")
_TWO = 2  # days of a period

Moment = Literal["opening", "closing"]


class _Said(NamedTuple):
    """What one row says that the account held; `on` is None where it names no day."""

    moment: Moment
    amount: Decimal
    on: Date | None
    currency: str | None


def balances_above(rows: Sequence[Record], order: DateOrder, decimal: DecimalSign) -> list[Balance]:
    """The balances of which day and amount are certain; the day is that of the period else."""
    start, end = _period(rows, order)
    found = []
    for row in rows:
        said = _said(row, order, decimal)
        on = said and (said.on or (start if said.moment == "opening" else end))
        if said and on:
            found.append(Balance(on, said.amount, said.moment, said.currency))
    return found


def _parts(row: Record) -> list[str]:
    """The cells of a row, a single one cut at its colon."""
    cells = [cell.strip().strip('="') for cell in row.cells if cell.strip()]
    return [part for part in _SPLIT.split(cells[0]) if part] if len(cells) == 1 else cells


def _said(row: Record, order: DateOrder, decimal: DecimalSign) -> _Said | None:
    parts = _parts(row)
    label, rest = (parts[0], parts[1:]) if parts else ("", [])
    days = [day for part in parts for day in _days(part, order)]
    moment: Moment | None = "opening" if begins_with(label, OPENING) else None
    if begins_with(label, CLOSING) or (begins_with(label, BALANCES) and days):
        moment = moment or "closing"
    amounts = [
        amount for part in rest if not _DAY.search(part) if (amount := _amount(part, decimal))
    ]
    if moment is None or len(amounts) != 1 or len(set(days)) > 1:
        return None
    beside = next(filter(None, map(currency_of, rest)), None)
    value, currency = amounts[0]
    return _Said(moment, value, days[0] if days else None, currency or beside)


def _amount(part: str, decimal: DecimalSign) -> tuple[Decimal, str | None] | None:
    """An amount whose decimals are certain, with its currency."""
    proven = proof_of(part)
    found = read_cell(part, decimal if proven in {None, decimal} else OTHER[decimal])
    return (found.value, found.currency) if found and proven else None


def _days(part: str, order: DateOrder) -> Iterator[Date]:
    return filter(None, (read_date(cell, order) for cell in _DAY.findall(part)))


def _period(rows: Sequence[Record], order: DateOrder) -> tuple[Date | None, Date | None]:
    """The first and the last day that the rows above a table name as its period."""
    start = end = None
    for row in rows:
        parts = _parts(row)
        days = [day for part in parts for day in _days(part, order)]
        label = parts[0] if parts else ""
        if len(days) == _TWO and begins_with(label, PERIODS):
            start, end = days
        elif len(days) == 1 and begins_with(label, PERIOD_STARTS):
            start = days[0]
        elif len(days) == 1 and begins_with(label, PERIOD_ENDS):
            end = days[0]
    return start, end
