"""Amounts as text: strict for the API, in the format of a locale for pages."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext as _

from freelancer_os.core.values.currency import MAX_AMOUNT, exponent
from freelancer_os.core.values.numerals import (
    MINUS,
    NumberStyle,
    locale_of,
    number_style,
    print_decimal,
    split_sign,
    tidy,
)
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import isolated

_API_AMOUNT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_LONGEST = 40
_EXAMPLE = 12_345_678  # 1,234.5678: no currency has more than four decimals
_EXAMPLE_PLACES = 4


def print_amount(minor: int, currency: str) -> str:
    """Return an amount as the API writes it, with all decimals of its currency: "4800.00"."""
    return print_decimal(minor, exponent(currency))


def read_amount(value: object, currency: str, *, field: str = "amount") -> int:
    """Return the minor units of an amount that the API was given, a string such as "4800.00".

    Raises ValidationError on `field` for anything else, and on `currency` for an unknown one.
    """
    places = exponent(currency)
    text = value if isinstance(value, str) and len(value) <= _LONGEST else ""
    match = _API_AMOUNT.fullmatch(text)
    if match is None or len(match[3] or "") > places:
        example = print_decimal(_example(places), places)
        raise refusal(
            field,
            _('Write the amount as a string of plain digits like "{example}".').format(
                example=example
            ),
        )
    minor = int(match[2] + (match[3] or "").ljust(places, "0"))
    _check_size(minor, print_amount(MAX_AMOUNT, currency), currency, field)
    return -minor if match[1] else minor


def _example(places: int) -> int:
    return int(_EXAMPLE // 10 ** (_EXAMPLE_PLACES - places))


def _check_size(minor: int, largest: str, currency: str, field: str) -> None:
    if minor > MAX_AMOUNT:
        raise refusal(
            field,
            _("An amount in {currency} can be at most {largest}.").format(
                currency=currency, largest=largest
            ),
        )


@dataclass(frozen=True, slots=True)
class MoneyStyle:
    """All that is needed to write amounts of one currency in one locale."""

    number: NumberStyle
    places: int
    prefix: tuple[str, str]
    suffix: tuple[str, str]
    signs: tuple[str, ...]
    example: str


@lru_cache(maxsize=2048)
def _money_style(currency: str, locale: str) -> MoneyStyle:
    known, number, places = locale_of(locale), number_style(locale), exponent(currency)
    symbol, pattern = get_currency_symbol(currency, known), known.currency_formats["standard"]
    (plus, minus), (after_plus, after_minus) = pattern.prefix, pattern.suffix

    def written(text: str) -> str:
        return text.replace("-", MINUS).replace("¤", symbol).replace("'", "")

    return MoneyStyle(
        number=number,
        places=places,
        prefix=(written(plus), written(minus)),
        suffix=(written(after_plus), written(after_minus)),
        signs=_typed_signs(currency, symbol),
        example=number.write(_example(places), places),
    )


def _typed_signs(currency: str, symbol: str) -> tuple[str, ...]:
    """What may stand beside an amount, longest first: "US$", "USD" and "$" for dollars."""
    known = {symbol, get_currency_symbol(currency, "en"), currency}
    bare = {mark for sign in known for mark in sign if unicodedata.category(mark) == "Sc"}
    signs = {tidy(sign, "en").casefold() for sign in known | bare}
    return tuple(sorted(signs - {""}, key=lambda sign: (-len(sign), sign)))


def format_money(minor: int, currency: str, locale: str) -> str:
    """Return an amount as the screen shows it: "€4,800.00", "4.800,00 €", "¥4,800"."""
    style = _money_style(currency, locale)
    negative = minor < 0
    number = style.number.write(-minor if negative else minor, style.places)
    return isolated(f"{style.prefix[negative]}{number}{style.suffix[negative]}")


def format_price(price: int, places: int, currency: str, locale: str) -> str:
    """Return a price with `places` decimals beyond those of its currency, as many as it needs:
    "€0.085", "€1,445.00"."""
    while places and not price % 10:
        price, places = price // 10, places - 1
    style, negative = _money_style(currency, locale), price < 0
    number = style.number.write(abs(price), style.places + places)
    return isolated(f"{style.prefix[negative]}{number}{style.suffix[negative]}")


def edit_amount(minor: int, currency: str, locale: str) -> str:
    """Return an amount as it stands in the field that edits it: "4800.00" or "4800,00"."""
    number = number_style(locale).write(abs(minor), exponent(currency), group=False)
    return f"-{number}" if minor < 0 else number


def parse_amount(text: str, currency: str, locale: str, *, field: str = "amount") -> int:
    """Return the minor units of an amount that a person typed in the format of `locale`.

    A symbol or the code of `currency` may stand beside it. The format of another locale is refused
    ("1.234,56" in English), never guessed. Raises ValidationError on `field`.
    """
    style = _money_style(currency, locale)
    negative, number = _bare_number(tidy(text, locale), style.signs)
    minor = style.number.read(number, style.places)
    if minor is None:
        raise refusal(field, _("Write the amount like {example}.").format(example=style.example))
    _check_size(minor, style.number.write(MAX_AMOUNT, style.places), currency, field)
    return -minor if negative else minor


def _bare_number(text: str, signs: tuple[str, ...]) -> tuple[bool, str]:
    """Take the sign and one currency sign off: "-€5", "€-5" and "-5 €" are minus five."""
    negative, text = split_sign(text)
    folded = text.casefold()
    for sign in signs:
        if folded.startswith(sign):
            text = text[len(sign) :].lstrip()
            negative, text = (True, text) if negative else split_sign(text)
            break
        if folded.endswith(sign):
            text = text[: -len(sign)].rstrip()
            break
    return negative, text
