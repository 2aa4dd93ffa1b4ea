"""How numbers are written and typed in a locale (CLDR, through Babel).

Numbers here are integers and a count of decimal places: 480000 with two places is 4800.00.
"""

import re
import unicodedata
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property, lru_cache

from babel import Locale, UnknownLocaleError, localedata
from babel.numbers import get_decimal_symbol, get_group_symbol

MINUS = "\u2212"
_LONGEST = 60
_BIDI_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'\u2019"


@dataclass(frozen=True)
class NumberStyle:
    """The signs of a locale's numbers; `last` and `further` are the sizes of its groups."""

    decimal: str
    group: str
    last: int
    further: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a person may type: ASCII digits, grouped rightly or not at all."""
        family = next((signs for signs in (_SPACES, _APOSTROPHES) if self.group in signs), None)
        group = f"[{family}]" if family else re.escape(self.group)
        further, last = f"[0-9]{{{self.further}}}", f"[0-9]{{{self.last}}}"
        grouped = f"[0-9]{{1,{self.further}}}(?:{group}{further})*{group}{last}"
        return re.compile(rf"({grouped}|[0-9]*)(?:{re.escape(self.decimal)}([0-9]+))?")

    def write(self, magnitude: int, places: int, *, group: bool = True, trim: bool = False) -> str:
        """Return the text of a number that is not negative; `trim` drops trailing zeros."""
        whole, rest = divmod(magnitude, 10**places) if places else (magnitude, 0)
        decimals = f"{rest:0{places}d}" if places else ""
        if trim:
            decimals = decimals.rstrip("0")
        text = self._grouped(whole) if group else str(whole)
        return f"{text}{self.decimal}{decimals}" if decimals else text

    def _grouped(self, whole: int) -> str:
        if self.last == self.further == 3:
            return f"{whole:,}".replace(",", self.group)
        text = str(whole)
        head, tail = text[: -self.last], text[-self.last :]
        while head:
            tail = head[-self.further :] + self.group + tail
            head = head[: -self.further]
        return tail

    def read(self, text: str, places: int) -> int | None:
        """Return the number that `text` writes without a sign, None if it writes none."""
        match = self.pattern.fullmatch(text) if len(text) <= _LONGEST else None
        if match is None or not text:
            return None
        whole, decimals = re.sub(r"[^0-9]", "", match[1]), match[2] or ""
        return int(whole + decimals.ljust(places, "0")) if len(decimals) <= places else None


INHERITED = ("days", "months", "quarters", "day_periods", "eras")


@lru_cache(maxsize=512)
def locale_of(name: str) -> Locale:
    """Return Babel's locale of a BCP 47 name such as "de-DE"; ValueError if there is none.

    Its words for days and months are a copy of its own. Babel resolves in place what locales
    inherit: after one without names for days had been asked for them, others had English ones.
    """
    try:
        found = Locale.parse(name, sep="-")
    except UnknownLocaleError as error:
        raise ValueError(str(error)) from error
    held = localedata.load(str(found))
    held.update({part: deepcopy(held[part]) for part in INHERITED if part in held})
    return found


def is_locale(name: object) -> bool:
    """Tell whether `name` is a BCP 47 name in whose formats we can write."""
    try:
        return isinstance(name, str) and "_" not in name and bool(locale_of(name))
    except ValueError:
        return False


@lru_cache(maxsize=512)
def number_style(locale: str) -> NumberStyle:
    """Return the signs and groups of numbers in `locale`, in Latin digits."""
    known = locale_of(locale)
    last, further = known.decimal_formats[None].grouping
    return NumberStyle(get_decimal_symbol(known), get_group_symbol(known), last, further)


def print_decimal(value: int, places: int) -> str:
    """Return the number as the API writes it, with all its places: "-4800.00"."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    if not places:
        return f"{sign}{value}"
    whole, rest = divmod(value, 10**places)
    return f"{sign}{whole}.{rest:0{places}d}"


def write_signed(
    value: int, places: int, locale: str, *, group: bool = True, trim: bool = False
) -> str:
    """Return the text of a number in `locale`, with a true minus sign."""
    text = number_style(locale).write(abs(value), places, group=group, trim=trim)
    return MINUS + text if value < 0 else text


def read_signed(text: str, places: int, locale: str) -> int | None:
    """Return the number that a person typed in the format of `locale`, None if it is none."""
    negative, rest = split_sign(tidy(text, locale))
    number = number_style(locale).read(rest, places)
    return -number if number is not None and negative else number


def split_sign(text: str) -> tuple[bool, str]:
    """Tell whether `text` begins with a minus sign, and return the rest."""
    negative = text.startswith(("-", MINUS))
    return negative, text[1:].lstrip() if negative else text


def tidy(text: str, locale: str) -> str:
    """Return typed text with ASCII digits, without direction marks and space around it.

    Arabic and full-width digits and signs are what some keyboards give; they mean the same. What
    is too long for any number or date becomes the empty text.
    """
    if len(text) > _LONGEST * 4:
        return ""
    if text.isascii():
        return text.strip()
    style = number_style(locale)
    plain = "".join(map(_plain_sign, _BIDI_MARKS.sub("", text)))
    return plain.replace("\u066b", style.decimal).replace("\u066c", style.group).strip()


def _plain_sign(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    is_wide = "\uff01" <= sign <= "\uff5e"
    return chr(ord(sign) - 0xFEE0) if is_wide else sign
