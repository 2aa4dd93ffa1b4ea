"""How the columns of a statement are written: decimal sign, order of dates, signs, currency."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.amounts import SYMBOLS, decimal_sign, read_amount
from freelancer_os.transfer.csv.dates import ORDERS, date_order, read_date
from freelancer_os.transfer.csv.table import Table
from freelancer_os.transfer.csv.words import CURRENCIES, IN_WORDS, OUT_WORDS
from freelancer_os.transfer.statement import DateOrder, DecimalSign

_CURRENCY = re.compile(r"[A-Za-z]{3}")
_MIN_DISTINCT = 3


def is_out(cell: str) -> bool | None:
    """Whether a direction cell says that money went out; None if it says nothing known."""
    word = fold(cell)
    return True if word in OUT_WORDS else False if word in IN_WORDS else None


def currency_of(cell: str) -> str | None:
    """The ISO 4217 code in a currency cell: "eur", "EUR", "€"."""
    word = cell.strip()
    return word.upper() if _CURRENCY.fullmatch(word) and word.isascii() else SYMBOLS.get(word)


def currency_in_name(column: str) -> str | None:
    """The currency named in a header cell: "Amount (GBP)", "Betrag €"."""
    code = next((word for word in re.findall(r"[A-Z]{3}", column) if word in CURRENCIES), None)
    sign = next((SYMBOLS[sign] for sign in "€£" if sign in column), None)
    return code or sign or ("EUR" if "euro" in column.casefold().split() else None)


def is_date(cell: str) -> bool:
    """Whether this is a date in any order."""
    return any(read_date(cell, order) for order in ORDERS)


def is_amount(cell: str) -> bool:
    """Whether this is an amount under either decimal sign."""
    return read_amount(cell, ".") is not None or read_amount(cell, ",") is not None


def values(table: Table, place: int, decimal: DecimalSign) -> list[Decimal]:
    """The amounts in the sample of a column."""
    amounts = (read_amount(cell, decimal) for cell in table.sample(place))
    return [amount.value for amount in amounts if amount]


def has_minus(table: Table, place: int) -> bool:
    """Whether any amount in the sample of a column is negative."""
    decimal = decimal_sign(table.sample(place)) or "."
    return any(value < 0 for value in values(table, place, decimal))


def is_running_balance(table: Table, balance: int, amount: int) -> bool:
    """Whether one column is the running balance of another, oldest or newest first."""
    sign = decimal_sign(table.sample(balance) + table.sample(amount)) or "."
    steps, balances = values(table, amount, sign), values(table, balance, sign)
    if len(steps) != len(balances) or len(steps) < _MIN_DISTINCT:
        return False
    changes = [later - earlier for earlier, later in pairwise(balances)]
    falls = [-change for change in changes]
    return changes == steps[1:] or falls == steps[:-1]


def is_fee_on_top(table: Table, amount: int, fee: int, balance: int, decimal: DecimalSign) -> bool:
    """Whether the balances prove that a fee is charged on top of the amount, not within it."""
    places = (amount, fee, balance)
    rows = [[_value(row.cells, place, decimal) for place in places] for row in table.rows]
    proofs: Counter[bool] = Counter()
    for (_, _, before), (value, charge, after) in pairwise(rows):
        if charge:
            proofs[True] += after - before == value - charge
            proofs[False] += after - before == value
    return proofs[True] > proofs[False]


def are_debits_positive(table: Table, debit: int, decimal: DecimalSign) -> bool:
    """Whether most amounts of a debit column are written without a minus sign."""
    amounts = values(table, debit, decimal)
    return sum(value < 0 for value in amounts) <= len(amounts) / 2


def decimal_of(table: Table, places: list[int], language: str) -> DecimalSign:
    """The decimal sign that the columns prove, else the one of the header's language."""
    proven = decimal_sign(cell for place in places for cell in table.cells(place))
    return proven or ("." if language in {"", "en"} else ",")


def order_of(table: Table, place: int, language: str) -> tuple[DateOrder, bool]:
    """The order of day and month in a column, and whether it is only a guess."""
    cells = table.cells(place)
    proven = date_order(cells)
    return (proven, False) if proven else (_guessed_order(table, cells, language), True)


def _guessed_order(table: Table, cells: list[str], language: str) -> DateOrder:
    """By the sequence of the rows, then by the language and currency of the header."""
    days, months = _is_sequence(cells, "dmy"), _is_sequence(cells, "mdy")
    if days != months and len(set(cells)) >= _MIN_DISTINCT:
        return "dmy" if days else "mdy"
    header = " ".join(table.columns)
    is_european = currency_in_name(header) in {"GBP", "EUR"} or "paid" in header.lower()
    is_american = language == "en" and "/" in "".join(cells) and not is_european
    return "mdy" if is_american else "dmy"


def _is_sequence(cells: list[str], order: DateOrder) -> bool:
    dates = [on for cell in cells if (on := read_date(cell, order))]
    return dates in (sorted(dates), sorted(dates, reverse=True))


def _value(cells: list[str], place: int, decimal: DecimalSign) -> Decimal:
    read = read_amount(cells[place].strip(), decimal) if place < len(cells) else None
    return read.value if read else Decimal(0)
