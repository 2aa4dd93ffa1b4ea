"""What a cell can be: a date, an amount, a currency, a word for which way money went."""

from __future__ import annotations

import re

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.amounts import OLD_CODES, SYMBOLS, read_cell
from freelancer_os.transfer.csv.dates import ORDERS, read_date
from freelancer_os.transfer.csv.words import CURRENCIES, IN_WORDS, OUT_WORDS

_CURRENCY = re.compile(r"[A-Za-z]{3}")
_SIGN = re.compile(r"(?<![A-Z])(?:US|CA|C|AU|A|NZ|HK|S|NT|MX|R)\$|[€£]")


def is_out(cell: str) -> bool | None:
    """Whether a direction cell says that money went out; None if it says nothing known."""
    word = fold(cell)
    return True if word in OUT_WORDS else False if word in IN_WORDS else None


def currency_of(cell: str) -> str | None:
    """The ISO 4217 code in a currency cell: "eur", "EUR", "€"."""
    word = cell.strip()
    if _CURRENCY.fullmatch(word) and word.isascii():
        return OLD_CODES.get(word.upper(), word.upper())
    return SYMBOLS.get(word, OLD_CODES.get(word))


def currency_in_name(column: str) -> str | None:
    """The currency named in a header cell: "Amount (GBP)", "Betrag €"."""
    code = next((word for word in re.findall(r"[A-Z]{3}", column) if word in CURRENCIES), None)
    sign = _SIGN.search(column)
    return (
        code
        or (SYMBOLS[sign[0]] if sign else None)
        or ("EUR" if "euro" in column.casefold().split() else None)
    )


def is_date(cell: str) -> bool:
    """Whether this is a date in any order."""
    return any(read_date(cell, order) for order in ORDERS)


def is_amount(cell: str) -> bool:
    """Whether this is an amount under either decimal sign."""
    return read_cell(cell, ".") is not None or read_cell(cell, ",") is not None
