"""Amounts as banks write them, and what a whole column says about its decimal sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from freelancer_os.transfer.statement import DecimalSign


class Amount(NamedTuple):
    """A number of major units and the ISO 4217 code written beside it, if any."""

    value: Decimal
    currency: str | None


TIDY: dict[int, str | None] = str.maketrans(
    {
        **dict.fromkeys(
            "\N{MINUS SIGN}▲△\N{EN DASH}\N{FIGURE DASH}\N{FULLWIDTH HYPHEN-MINUS}", "-"
        ),
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "),
        **dict.fromkeys("\N{FIGURE SPACE}\t\n\r", " "),
        **dict.fromkeys("\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`", "'"),
        **dict.fromkeys("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH SPACE}"),
    }
)
SYMBOLS = {
    "€": "EUR", "£": "GBP", "zł": "PLN", "Fr.": "CHF", "₹": "INR", "Rs.": "INR", "NPRs": "NPR",
    "NPRs.": "NPR", "kn": "HRK",
    "Kč": "CZK", "R$": "BRL", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "₽": "RUB", "руб": "RUB",
    "руб.": "RUB", "р.": "RUB", "₴": "UAH", "грн": "UAH", "грн.": "UAH", "₺": "TRY", "TL": "TRY",
    "₪": "ILS", "₩": "KRW", "원": "KRW", "円": "JPY", "元": "CNY", "Ft": "HUF", "lei": "RON",
    "лв": "BGN", "лв.": "BGN", "₱": "PHP", "฿": "THB", "₫": "VND", "RM": "MYR", "Rp": "IDR",
}  # fmt: skip
OLD_CODES = {"RUR": "RUB", "TL": "TRY", "RMB": "CNY", "CNH": "CNY", "NIS": "ILS"}
_UNIT = re.compile(
    r"[A-Z]{3}(?![A-Za-z])|(?:US|CA?|AU?|NZ|HK|S|NT|MX|R)?\$|€|£|¥|￥|zł|Fr\.|₹|(?:NP|PK|LK)?Rs\.?(?![A-Za-z])|kn\b|Kč|kr\.?"
    r"|₽|руб\.?|р\.|₴|грн\.?|₺|TL\b|₪|₩|원|円|元|Ft\b|lei\b|лв\.?|₱|฿|₫|RM|Rp"
)
_SHAPE = re.compile(
    r"(?P<open>\(?) *(?P<before>[+-]?) *(?P<body>[0-9.,][0-9.,' ]*?) *"
    r"(?P<after>[+-]|D[Rr]?|C[Rr]?|S|H)? *(?P<close>\)?)"
)
_PLAIN = {
    ".": re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,8})?"),
    ",": re.compile(r"-?[0-9]{1,15}(?:,[0-9]{1,8})?"),
}
_MAX_AMOUNT = 60  # characters, with spaces and currency
_FRACTION = re.compile(r"[0-9]{1,8}")
_GROUPED = {
    ".": re.compile(
        r"[0-9]{1,15}|[0-9]{1,3}([,' ])[0-9]{3}(?:\1[0-9]{3}){0,4}"
        r"|[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}"
    ),
    ",": re.compile(r"[0-9]{1,15}|[0-9]{1,3}([.' ])[0-9]{3}(?:\1[0-9]{3}){0,4}"),
}
_OUT = {"-", "D", "DR", "S"}
_MARK = re.compile(r"[0-9] *(dr|cr)\.?$", re.IGNORECASE)
_CREDIT = re.compile(r"^[^0-9]*\+|[0-9] *(?:[Cc][Rr]|C|H)\.?$")


def is_marked_credit(cell: str) -> bool:
    """Whether an amount says beside its number that it came in: 6.00 CR, +6.00."""
    return _CREDIT.search(cell.strip()) is not None


def are_marked(cells: Sequence[str]) -> bool:
    """Whether each of these amounts says Dr or Cr behind it, and not all the same."""
    found = [mark for cell in cells if (mark := _MARK.search(cell.strip()))]
    marks = {mark[1].upper() for mark in found}
    return len(found) == len(cells) and len(marks) > 1


def read_amount(cell: str, decimal: DecimalSign) -> Amount | None:
    """Read an amount, None if this is not one under the given decimal sign.

    Understands `1.234,56-`, `(12.00)`, `+5,00`, `1 234,56`, `1'234.56`, `€ -5.00`, `12.00 DR`,
    a minus of any kind. Grouping must be whole groups of three (or the Indian two).
    """
    if len(cell) > _MAX_AMOUNT:
        return None
    if _PLAIN[decimal].fullmatch(cell):
        return Amount(Decimal(cell.replace(",", ".")), None)
    bare, currency = _without_unit(cell)
    shape = _SHAPE.fullmatch(bare)
    value = _unsigned(shape["body"], decimal) if shape else None
    negative = _is_negative(shape) if shape else None
    if value is None or negative is None:
        return None
    return Amount(-value if negative else value, currency)


def read_cell(cell: str, decimal: DecimalSign) -> Amount | None:
    """Read an amount under the sign of its column, or under the other one where it proves that."""
    found = read_amount(cell, decimal)
    if found is None and proof_of(cell) == (other := OTHER[decimal]):
        return read_amount(cell, other)
    return found


def _without_unit(cell: str) -> tuple[str, str | None]:
    tidy = cell.translate(TIDY).strip('" ')  # a space before a quotation mark leaves it standing
    unit = _UNIT.search(tidy)
    if unit is None:
        return tidy, None
    bare = tidy[: unit.start()] + " " + tidy[unit.end() :]
    code = unit[0] if len(unit[0]) == 3 and unit[0].isupper() else None
    found = SYMBOLS.get(unit[0], code)
    return bare.strip(), OLD_CODES.get(found or "", found)


def _is_negative(shape: re.Match[str]) -> bool | None:
    """Whether the signs say minus; None when they are two or a bracket is open."""
    signs = [bool(shape["open"]), bool(shape["before"]), bool(shape["after"])]
    if bool(shape["open"]) != bool(shape["close"]) or sum(signs) > 1:
        return None
    return bool(shape["open"]) or shape["before"] == "-" or (shape["after"] or "").upper() in _OUT


def _unsigned(body: str, decimal: DecimalSign) -> Decimal | None:
    whole, sign, fraction = body.partition(decimal)
    if sign and not _FRACTION.fullmatch(fraction):
        return None
    if not _GROUPED[decimal].fullmatch(whole) and not (sign and not whole):
        return None
    return Decimal(f"{re.sub('[^0-9]', '', whole) or 0}.{fraction or 0}")


OTHER: dict[DecimalSign, DecimalSign] = {".": ",", ",": "."}
_DIGITS = re.compile(r"(?:[0-9]|[.,](?=[0-9]))[0-9.,' ]*")
_GROUP = 3


class Proofs(NamedTuple):
    """How many cells prove a decimal point, how many a comma, and those that prove neither."""

    points: int
    commas: int
    open_cells: list[str]

    @property
    def sign(self) -> DecimalSign | None:
        """The sign that most cells prove; None if none or as many prove either."""
        if self.points == self.commas:
            return None
        return "." if self.points > self.commas else ","


def proofs(cells: Iterable[str]) -> Proofs:
    """What the cells of a column say of their decimal sign."""
    votes: Counter[DecimalSign] = Counter()
    open_cells = []
    for cell in cells:
        proof = proof_of(cell)
        if proof:
            votes[proof] += 1
        elif lone_separator(cell):
            open_cells.append(cell)
    return Proofs(votes["."], votes[","], open_cells)


def decimal_sign(cells: Iterable[str]) -> DecimalSign | None:
    """The decimal sign that most cells of a column prove; None if none or as many prove either."""
    return proofs(cells).sign


def proof_of(cell: str) -> DecimalSign | None:
    """The decimal sign that a cell has beyond doubt: 1.234,5 and 12.50, not 1.234."""
    digits = _number(cell)
    return _proof(digits) if digits else None


def lone_separator(cell: str) -> DecimalSign | None:
    """The separator of a number such as 1.234, which is thousands or decimals."""
    digits = _number(cell) or ""
    found = [sign for sign in OTHER if sign in digits]
    return found[0] if len(found) == 1 and _proof(digits) is None else None


def _number(cell: str) -> str | None:
    tidy = cell[:_MAX_AMOUNT] if cell.isascii() else cell[:_MAX_AMOUNT].translate(TIDY)
    digits = _DIGITS.search(tidy)
    return digits[0].strip() if digits else None


def _proof(number: str) -> DecimalSign | None:
    dot, comma = number.rfind("."), number.rfind(",")
    if dot >= 0 and comma >= 0:
        return "." if dot > comma else ","
    sign: DecimalSign = "." if dot >= 0 else ","
    other: DecimalSign = "," if dot >= 0 else "."
    count = number.count(sign)
    if count != 1:
        return other if count else None
    whole, _, fraction = number.partition(sign)
    is_group = (
        len(fraction) == _GROUP and whole.isdigit() and whole[0] != "0" and len(whole) <= _GROUP
    )
    return None if is_group else sign
