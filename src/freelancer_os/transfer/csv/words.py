"""What banks call their columns, and the words in their cells, by language (`words.toml`)."""

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
    TRANSACTION_DATE = "transaction_date"
    VALUE_DATE = "value_date"
    SETTLEMENT_DATE = "settlement_date"
    AMOUNT = "amount"
    GROSS = "gross"
    DEBIT = "debit"
    CREDIT = "credit"
    DIRECTION = "direction"
    STATUS = "status"
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
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # dateOp, CreatedOn
_DIGITS = "0123456789"
_SIGNS = re.compile(r"±|\+ ?/ ?-|- ?/ ?\+")  # the name of a column that says which sign
_SMALL = {"in", "en", "w", "u", "i"}  # Betrag in EUR, montant en euros


def words_of(cell: str) -> list[str]:
    """The folded words of a cell, without signs: "Betrag (€)" gives ["betrag"]."""
    return _NOT_WORDS.sub(" ", fold(cell)).split()


def _phrases(key: str) -> frozenset[str]:
    return frozenset(" ".join(words_of(phrase)) or fold(phrase) for phrase in _VOCABULARY[key])


CURRENCIES = frozenset(_VOCABULARY["currencies"])
OUT_WORDS = frozenset(map(fold, _VOCABULARY["out"]))
IN_WORDS = frozenset(map(fold, _VOCABULARY["in"]))
PAIRS = frozenset((fold(out), fold(into)) for out, into in _VOCABULARY["pairs"])
TOTALS = frozenset(map(fold, _VOCABULARY["totals"]))
OPENING, CLOSING = _phrases("opening"), _phrases("closing")
TURNOVER = _phrases("turnover")
BALANCES, PERIODS = _phrases("balances"), _phrases("periods")
PERIOD_STARTS, PERIOD_ENDS = _phrases("period_starts"), _phrases("period_ends")
REVERSALS, CODES = _phrases("reversals"), _phrases("codes")
KINDS_OUT, KINDS_IN = _phrases("kinds_out"), _phrases("kinds_in")
PAYERS, PAID = _phrases("payers"), _phrases("payees")
REPAYMENTS, THANKS = _phrases("repayments"), _phrases("thanks")
CARD_PAYMENTS = _phrases("card_payments")
STATES: dict[str, str] = {
    " ".join(words_of(phrase)): state
    for state in ("done", "pending", "reverted", "refused")
    for phrase in _VOCABULARY["states"][state]
}
_LONGEST_PHRASE = 6  # words


START = 3  # letters with which, by STARTS, a cell could be a balance or say "pending"
STARTS = frozenset(
    written[:START].casefold()
    for phrases in (
        *(_VOCABULARY[key] for key in ("opening", "closing", "turnover")),
        _VOCABULARY["states"]["pending"],
    )
    for phrase in phrases
    for written in (phrase, fold(phrase))
)


@lru_cache(maxsize=8192)
def begins_with(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text begins with one of these phrases, as whole words."""
    words = words_of(text[:_MAX_NAME])[:_LONGEST_PHRASE]
    return any(" ".join(words[:length]) in phrases for length in range(1, len(words) + 1))


@lru_cache(maxsize=8192)
def holds(text: str, phrases: frozenset[str]) -> bool:
    """Whether one of these phrases stands anywhere in a text, as whole words."""
    words = words_of(text[:_MAX_NAME])
    return any(
        " ".join(words[start : start + length]) in phrases
        for start in range(len(words))
        for length in range(1, _LONGEST_PHRASE + 1)
    )


def matches(cell: str) -> tuple[Match, ...]:
    """What this header cell can mean, by the longest known name that it begins with."""
    return _matches(cell) if len(cell) <= _MAX_NAME else ()


@lru_cache(maxsize=4096)
def _matches(cell: str) -> tuple[Match, ...]:
    if _SIGNS.fullmatch(cell.strip()):
        return (Match(Role.DIRECTION, "en", is_exact=True),)
    return _named(words_of(cell)) or _named(words_of(_HUMP.sub(" ", cell)))


def names_code(cell: str) -> bool:
    """Whether this header cell is that of a number of an account or bank."""
    words = words_of(_HUMP.sub(" ", cell[:_MAX_NAME]))
    return any(" ".join(words[-length:]) in CODES for length in (1, 2) if len(words) > length)


def _named(words: list[str]) -> tuple[Match, ...]:
    if len(words) > 1 and words[-1].upper() in CURRENCIES | {"EURO"}:
        words.pop()
        if len(words) > 1 and words[-1] in _SMALL:
            words.pop()
    for length in range(min(len(words), _LONGEST), 0, -1):
        found = _NAMES.get(" ".join(words[:length]))
        if found:
            return tuple(Match(role, language, length == len(words)) for role, language in found)
    plain = [*words[:-1], words[-1].rstrip(_DIGITS)] if words else words  # Description1
    return _named(plain) if plain != words and plain[-1] else ()


def _names() -> dict[str, list[tuple[Role, str]]]:
    names: dict[str, list[tuple[Role, str]]] = {}
    for language, roles in _VOCABULARY["columns"].items():
        for role, columns in roles.items():
            for name in columns:
                found = names.setdefault(" ".join(words_of(name)), [])
                if (Role(role), language) not in found:
                    found.append((Role(role), language))
    return names


_NAMES = _names()
_LONGEST = max(len(name.split()) for name in _NAMES)
