"""Which number of a sentence is the amount, and which words the day: what leaves least over."""

from collections.abc import Sequence
from dataclasses import dataclass

from freelancer_os.quick.finding.amounts import AmountSaid
from freelancer_os.quick.finding.days import DaySaid
from freelancer_os.quick.tokens import Spoken

MOST = 8  # numbers, and days, that are weighed against each other


@dataclass(frozen=True)
class Weighed:
    """An amount and a day that may be meant together; `left` words with numbers are neither."""

    amount: AmountSaid
    day: DaySaid | None
    left: int

    @property
    def places(self) -> frozenset[int]:
        day = self.day.piece.places if self.day is not None else frozenset()
        return self.amount.piece.places | day


def weighed(
    spoken: Spoken,
    amounts: Sequence[AmountSaid],
    days: Sequence[DaySaid],
    named: Sequence[frozenset[int]],
) -> list[Weighed]:
    """The pairs that leave least over; several where it cannot be told.

    An amount that can only be money goes before a number. `named` are the places of words that
    names hold, by which numbers are explained too ("Catalogue 2027").
    """
    marked = [one for one in amounts if one.is_marked]
    pool = (marked or list(amounts))[:MOST]
    numbers = {p for p, token in enumerate(spoken.tokens) if any(map(str.isdigit, token.folded))}
    pairs = []
    for amount in pool:
        for day in (*days[:MOST], None):
            if day is not None and not day.piece.places.isdisjoint(amount.piece.places):
                continue
            held = amount.piece.places | (day.piece.places if day is not None else frozenset())
            names = [places for places in named if places.isdisjoint(held)]
            left = numbers - held - frozenset().union(*names)
            pairs.append(Weighed(amount, day, len(left)))
    if not pairs:
        return []

    def weight(pair: Weighed) -> tuple[int, ...]:
        day = pair.day
        if day is None:
            return pair.left, 1, 0
        return pair.left, 0, int(day.is_weekday or day.day is None), -len(day.piece.places)

    best = min(map(weight, pairs))
    return [pair for pair in pairs if weight(pair) == best]
