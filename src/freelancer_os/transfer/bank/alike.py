"""Lines that the account may have from another kind of export under another day.

One export tells the day of booking, another that of value, so of one movement the days differ. That
it is the same is told where both files hold all movements of both days, and their texts share a
word or a number: then there is one movement, since two would be two in each file. Where that is
not so, a person is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from typing import Literal, NamedTuple

from django.db.models import Max, Min, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import ngettext

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.values.text import fold
from freelancer_os.finance.models import BankLine
from freelancer_os.transfer.bank.conversion import Candidate
from freelancer_os.transfer.draft import FORMAT
from freelancer_os.transfer.statement import StatementError

NEAR = timedelta(days=4)  # so far apart are booking and value of one movement
_TELLING = re.compile(r"[^\W\d_]{3,}|\d{5,}")  # words and numbers by which a text is known

Alikes = Literal["known", "new"]  # what a person says that they are
ALIKES: tuple[Alikes, ...] = ("known", "new")
Span = tuple[Date, Date]


class UndecidedError(StatementError):
    """Nobody said what lines are that may be known already."""


class There(NamedTuple):
    """A line that the account has from another export, called `source`."""

    day: Date
    amount: int
    text: str
    source: str
    words: frozenset[str]


@dataclass
class Alike:
    """What is told to be there, and what may be: by identity, with the line that it may be."""

    known: set[str] = field(default_factory=set)
    asked: dict[str, There] = field(default_factory=dict)


class _Pair(NamedTuple):
    """What may be one movement: `place` and `at` are where both stand in their lists."""

    is_doubtful: bool
    apart: timedelta
    place: int
    at: int


def near(
    own: QuerySet[BankLine],
    source: str,
    left: Sequence[Sequence[Candidate]],
    free: Mapping[tuple[Date, int], int],
    span: Span,
) -> Alike:
    """Which of the candidates are on other days in `own`, lines of their account.

    `left` are entries of an export (parts of one together), `free` how many lines by day and amount
    of other exports are none of its lines yet, `span` the days of its file.
    """
    found = Alike()
    wanted = {sum(one.amount for one in batch) for batch in left} & {key[1] for key in free}
    if not wanted:
        return found
    there = _there(own, source, free, wanted)
    spans = _spans(own)
    used: tuple[set[int], set[int]] = set(), set()
    for pair in sorted(_pairs(left, there, span, spans)):
        if pair.place in used[0] or pair.at in used[1]:
            continue
        used[0].add(pair.place)
        used[1].add(pair.at)
        names = [one.identity for one in left[pair.place]]
        if pair.is_doubtful:
            found.asked |= dict.fromkeys(names, there[pair.at])
        else:
            found.known.update(names)
    return found


def require_decided(count: int, said: Alikes | None) -> None:
    """Raise UndecidedError where lines may be known and nobody said whether they are."""
    if count and said is None:
        sentence = ngettext(
            "{count} line may be known already, from another kind of file and under a day near by."
            " Say with --alike known or --alike new whether it is.",
            "{count} lines may be known already, from another kind of file and under days near by."
            " Say with --alike known or --alike new whether they are.",
            count,
        )
        raise UndecidedError(sentence.format(count=f"{count:,}"))


def _pairs(
    left: Sequence[Sequence[Candidate]],
    there: Sequence[There],
    span: Span,
    spans: Mapping[str, Span],
) -> Iterator[_Pair]:
    by_amount: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(there):
        by_amount[one.amount].append(at)
    for place, batch in enumerate(left):
        day, words = batch[0].line.date, frozenset().union(*map(_said_by, batch))
        for at in by_amount.get(sum(one.amount for one in batch), ()):
            other = there[at]
            if (apart := abs(day - other.day)) <= NEAR:
                both = _covers(spans[other.source], day) and _covers(span, other.day)
                yield _Pair(not (both and words & other.words), apart, place, at)


def _covers(span: Span, day: Date) -> bool:
    return span[0] <= day <= span[1]


def _said_by(one: Candidate) -> frozenset[str]:
    return _words(one.line.payee, one.line.text, one.line.reference)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(_TELLING.findall(fold(" ".join(texts))))


def _spans(own: QuerySet[BankLine]) -> dict[str, Span]:
    """The days between which the lines of each export lie."""
    rows = own.order_by().annotate(came=KT(f"raw__{FORMAT}")).values_list("came")
    return {
        came or "": (first, last) for came, first, last in rows.annotate(Min("date"), Max("date"))
    }


def _there(
    own: QuerySet[BankLine],
    source: str,
    free: Mapping[tuple[Date, int], int],
    amounts: Iterable[int],
) -> list[There]:
    """The lines of other exports that are free, in the order of their days."""
    days = [day for day, _amount in free]
    cells = ("date", "amount", "payee", "text", "reference", f"raw__{FORMAT}")
    found, taken = list[There](), Counter[tuple[Date, int]]()
    for some in in_batches(sorted(amounts)):
        rows = own.filter(amount__in=some, date__range=(min(days), max(days)))
        for day, amount, payee, text, reference, came in rows.order_by("-id").values_list(*cells):
            key = day, amount
            if (came or "") == source or taken[key] >= free.get(key, 0):
                continue
            taken[key] += 1
            words = _words(payee, text, reference)
            found.append(There(day, amount, payee or text, came or "", words))
    return sorted(found, key=lambda one: (one.day, one.text))
