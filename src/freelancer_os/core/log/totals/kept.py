"""Reading tallies by ranges of their keys, in statements that are written once.

A page of figures asks for a dozen of them. Each range is looked up in the index by itself: joined
by OR they would be looked for among all that is kept of a workspace.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

_ALL = ' FROM "core_tallyrow" WHERE "workspace_id" = %s AND "name" = %s AND "count" <> 0'
_SOME = f'{_ALL} AND "key" >= %s AND "key" < %s'


class Range(NamedTuple):
    """The keys of a tally from one on up to another, without it; without one all of them."""

    name: str
    first: str = ""
    end: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        return self if self.end else self[:1]


class Kept(NamedTuple):
    """What is kept under a key: the sums of its first and of its second column."""

    key: str
    amount: int
    beside: int


def kept(workspace: UUID, *ranges: Range) -> list[Kept]:
    """What is kept of a workspace in some ranges, where any row stands behind it, in no order."""
    if not ranges:
        return []
    values: list[Any] = []
    for one in ranges:
        values += (workspace, *one.values)
    statement = _each(tuple(bool(one.end) for one in ranges))
    return [Kept(*row) for row in _rows(statement, values)]


def summed(workspace: UUID, ranges: Sequence[tuple[Range, int]]) -> dict[str, int]:
    """The first sums of some ranges, added up by the rest of their keys from a place on (from 1):
    by the database, for of clients there may be many."""
    if not ranges:
        return {}
    values: list[Any] = []
    for one, at in ranges:
        values += (at, workspace, *one.values)
    statement = _added(tuple(bool(one.end) for one, _at in ranges))
    return {rest: int(amount) for rest, amount in _rows(statement, values)}


@cache
def _each(ended: tuple[bool, ...]) -> str:
    return " UNION ALL ".join(
        f'SELECT "key", "amount", "beside"{_SOME if has_end else _ALL}' for has_end in ended
    )


@cache
def _added(ended: tuple[bool, ...]) -> str:
    rows = " UNION ALL ".join(
        f'SELECT SUBSTR("key", %s) AS "rest", "amount"{_SOME if has_end else _ALL}'
        for has_end in ended
    )
    return f'SELECT "rest", SUM("amount") FROM ({rows}) AS "kept" GROUP BY "rest"'


def _rows(statement: str, values: Sequence[Any]) -> list[Any]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, values)
        found: list[Any] = cursor.fetchall()
    return found
