"""What banks call their columns, in English and seven more languages (`words.toml`)."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from freelancer_os.core.values.text import fold


class Role(StrEnum):
    """What a column of a statement can mean."""

    DATE = "date"
    VALUE_DATE = "value_date"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    DIRECTION = "direction"
    FEE = "fee"
    CURRENCY = "currency"
    PAYEE = "payee"
    PURPOSE = "purpose"
    KIND = "kind"
    REFERENCE = "reference"
    BALANCE = "balance"


class Match(NamedTuple):
    """A header cell that begins with (or, `is_exact`, is) a known name."""

    role: Role
    language: str
    is_exact: bool


_VOCABULARY: dict[str, Any] = tomllib.loads(
    resources.files("freelancer_os.transfer.csv").joinpath("words.toml").read_text("utf-8")
)
_MAX_NAME = 120  # characters of a header cell
_NOT_WORDS = re.compile(r"[\W_]+")

CURRENCIES = frozenset(_VOCABULARY["currencies"])
OUT_WORDS = frozenset(map(fold, _VOCABULARY["out"]))
IN_WORDS = frozenset(map(fold, _VOCABULARY["in"]))
TOTALS = frozenset(map(fold, _VOCABULARY["totals"]))


def words_of(cell: str) -> list[str]:
    """The folded words of a cell, without signs: "Betrag (€)" gives ["betrag"]."""
    return _NOT_WORDS.sub(" ", fold(cell)).split()


def matches(cell: str) -> tuple[Match, ...]:
    """What this header cell can mean, by the longest known name that it begins with."""
    return _matches(cell) if len(cell) <= _MAX_NAME else ()


@lru_cache(maxsize=4096)
def _matches(cell: str) -> tuple[Match, ...]:
    words = words_of(cell)
    if len(words) > 1 and words[-1].upper() in CURRENCIES | {"EURO"}:
        words.pop()
        if len(words) > 1 and words[-1] in {"in", "en", "w", "u"}:
            words.pop()
    for length in range(min(len(words), _LONGEST), 0, -1):
        found = _NAMES.get(" ".join(words[:length]))
        if found:
            return tuple(Match(role, language, length == len(words)) for role, language in found)
    return ()


def _names() -> dict[str, list[tuple[Role, str]]]:
    names: dict[str, list[tuple[Role, str]]] = {}
    for language, roles in _VOCABULARY["columns"].items():
        for role, columns in roles.items():
            for name in columns:
                names.setdefault(" ".join(words_of(name)), []).append((Role(role), language))
    return names


_NAMES = _names()
_LONGEST = max(len(name.split()) for name in _NAMES)
