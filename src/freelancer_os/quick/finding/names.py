"""Records whose names stand in a sentence, by the beginnings of their words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Places
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from freelancer_os.clients.models import Client
from freelancer_os.core.records.base import Titled
from freelancer_os.finance.models import Account, Category
from freelancer_os.people.models import Workspace
from freelancer_os.projects.models import Project, Service
from freelancer_os.quick.tokens import Piece, Spoken
from freelancer_os.tools.models import Contact

MOST = 300  # records of a collection that are looked at
SHORTEST = 3  # letters of a word of a name; a shorter one is the whole name
BEGINS = 4  # letters by which a word is known that is not typed to its end
_IDEOGRAPH = "\u2e80"  # from here on one sign says more
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))  # as they are written without their points
_WHOLE = frozenset({"account", "category"})  # named by whole words only
_SIGNS = re.compile(r"[^\w]+")

MODELS: Mapping[str, Any] = {
    "account": Account,
    "category": Category,
    "client": Client,
    "project": Project,
    "service": Service,
    "contact": Contact,
}
"""What is looked for, by the field that links to it."""


@dataclass(frozen=True)
class Match:
    """A record that a piece names; `rank` says how well, the higher the better."""

    field: str
    record: Any
    piece: Piece
    rank: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of its name is typed."""
        return bool(self.rank[1])


@dataclass(frozen=True)
class Names:
    """The records whose names some word of a sentence begins, by field."""

    spoken: Spoken
    records: Mapping[str, Sequence[Any]]

    @classmethod
    def of(cls, workspace: Workspace, spoken: Spoken, fields: Iterable[str]) -> "Names":
        words = {one for token in spoken.tokens for one in _forms(token.folded)}
        return cls(spoken, {field: _with(MODELS[field], workspace, words) for field in fields})

    def groups(self, taken: Places[int], fits: Callable[[Match], bool]) -> list[list[Match]]:
        """The pieces that name something, the longest first, each with all it names alike.

        `taken` are the places of words that mean something else; only what `fits` is looked at.
        """
        matches = [m for m in self._matches if m.piece.places.isdisjoint(taken) and fits(m)]
        matches.sort(key=lambda one: (one.rank, -one.piece.first), reverse=True)
        groups: list[list[Match]] = []
        gone: set[int] = set()
        for one in matches:
            if groups and (one.piece, one.rank) == (groups[-1][0].piece, groups[-1][0].rank):
                groups[-1].append(one)
            elif gone.isdisjoint(one.piece.places):
                groups.append([one])
                gone |= one.piece.places
        return groups

    @cached_property
    def _matches(self) -> list[Match]:
        return [
            match
            for field, records in self.records.items()
            for record in records
            for match in _found(self.spoken, field, record)
        ]


def _with(model: type[Any], workspace: Workspace, words: Iterable[str]) -> list[Any]:
    """The records of which a word of the name begins with one of these."""
    asked = Q()
    for word in words:
        asked |= Q(folded__startswith=word) | Q(folded__contains=f" {word}")
        asked |= Q(folded__contains=f"-{word}")
    rows: QuerySet[Any] = model.objects.of(workspace)
    if model in (Account, Category):
        rows = rows.filter(archived=False)
    if model in (Project, Service):
        rows = rows.select_related("client")
    return list(rows.filter(asked).order_by("folded", "id")[:MOST]) if asked else []


def _forms(folded: str) -> Iterator[str]:
    """A word as it may begin a name: "mueller" also as "muller"; a number begins none."""
    for word in _SIGNS.split(folded):
        if (len(word) > 1 or word >= _IDEOGRAPH) and not word.isdigit():
            yield word
            plain = word
            for written, letter in _UMLAUTS:
                plain = plain.replace(written, letter)
            if plain != word:
                yield plain


def _found(spoken: Spoken, field: str, record: Titled) -> Iterator[Match]:
    """The longest piece from each word on that names the record."""
    words = _SIGNS.sub(" ", record.folded).split()
    for first in range(len(spoken.tokens)):
        run = _run(spoken, first, words, is_whole=field in _WHOLE)
        if run is not None:
            rank = (run.used, int(run.is_exact and run.used == len(words)), int(run.is_exact))
            if run.longest >= SHORTEST or rank[1]:
                yield Match(field, record, Piece(first, run.last), rank)


@dataclass(frozen=True)
class _Run:
    """Words up to `last` that begin `used` words of a name, the longest with so many letters."""

    last: int
    used: int
    longest: int
    is_exact: bool


def _run(spoken: Spoken, first: int, words: Sequence[str], *, is_whole: bool) -> _Run | None:
    """The words from `first` on that begin words of a name in their order."""
    place, last, at, used, longest, is_exact = first, first, 0, 0, 0, True
    while place < len(spoken.tokens):
        typed = [one for one in _SIGNS.split(spoken.tokens[place].folded) if one]
        step = _step(typed, words, at)
        if step is None or (is_whole and not step[1]):
            break
        if typed:  # no "&"
            last, used = place + 1, used + len(typed)
            longest = max(longest, *(len(one) for one in typed if not one.isdigit()), 0)
        elif not used:
            break
        at, is_exact = step[0], is_exact and step[1]
        place += 1
    return _Run(last, used, longest, is_exact) if longest else None


def _step(typed: Sequence[str], words: Sequence[str], at: int) -> tuple[int, bool] | None:
    """The place in a name after the words that these begin, and whether they are whole."""
    is_exact = True
    for one in typed:
        forms = (one,) if one.isdigit() else tuple(_forms(one))
        for place in range(at, len(words)):
            if any(_begins(form, words[place]) for form in forms):
                if one.isdigit() and words[place] != one:
                    return None
                is_exact = is_exact and words[place] in forms
                at = place + 1
                break
        else:
            return None
    return at, is_exact


def _begins(typed: str, word: str) -> bool:
    """Whether a word is typed, or so much of it that it is known."""
    is_enough = len(typed) >= BEGINS or typed >= _IDEOGRAPH
    return typed == word or (is_enough and word.startswith(typed))
