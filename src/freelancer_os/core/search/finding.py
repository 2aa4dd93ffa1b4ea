"""Finding records by the words that they hold, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from freelancer_os.core.search.lookup import LAST, Asked, beginning, rows_with
from freelancer_os.core.search.near import meant
from freelancer_os.core.search.rows import SearchRow
from freelancer_os.core.search.words import words_of

TERMS = 8  # words of a question; what follows says no more
CANDIDATES = 300  # rows of each kind that are ranked: the newest
ENOUGH = 5  # records, from which on nothing is forgiven


@dataclass(frozen=True)
class Hit:
    """A record that was found: the label of its model, and its id."""

    model: str
    record_id: UUID


def find(workspace: Any, text: str, most: int, used: Sequence[UUID] = ()) -> list[Hit]:
    """The records that hold a word beginning with each word of the text.

    First those of `used`, in their order, then what is called so, what begins so, what has the
    words in its title, and what has them elsewhere. Among equals the kinds of records take turns,
    that of which there are fewer first, so a client stands before the entries that are called as
    it is; of one kind comes first what was written last. Where fewer than five are found, words
    count too that hold what was typed, or are a slip away from it (`core.search.near`).
    """
    typed = [*dict.fromkeys(words_of(text))][:TERMS]
    if not typed:
        return []
    begun = [[f"{word}*"] for word in typed]
    keys = rows_with(workspace, begun, CANDIDATES)
    first = _used(workspace, typed, used)
    if len(keys) == CANDIDATES:  # there may be better ones that are older
        for order in ("DESC", "ASC"):
            keys += rows_with(workspace, begun, CANDIDATES, in_title=True, order=order)
        keys += _called(workspace, " ".join(words_of(text)))
    found = [*first, *(pk for pk in _ranked(workspace, keys, text) if pk not in first)]
    if len(found) < min(ENOUGH, most):
        forgiven = _forgiven(workspace, typed)
        more = rows_with(workspace, forgiven, CANDIDATES) if forgiven else []
        found += _ranked(workspace, {*more}.difference(found), text)
    rows = SearchRow.objects.filter(workspace=workspace, pk__in=found[:most])
    hits = {pk: Hit(model, key) for pk, model, key in rows.values_list("pk", "model", "record_id")}
    return [hits[pk] for pk in found[:most]]


def _used(workspace: Any, typed: list[str], used: Sequence[UUID]) -> list[int]:
    """The rows of these records that hold a word beginning with each that was typed."""
    if not used:
        return []
    rows = SearchRow.objects.filter(workspace=workspace, record_id__in=used)
    held = {row.record_id: row for row in rows}
    there = (held[key] for key in used if key in held)
    return [row.pk for row in there if _holds(row, typed)]


def _holds(row: SearchRow, typed: list[str]) -> bool:
    words = f" {row.title} {row.words} {row.beside}"
    return all(f" {word}" in words for word in typed)


def _called(workspace: Any, title: str) -> list[int]:
    """Rows whose title is this, the newest and the oldest, and whose title begins with it."""
    rows = SearchRow.objects.filter(workspace=workspace)
    same = rows.filter(title=title).order_by("-id")
    begun = rows.filter(title__gte=title, title__lt=title + LAST).order_by("title", "id")
    return [pk for one in (same, begun) for pk in one.values_list("pk", flat=True)[:CANDIDATES]]


def _forgiven(workspace: Any, typed: list[str]) -> Asked:
    """For each word what may be meant besides what begins so; nothing where that is nothing, or
    where one of them can mean nothing at all: the longest is asked first, as it is the rarest."""
    found: dict[str, list[str]] = {}
    for word in sorted(typed, key=len, reverse=True):
        more = [one for one in meant(workspace, word) if not one.startswith(word)]
        if not more and not beginning(workspace, "word", word)[:1]:
            return []
        found[word] = [f"{word}*", *more]
    return [found[word] for word in typed] if any(len(one) > 1 for one in found.values()) else []


def _ranked(workspace: Any, keys: Iterable[int], text: str) -> list[int]:
    """These rows, best first."""
    rows = SearchRow.objects.filter(workspace=workspace, pk__in=dict.fromkeys(keys))
    words = words_of(text)
    title = " ".join(words)

    def rank(own: str) -> int:
        if own.startswith(title):
            return 0 if own == title else 1
        begun = all(own.startswith(word) or f" {word}" in own for word in words)
        return 2 if begun else 3

    found: dict[int, dict[str, list[int]]] = {}
    for pk, model, own in rows.order_by("-id").values_list("pk", "model", "title"):
        found.setdefault(rank(own), {}).setdefault(model, []).append(pk)
    return [pk for _, kinds in sorted(found.items()) for pk in _in_turns(kinds.values())]


def _in_turns(kinds: Iterable[list[int]]) -> list[int]:
    """The first of each kind, then the second of each, the shorter kinds first."""
    rounds = zip_longest(*sorted(kinds, key=len))
    return [pk for each in rounds for pk in each if pk is not None]
