"""Amounts of money and tax rates that stand in a sentence."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from babel.numbers import get_currency_name, get_currency_symbol
from django.core.exceptions import ValidationError

from freelancer_os.core.values.currency import is_currency
from freelancer_os.core.values.money import parse_amount, read_amount
from freelancer_os.core.values.numerals import MINUS, locale_of, number_style, tidy
from freelancer_os.core.values.scaled import parse_scaled
from freelancer_os.core.values.text import fold
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.finding.decimals import clear_decimal
from freelancer_os.quick.finding.joined import is_number, spaced, splits, times
from freelancer_os.quick.tokens import Piece, Spoken

USUAL = frozenset(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "JPY",
        "CAD",
        "AUD",
        "NZD",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "INR",
        "CNY",
        "BRL",
        "MXN",
        "SGD",
        "HKD",
        "ZAR",
    ]
)
"""Currencies whose codes are read in small letters too; "top", "all" and "try" are words."""
CALLED = ("EUR", "CHF", "USD", "GBP", "JPY")  # by their names too; "real" is a word
RATE_PLACES = 4
_NUMBER = re.compile(r"[0-9][0-9.,'\u2019\u00a0\u202f]*")
_SIGNS = f"+-{MINUS}\u2013"
_WHOLE = re.compile(r"[.,](?:-|\u2013|\u2014)+")  # "1200,-"
_RATE = re.compile(r"\+?(?P<rate>[0-9.,]+) ?%")
HIGHEST_RATE = 30 * 10**RATE_PLACES
"""No country taxes sales higher; "50% deposit" is no tax rate."""


@dataclass(frozen=True)
class AmountSaid:
    """A piece that is a number, and what it comes to, in minor units, without its sign.

    `minor` is None where it is written as no number of this locale is, and may mean more than one
    thing (`may_be`, as far as these are known); where it can mean one only, it `is_foreign`.
    `currencies` are those that
    its sign may mean, that of the workspace where it has none. `sign` is "+", "-" or "".
    `is_marked` says that it can only be money: it has a sign, a currency or decimals.
    """

    piece: Piece
    minor: int | None
    currencies: tuple[str, ...]
    sign: str = ""
    is_marked: bool = False
    has_currency: bool = False
    is_foreign: bool = False
    may_be: tuple[int, ...] = ()

    @property
    def currency(self) -> str:
        return self.currencies[0]


def amounts_in(
    spoken: Spoken,
    formats: Formats,
    known: tuple[str, ...],
    named: Collection[frozenset[int]] = (),
) -> list[AmountSaid]:
    """The pieces that are amounts; `known` are the currencies of the books, the workspace's first.

    A currency may stand before or after, with a blank or without; where it does, the number alone
    is none. `named` are the places of names, whose numbers are no thousands of what follows.
    """

    def found(piece: Piece) -> AmountSaid | None:
        return None if splits(piece, named) else _amount(spoken, piece, formats, known)

    return spoken.apart(4, found)


def rates_in(spoken: Spoken, formats: Formats) -> list[tuple[Piece, int]]:
    """The pieces that are tax rates, such as "19%", in 10^-4 per cent."""
    found = []
    for piece in spoken.pieces(2):
        text = " ".join(token.folded for token in spoken.tokens[piece.first : piece.last])
        if match := _RATE.fullmatch(text):
            try:
                rate = parse_scaled(match["rate"], RATE_PLACES, formats.locale, field="tax_rate")
            except ValidationError:
                continue
            if rate <= HIGHEST_RATE:
                found.append((piece, rate))
    return found


def _amount(
    spoken: Spoken, piece: Piece, formats: Formats, known: tuple[str, ...]
) -> AmountSaid | None:
    """The amount that a piece is as a whole, None where it is none."""
    text = tidy(" ".join(t.raw for t in spoken.tokens[piece.first : piece.last]), formats.locale)
    text = text.rstrip(",;:")
    sign, rest = _signed(text)
    whole = _WHOLE.search(rest)
    if whole is not None and whole.end() == len(rest):
        rest = rest[: whole.start()]
    before, number, after = _parted(rest)
    if not sign and before:
        sign, number = _signed(number)
        number = number.strip()
    joined = spaced(number)
    shape = bool(joined) or _NUMBER.fullmatch(number) or times(number)
    if not shape or (before and after):
        return None
    mark, is_short = before or after, after.casefold() == "k"
    if is_short and not before:  # "1.5k": nobody writes what that comes to
        return AmountSaid(piece, None, known[:1], sign)
    currencies = _currencies(mark, known, formats.locale) if mark else known[:1]
    words = spoken.text(piece).split()
    is_dash = words[0] in _SIGNS and piece.first > 0  # between words
    if not currencies or (len(words) > 1 and not (mark or sign or joined)) or is_dash:
        return None
    if (joined and not is_number(number, formats.locale)) or times(number):
        may_be = _may_be(number, currencies[0], formats.locale)
        is_marked = bool(mark or sign or (joined and not joined[-1].isdigit()))
        return AmountSaid(piece, None, currencies, sign, is_marked, bool(mark), may_be=may_be)
    try:
        minor = parse_amount(number, currencies[0], formats.locale)
    except ValidationError:
        clear = _foreign(number, currencies[0])
        is_marked = bool(mark or sign or clear is not None)
        return AmountSaid(piece, clear, currencies, sign, is_marked, bool(mark), is_foreign=True)
    is_decimal = number_style(formats.locale).decimal in number
    is_marked = bool(mark or sign or is_decimal or whole)
    return AmountSaid(piece, minor, currencies, sign, is_marked, bool(mark))


def _may_be(number: str, currency: str, locale: str) -> tuple[int, ...]:
    """What a number comes to that does not say where it ends, in minor units."""
    factor, one = times(number) or (1, "")
    found = [_minor(text, currency, locale) for text in ((one,) if one else spaced(number))]
    many = [factor * minor for minor in found if minor is not None]
    return tuple(dict.fromkeys((*many, *(found[:1] if one and many else ()))))


def _minor(number: str, currency: str, locale: str) -> int | None:
    """A number in minor units, as the locale writes it, or as another does if that is clear."""
    try:
        return parse_amount(number, currency, locale)
    except ValidationError:
        return _foreign(number, currency)


def _foreign(number: str, currency: str) -> int | None:
    """What a number comes to that another locale writes so, if that is clear."""
    decimal = clear_decimal(number)
    try:
        return read_amount(decimal, currency, field="amount") if decimal is not None else None
    except ValidationError:
        return None


def _signed(text: str) -> tuple[str, str]:
    """The sign before a text, and the rest."""
    if text[:1] not in _SIGNS or not text:
        return "", text
    return ("+" if text[0] == "+" else "-"), text[1:].lstrip()


def _parted(text: str) -> tuple[str, str, str]:
    """What stands before, as, and after the number of a text."""
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not digits:
        return text, "", ""
    first = digits[0]
    if first and text[first - 1] in _SIGNS:
        first -= 1
    return text[:first].strip(), text[first : digits[-1] + 1], text[digits[-1] + 1 :].strip()


def _currencies(mark: str, known: tuple[str, ...], locale: str) -> tuple[str, ...]:
    """The currencies that a sign or a code may mean: of the books, else of the world."""
    code = mark.upper()
    if is_currency(code):
        return (code,) if mark == code or code in USUAL or code in known else ()
    folded = mark.casefold()
    found = tuple(one for one in known if folded in _signs_of(one, locale))
    called = _by_word(locale).get(fold(mark), ())
    return (
        found
        or _by_sign(locale).get(folded, ())
        or (tuple(one for one in called if one in known) or called)
    )


@lru_cache(maxsize=512)
def _signs_of(currency: str, locale: str) -> frozenset[str]:
    """The signs that may mean a currency: "$" and "US$" for dollars."""
    symbols = {get_currency_symbol(currency, locale_of(one)) for one in (locale, "en")}
    bare = {symbol[-1] for symbol in symbols if not symbol[-1:].isalnum()}
    return frozenset(symbol.casefold() for symbol in symbols | bare)


@lru_cache(maxsize=64)
def _by_word(locale: str) -> Mapping[str, tuple[str, ...]]:
    """Currencies by what they are called in the locale and in English: "euros", "Franken"."""
    found: dict[str, tuple[str, ...]] = {}
    for code, one, count in product(CALLED, (locale, "en"), (1, 2)):
        name = fold(get_currency_name(code, count=count, locale=locale_of(one)))
        word = name.replace("-", " ").split()[-1]
        found[word] = tuple(dict.fromkeys((*found.get(word, ()), code)))
    return found


@lru_cache(maxsize=64)
def _by_sign(locale: str) -> Mapping[str, tuple[str, ...]]:
    """The usual currencies by their own signs: "$" is the dollar of the United States."""
    found: dict[str, tuple[str, ...]] = {}
    for code in sorted(USUAL):
        for one in dict.fromkeys(("en-US", locale)):
            symbol = get_currency_symbol(code, locale_of(one)).casefold()
            found[symbol] = tuple(dict.fromkeys((*found.get(symbol, ()), code)))
    return found


def multiplied(spoken: Spoken, piece: Piece) -> int:
    """By which number an amount is multiplied: "3 x 80", "3x 80"; else 1."""
    before = [token.folded for token in spoken.tokens[max(0, piece.first - 2) : piece.first]]
    match = re.fullmatch(r"(?:.* )?([0-9]{1,4}) ?[x\u00d7*]", " ".join(before))
    return int(match[1]) if match else 1
