"""The total of a receipt's text: what stands beside the words for it, where that is one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from freelancer_os.core.values.text import fold
from freelancer_os.finance.receipts.reading import labels
from freelancer_os.finance.receipts.reading.figures import (
    Figure,
    apart,
    currencies,
    figures,
    one_currency,
    sign_of,
)

_ALONE = re.compile(r"[^\W\d_]{4,}")  # words in a line that holds figures alone


@dataclass(frozen=True)
class Found:
    """A total: None where it is not clear; the currencies that its line names."""

    value: Decimal | None
    named: list[tuple[str, ...]]


def total_of(lines: list[str], own: str) -> tuple[Decimal, str] | None:
    """The total and its currency, where both are clear."""
    lines = [apart(line) for line in lines]
    sign = sign_of(lines)
    by_rank: list[list[Found]] = [[], [], []]
    for place, line in enumerate(lines):
        rank = _rank(line)
        if rank is not None and (found := _beside(lines, place, rank[1], sign)) is not None:
            by_rank[rank[0]].append(found)
    due, gross, plain = by_rank
    chosen = [one for one in due + gross if one.value != 0] or [
        one for one in plain if one.value != 0
    ]
    values = {one.value for one in chosen}
    if len(values) != 1 or None in values:
        return None
    value = values.pop()
    here = [one for found in chosen for one in found.named]
    named = here or [one for line in lines for one in currencies(line)]
    currency = one_currency(named, own)
    if len({one for one in map(_only, here) if one}) > 1 or value is None or currency is None:
        return None
    return value, currency


def _only(named: tuple[str, ...]) -> str:
    return named[0] if len(named) == 1 else ""


def _rank(line: str) -> tuple[int, int] | None:
    """How plainly a line speaks of the total (0 best), and where the word for it ends."""
    folded = fold(line)
    if len(folded) != len(line):
        folded = "".join(fold(letter)[:1] or " " for letter in line)
    no_total = labels.NO_TOTAL.search(labels.NO_TOTAL_BUT.sub("", folded))
    if no_total:
        return None
    for rank, pattern in enumerate((labels.DUE, labels.GROSS, labels.PLAIN)):
        if found := pattern.search(folded):
            return rank, found.end()
    return None


def _beside(lines: list[str], place: int, end: int, sign: str) -> Found | None:
    """What stands after a word in its line, else alone in the next one, else before it."""
    line = lines[place]
    after = [one for one in figures(line, sign) if one.start >= end]
    if after:
        return Found(_one(after), currencies(line))
    if place + 1 < len(lines):
        below = lines[place + 1]
        if (there := figures(below, sign)) and not _ALONE.search(below):
            return Found(_one(there), currencies(line) + currencies(below))
    before = [one for one in figures(line, sign) if one.end <= end and one.decimals == 2]
    return Found(_one(before), currencies(line)) if before else None


def _one(found: list[Figure]) -> Decimal | None:
    """The one amount among figures: the one with decimals, or the sum of those before it."""
    if len(found) == 1:
        return found[0].value
    money = [one.value for one in found if one.decimals == 2]
    if any(one.value is None for one in found):
        return None
    if len(set(money)) == 1:
        return money[0]
    known = [value for value in money if value is not None]
    if len(known) == 3 and known[0] + known[1] == known[2]:
        return known[2]
    return None
