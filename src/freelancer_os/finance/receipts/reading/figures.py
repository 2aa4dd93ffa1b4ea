"""Figures of a text: amounts with their decimals, and the currencies that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from freelancer_os.core.values.currency import is_currency

_FIGURE = re.compile(
    r"(?<![\w.,'’/:-])(?P<minus>[-−–]\s?)?(?P<open>\(\s?)?[€$£¥₹]?\s?(?P<inner>[-−])?"
    r"(?P<digits>(?:\d{1,3}(?:[ '’.,]\d{3})+|\d+)(?:[.,]\d{1,3})?)"
    r"(?![\w]|[.,'’/:]\d|-\d|\s?%)(?P<after>[-−](?!\w))?"
)
_GLUED = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?=\d)|(?<=\d)([A-Z]{3})(?![A-Za-z])")
_WORDS = frozenset({"ALL", "TOP", "CUP", "PEN", "SOS", "ANG", "GEL", "MAD", "MOP"})  # of languages
SYMBOLS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",), "CA$": ("CAD",), "C$": ("CAD",), "A$": ("AUD",), "AU$": ("AUD",),
    "NZ$": ("NZD",), "S$": ("SGD",), "HK$": ("HKD",), "R$": ("BRL",), "MX$": ("MXN",),
    "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",), "₺": ("TRY",),
    "₴": ("UAH",), "₩": ("KRW",), "zł": ("PLN",), "Kč": ("CZK",), "Ft": ("HUF",), "Fr.": ("CHF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"), "kr.": ("SEK", "NOK", "DKK", "ISK"), "lei": ("RON",),
    "Euro": ("EUR",), "euro": ("EUR",), "euros": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "TWD"),
}  # fmt: skip
_BESIDE = re.compile(
    r"(?<![\w$])(?P<code>[A-Z]{3})(?=\s?[-−(]?\d)|(?<=\d)\s?(?P<behind>[A-Z]{3})(?!\w)|(?P<sign>"
    + "|".join(map(re.escape, sorted(SYMBOLS, key=lambda one: -len(one))))
    + r")(?![A-Za-z])"
)


@dataclass(frozen=True)
class Figure:
    """A figure as it stands: from where to where in its line, and with how many decimals.

    `value` is None where nothing tells a thousand from a decimal (1.234).
    """

    start: int
    end: int
    value: Decimal | None
    decimals: int


def apart(line: str) -> str:
    """A line in which no code of a currency is glued to its figure."""
    return _GLUED.sub(
        lambda found: f"{found[1] or ''} {found[2] or ''}" if _is_code(found[0]) else found[0], line
    )


def figures(line: str, sign: str) -> list[Figure]:
    """The figures of a line; `sign` is what divides decimals in this text, "" if unknown."""
    return list(_read(line, sign))


def _read(line: str, sign: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(line):
        if bool(found["open"]) != line[found.end() :].lstrip().startswith(")") and found["open"]:
            is_minus = False
        else:
            is_minus = bool(found["open"])
        is_minus = is_minus or bool(found["minus"] or found["inner"] or found["after"])
        value, decimals = value_of(found["digits"], sign)
        if value is not None and is_minus:
            value = -value
        yield Figure(found.start("digits"), found.end(), value, decimals)


def value_of(digits: str, sign: str) -> tuple[Decimal | None, int]:
    """What digits with their signs come to, and their decimals; None where that is not clear."""
    plain = re.sub(r"[ '’]", "", digits)
    grouped = len(plain) != len(digits)
    marks = [one for one in plain if one in ".,"]
    if not marks:
        return Decimal(plain), 0
    last = marks[-1]
    head, _, tail = plain.rpartition(last)
    if len(set(marks)) == 2:
        if marks.count(last) > 1 or (len(tail) == 3 and sign not in {"", last}):
            return None, len(tail)
        return Decimal(re.sub("[.,]", "", head) + "." + tail), len(tail)
    if len(marks) > 1:  # 1.234.567
        return Decimal(re.sub("[.,]", "", plain)), 0
    if len(tail) == 3 and not grouped:
        is_thousand = sign and sign != last and len(head) <= 3 and head != "0"
        return (Decimal(head + tail), 0) if is_thousand else (None, 3)
    return Decimal(f"{head}.{tail}"), len(tail)


def sign_of(lines: list[str]) -> str:
    """What divides decimals in a text: the one sign before two last digits; "" if both do."""
    found = {
        plain[-3]
        for line in lines
        for one in _FIGURE.finditer(line)
        if len(plain := one["digits"]) > 3 and plain[-3] in ".,"
    }
    return found.pop() if len(found) == 1 else ""


def currencies(line: str) -> list[tuple[str, ...]]:
    """The currencies that a line names beside figures: of each sign all that it may mean."""
    found = list[tuple[str, ...]]()
    for one in _BESIDE.finditer(line):
        if (code := one["code"] or one["behind"]) is not None:
            if _is_code(code):
                found.append((code,))
        elif any(letter.isdigit() for letter in line):
            found.append(SYMBOLS[one["sign"]])
    return found


def one_currency(named: list[tuple[str, ...]], own: str) -> str | None:
    """The one currency that these mean: a code settles its sign, and the own currency a sign of
    several; None where it is not clear, and the own one where none is named."""
    if not named:
        return own
    clear = {one[0] for one in named if len(one) == 1}
    for one in named:
        if len(one) > 1 and not clear.intersection(one):
            if own not in one:
                return None
            clear.add(own)
    return clear.pop() if len(clear) == 1 else None


def _is_code(code: str) -> bool:
    return is_currency(code) and code not in _WORDS
