"""Words that are meant: those that hold what was typed, and those that differ by a slip."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from freelancer_os.core.search.lookup import beginning
from freelancer_os.core.search.rows import SearchWord

INSIDE = 3  # letters that are looked for inside words
SURE = 4  # letters from which on a slip is forgiven
TWICE = 8  # and from which on two
MOST = 40  # words that may be meant
LOOKED_AT = 3_000  # words that begin or end as what was typed
_HOLDING = (
    "SELECT w.word FROM core_search_inside i CROSS JOIN core_searchword w ON w.id = i.rowid"
    " WHERE core_search_inside MATCH %s AND w.workspace_id = %s AND instr(w.word, %s) > 0 LIMIT %s"
)


def knows_inside() -> bool:
    """Whether what stands inside words is found; PostgreSQL needs its extension pg_trgm for it."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('core_search_inside') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def meant(workspace: Any, typed: str) -> list[str]:
    """Words of a workspace that hold what was typed, then those that are a slip away from it."""
    found = [*holding(workspace, typed), *slipped(workspace, typed)]
    return [*dict.fromkeys(found)][:MOST]


def holding(workspace: Any, typed: str) -> list[str]:
    """Words in which these letters stand anywhere; of fewer than three letters none."""
    if len(typed) < INSIDE or not knows_inside():
        return []
    if connection.vendor != "sqlite":
        known = SearchWord.objects.filter(workspace=workspace, word__contains=typed)
        return [*known.values_list("word", flat=True)[:MOST]]
    threes = {typed[at : at + INSIDE] for at in range(len(typed) - INSIDE + 1)}
    query = " AND ".join(f'"{three}"' for three in sorted(threes))
    with connection.cursor() as cursor:
        cursor.execute(_HOLDING, [query, workspace.pk, typed, MOST])
        return [word for (word,) in cursor.fetchall()]


def slipped(workspace: Any, typed: str) -> list[str]:
    """Words, or beginnings of words, that are one slip away (from eight letters on, two), the
    nearest first.

    A slip is a letter too much, too few, wrong, or two that changed places. One leaves the
    beginning or the end of a word as it is, so that only words are looked at that share one.
    """
    if len(typed) < SURE or not typed.isalpha():  # another number is another one
        return []
    slips = 1 if len(typed) < TWICE else 2
    found = []
    letters = {*typed}
    for word in dict.fromkeys(_alike(workspace, typed)):
        if len(letters.difference(word)) > slips:  # cheap, and leaves few
            continue
        away = min(slips_between(typed, word[: len(typed) + by], slips) for by in (-1, 0, 1))
        if away <= slips:
            found.append((away, abs(len(word) - len(typed)), word))
    return [word for _, _, word in sorted(found)]


def _alike(workspace: Any, typed: str) -> Iterator[str]:
    half = len(typed) // 2
    yield from beginning(workspace, "word", typed[: max(half - 1, 1)])[:LOOKED_AT]
    yield from beginning(workspace, "mirrored", typed[half + 1 :][::-1])[:LOOKED_AT]


def slips_between(one: str, other: str, most: int) -> int:
    """How many slips turn the one into the other, or more than `most` (the optimal string alignment
    distance)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    older: list[int] = []
    old: list[int] = [*range(len(other) + 1)]
    for row, letter in enumerate(one, 1):
        new = [row]
        for at, sign in enumerate(other, 1):
            cost = min(old[at] + 1, new[at - 1] + 1, old[at - 1] + (letter != sign))
            is_turned = row > 1 < at and letter == other[at - 2] and one[row - 2] == sign
            new.append(min(cost, older[at - 2] + 1) if is_turned else cost)
        if min(new) > most:
            return most + 1
        older, old = old, new
    return old[-1]
