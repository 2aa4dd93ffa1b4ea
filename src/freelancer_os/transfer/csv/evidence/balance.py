"""The balance that must add up: the strongest evidence that a statement holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise, zip_longest

Values = Sequence[Decimal | None]

_GOOD = 0.8  # share of the balances that must follow from the one before
_PROVEN = 2  # balances that follow, at least, to find a column by that alone


@dataclass(frozen=True)
class Fit:
    """How well balances follow from amounts; `is_newest_first` says in which direction."""

    agreed: int = 0
    checked: int = 0
    is_newest_first: bool = False

    @property
    def share(self) -> float:
        return self.agreed / self.checked if self.checked else 0.0

    @property
    def is_good(self) -> bool:
        return self.agreed > 0 and self.share >= _GOOD

    @property
    def is_proof(self) -> bool:
        """Good by more than one row, so that no chance made it."""
        return self.is_good and self.agreed >= _PROVEN


def fit(
    amounts: Values,
    balances: Values,
    opening: Decimal | None = None,
    is_newest_first: bool | None = None,
) -> Fit:
    """The better of both directions; rows without a balance move the next one that has one.

    `opening` is the balance before the oldest row, where the file says it; `is_newest_first` the
    direction, where the days of the rows tell it: then a balance that stands before its row does
    not turn all signs round.
    """
    zero, found = Decimal(0), list[Fit]()
    if not is_newest_first:
        found.append(_follow([zero, *amounts], [opening, *balances], is_newest_first=False))
    if is_newest_first is not False:
        found.append(_follow([*amounts, zero], [*balances, opening], is_newest_first=True))
    return max(found, key=lambda one: (one.share, one.agreed))


def _follow(amounts: Values, balances: Values, *, is_newest_first: bool) -> Fit:
    total = list(accumulate((amount or Decimal(0) for amount in amounts), initial=Decimal(0)))
    standing = [place for place, balance in enumerate(balances) if balance is not None]
    agreed = checked = 0
    for before, after in pairwise(standing):
        earlier, later = balances[before], balances[after]
        assert earlier is not None
        assert later is not None
        if is_newest_first:
            moved, change = total[after] - total[before], earlier - later
        else:
            moved, change = total[after + 1] - total[before + 1], later - earlier
        if moved or change:
            checked += 1
            agreed += moved == change
    return Fit(agreed, checked, is_newest_first)


def negated(values: Values) -> list[Decimal | None]:
    """The same amounts with the other sign."""
    return [None if value is None else -value for value in values]


def paired(debits: Values, credits: Values) -> list[Decimal | None]:
    """What came in less what went out, of two columns without signs; either may be missing."""
    zero, rows = Decimal(0), zip_longest(debits, credits)
    return [None if d is None and c is None else (c or zero) - (d or zero) for d, c in rows]


def signs(
    amounts: Values,
    balances: Values,
    opening: Decimal | None = None,
    is_newest_first: bool | None = None,
) -> list[int | None]:
    """1 or -1 per row where the balance before and after tells it, else None.

    `amounts` have no sign; the direction is the one in which more rows are told, or the given one.
    """
    found = list[list[int | None]]()
    if not is_newest_first:
        found.append(_told(amounts, balances, opening))
    if is_newest_first is not False:
        found.append(_told(amounts[::-1], balances[::-1], opening)[::-1])
    return max(found, key=lambda told: sum(map(bool, told)))


def _told(amounts: Values, balances: Values, opening: Decimal | None) -> list[int | None]:
    told: list[int | None] = []
    before = opening
    for amount, after in zip(amounts, balances, strict=True):
        sign = None
        if amount is not None and after is not None and before is not None:
            sign = next((sign for sign in (1, -1) if after - before == sign * amount), None)
        told.append(sign)
        before = after
    return told
