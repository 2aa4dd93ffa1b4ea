"""A column that says, by one of a few words, which way the money of each row went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.evidence.balance import Fit, Values
from freelancer_os.transfer.csv.raw.ragged import has_letters
from freelancer_os.transfer.csv.sheet import UNNAMED, Sheet
from freelancer_os.transfer.csv.words import (
    IN_WORDS,
    KINDS_IN,
    KINDS_OUT,
    OUT_WORDS,
    PAIRS,
    REPAYMENTS,
    Role,
    begins_with,
    words_of,
)

_MOST_KINDS = 12  # words of a column of kinds
_SHORT = 24  # characters of a word that may say a direction
_TWO = 2
_TINY = 3  # characters of a code


@dataclass(frozen=True)
class Direction:
    """A column and its words that mean money out; all others of it mean money in."""

    place: int
    outs: frozenset[str]
    is_kind: bool = False  # says what a booking is, so that a refund may stand among purchases
    is_payer: bool = False  # says who pays, of whom one is the owner

    def is_out(self, cell: str) -> bool:
        """Whether a row with this cell is money out."""
        return fold(cell) in self.outs

    def directed(self, sheet: Sheet, amounts: Values) -> Values:
        """The amounts, those of rows with money out with the other sign."""
        cells = sheet.column(self.place)
        return [
            -amount if amount is not None and self.is_out(cell) else amount
            for amount, cell in zip(amounts, cells, strict=True)
        ]


def by_words(sheet: Sheet, taken: set[int | None], *, is_card: bool = False) -> Iterator[Direction]:
    """Columns all of whose words are known, those that are named so first.

    On a card what pays it is money in.
    """
    named = sheet.named.get(Role.DIRECTION, [])
    kinds = sheet.named.get(Role.KIND, [])
    for place in dict.fromkeys([*named, *sheet.places]):
        if place in taken or not sheet.cells(place):
            continue
        words = sheet.distinct(place)
        if len(words) > _MOST_KINDS:
            continue
        repaid = {word for word in words if is_card and begins_with(word, REPAYMENTS)}
        rest = [word for word in words if word not in repaid]
        outs = _outs(rest, is_named=place in named, is_kind=place in named or place in kinds)
        is_named = place in named or place in kinds
        if outs is not None and (
            is_named or (_is_full(sheet, place) and 0 < len(outs) < len(words))
        ):
            yield Direction(place, frozenset(outs), is_kind=_are_kinds(words))


def _are_kinds(words: list[str]) -> bool:
    """Whether some of these words are more than "debit" and "credit" or letters for them."""
    return any(way_of(word, is_kind=False) is None and len(word) > _TINY for word in words)


def _is_full(sheet: Sheet, place: int) -> bool:
    return sheet.filled(place) >= UNNAMED


def _outs(words: list[str], *, is_named: bool, is_kind: bool) -> list[str] | None:
    """Which of these words mean money out; None where one of them is not known."""
    if len(words) == _TWO:
        for out, into in ((words[0], words[1]), (words[1], words[0])):
            if (out, into) in PAIRS:
                return [out]
    found = {word: way_of(word, is_kind=is_kind) for word in words}
    is_telling = is_named and {True, False} <= {*found.values()}
    if None in found.values() and not is_telling:
        return None
    return [word for word, out in found.items() if out]


def way_of(word: str, *, is_kind: bool) -> bool | None:
    """Whether a folded word means money out; None where it means neither. A kind is a purchase."""
    if word in OUT_WORDS or word in IN_WORDS:
        return word in OUT_WORDS
    if not is_kind:
        return None
    first = " ".join(words_of(word)[:1])
    if len(first) > _TINY and (first in OUT_WORDS or first in IN_WORDS):
        return first in OUT_WORDS
    out, into = begins_with(word, KINDS_OUT), begins_with(word, KINDS_IN)
    return out if out != into else None


def is_direction(sheet: Sheet, place: int, *, is_named: bool = False) -> bool:
    """Whether a column holds words for both ways and nothing else; `is_named`: or two codes."""
    words = sheet.distinct(place)
    ways = {way_of(word, is_kind=False) for word in words}
    is_short = len(words) <= _TWO and all(len(word) <= _TINY for word in words)
    return ways == {True, False} or (is_named and (is_short or None not in ways))


def directions(sheet: Sheet) -> set[int]:
    """The columns that say a direction and nothing more, so that they are no text."""
    named = sheet.named
    told = [*named.get(Role.DIRECTION, []), *named.get(Role.KIND, [])]
    found = {place for place in told if is_direction(sheet, place, is_named=True)}
    found |= {place for place in sheet.places if is_direction(sheet, place)}
    said = {*named.get(Role.PURPOSE, []), *named.get(Role.PAYEE, [])}
    # the only text may say "Deposit" and "Withdrawal"
    return found if any(map(sheet.cells, said - found)) else found - said


def by_balance(
    sheet: Sheet, taken: set[int | None], amounts: Values, fit: Callable[[Values], Fit]
) -> Direction | None:
    """A column of two words of which the balance (`fit`) says what each means."""
    for direction in two_valued(sheet, taken, is_strict=False):
        other = Direction(
            direction.place, frozenset(sheet.distinct(direction.place)) - direction.outs
        )
        fits = [(one, fit(one.directed(sheet, amounts))) for one in (direction, other)]
        good = [one for one, found in fits if found.is_good]
        if len(good) == 1:
            return good[0]
    return None


def two_valued(sheet: Sheet, taken: set[int | None], *, is_strict: bool) -> Iterator[Direction]:
    """Columns that hold two short words or codes and nothing else; `is_strict`: not by chance."""
    for place in sheet.places:
        words = sheet.distinct(place)
        if place in taken or len(words) != _TWO or not _is_full(sheet, place):
            continue
        if any(len(word) > _SHORT for word in words):
            continue
        if not is_strict or _is_code(sheet, place, words):
            yield Direction(place, frozenset(words[:1]))


def _is_code(sheet: Sheet, place: int, words: list[str]) -> bool:
    """Whether two words look as if they said something of each row: named so, tiny, repeated."""
    roles = {match.role for match in sheet.matches(place)}
    if Role.DIRECTION in roles:
        return True
    if roles & {Role.PAYEE, Role.PURPOSE, Role.REFERENCE}:
        return False
    is_tiny = all(len(word) <= _TINY for word in words)
    counts = Counter(map(fold, sheet.cells(place)))
    is_repeated = min(counts.values()) > 1
    return is_tiny or (is_repeated and any(map(has_letters, words)))
