"""Rows of the index that hold words: the one question that the two databases are asked apart."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from freelancer_os.core.search.rows import SearchWord

Asked = Sequence[Sequence[str]]
"""For each word sought its alternatives: "acm*", which begins so, or "acme", which is it."""

INDEXED = 3  # letters of a beginning that FTS5 looks up as one word
LAST = "\U0010ffff"  # after every letter
SPELT = 64  # words of one beginning that are named one by one

_SQLITE = (
    "SELECT r.id FROM core_search s CROSS JOIN core_searchrow r ON r.id = s.rowid"
    " WHERE core_search MATCH %s AND r.workspace_id = %s ORDER BY s.rowid {order} LIMIT %s"
)
_POSTGRESQL = (
    "SELECT id FROM core_searchrow WHERE {column} @@ %s::tsquery AND workspace_id = %s"
    " ORDER BY id {order} LIMIT %s"
)


def rows_with(
    workspace: Any, asked: Asked, most: int, *, in_title: bool = False, order: str = "DESC"
) -> list[int]:
    """The newest rows that hold all of what is asked, in their title or anywhere; the oldest with
    "ASC"."""
    if connection.vendor == "sqlite":
        told = _spelt(workspace, asked)
        query = " AND ".join(f"({' OR '.join(map(_fts, one))})" for one in told)
        words = [f"title: ({query})" if in_title else query, workspace.pk, most]
        statement = _SQLITE.format(order=order)
    else:
        query = " & ".join(f"({' | '.join(map(_tsquery, one))})" for one in asked)
        words = [query, workspace.pk, most]
        statement = _POSTGRESQL.format(column="titled" if in_title else "worded", order=order)
    with connection.cursor() as cursor:
        cursor.execute(statement, words)
        return [key for (key,) in cursor.fetchall()]


def _spelt(workspace: Any, asked: Asked) -> list[list[str]]:
    """The same where FTS5 need not gather all rows of a long beginning before the first is known:
    each word that begins so is named, unless they are many, of which each has few rows."""
    return [[told for one in words for told in _named(workspace, one)] for words in asked]


def _named(workspace: Any, one: str) -> list[str]:
    if not one.endswith("*") or len(one) - 1 <= INDEXED:
        return [one]
    found = beginning(workspace, "word", one[:-1])[: SPELT + 1]
    return [one] if len(found) > SPELT or not found else [*found]


def beginning(workspace: Any, column: str, letters: str) -> "QuerySet[SearchWord, str]":
    """The words of a workspace of which a column begins with these letters, by their order."""
    known = SearchWord.objects.filter(workspace=workspace, **{f"{column}__gte": letters})
    until = {f"{column}__lt": letters + LAST}
    return known.filter(**until).order_by(column).values_list("word", flat=True)


def _fts(one: str) -> str:
    """A word for FTS5: none holds a quotation mark."""
    return f'"{one[:-1]}" *' if one.endswith("*") else f'"{one}"'


def _tsquery(one: str) -> str:
    return f"'{one[:-1]}':*" if one.endswith("*") else f"'{one}'"
