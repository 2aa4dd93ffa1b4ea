"""Reads SQL that was captured, and finds statements that reach past one workspace.

Every business table of a statement must be tied to a workspace: to the one that is asked for, or to
a table that is, on both sides of every join.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from django.apps import apps

LITERAL = re.compile(r"(?:\bX)?'(?:[^']|'')*'")
SOURCE = re.compile(r'\b(?:FROM|JOIN|UPDATE|,)\s+"(\w+)"(?:\s+([A-Z]{1,2}\d+)\b)?')
NAMED = r'(?:"?(\w+)"?\.)?"workspace_id"'
VALUE = r"(?:%s|\?|\$\d+|'')(?:::uuid)?"
TIED = re.compile(rf"{NAMED} (?:= {VALUE}|IN \({VALUE}(?:, {VALUE})*\))|{VALUE} = {NAMED}")
JOINED = re.compile(r'"?(\w+)"?\."workspace_id" = \(?"?(\w+)"?\."workspace_id"')
INSIDE = re.compile(r"\((SELECT\b)")


def assert_scoped(queries: Iterable[str | Mapping[str, str]]) -> None:
    """Fail on a statement over a business table without the workspace on it.

    `queries` are statements, or what `CaptureQueriesContext` has captured.
    """
    wrong = [found for query in queries if (found := unscoped(_text(query)))]
    assert not wrong, "without the workspace:\n" + "\n".join(wrong)


def unscoped(sql: str) -> str:
    """What is wrong with a statement; "" for a sound one."""
    plain = LITERAL.sub("''", sql)
    if plain.startswith(("INSERT INTO", "REPLACE INTO")):
        return "" if _is_sound_insert(plain) else sql
    loose = [table for scope in _scopes(plain) for table in _loose(scope)]
    return f"{', '.join(loose)}: {sql}" if loose else ""


def _text(query: str | Mapping[str, str]) -> str:
    return query if isinstance(query, str) else query["sql"]


def _is_sound_insert(sql: str) -> bool:
    return sql.split('"')[1] not in business_tables() or '"workspace_id"' in sql


@cache
def business_tables() -> frozenset[str]:
    """Tables whose rows belong to a workspace; who may enter one is the installation's concern."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label != "people"
        and any(field.attname == "workspace_id" for field in model._meta.concrete_fields)
    )


def _scopes(sql: str) -> Iterator[str]:
    """The statement without its subqueries, then each of those by itself."""
    while found := INSIDE.search(sql):
        end = _closing(sql, found.start())
        yield from _scopes(sql[found.start() + 1 : end])
        sql = f"{sql[: found.start()]}()" + sql[end + 1 :]
    yield sql


def _closing(sql: str, start: int) -> int:
    depth = 0
    for position in range(start, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[position], 0)
        if not depth:
            return position
    return len(sql)


def _loose(scope: str) -> list[str]:
    """The business tables of one scope that nothing ties to a workspace."""
    sources = {alias or table: table for table, alias in SOURCE.findall(scope)}
    conditions = scope.partition(" WHERE ")[2] if scope.startswith("UPDATE") else scope
    tied = {name for name in sources if sources[name] not in business_tables()}
    for match in TIED.finditer(conditions):
        named = match[1] or match[2]
        tied |= {named} if named else set(sources)
    pairs = [(a, b) for a, b in JOINED.findall(conditions) if a in sources or b in sources]
    tied |= {name for pair in pairs for name in pair if name not in sources}
    while reached := {n for pair in pairs if tied & set(pair) for n in pair} - tied:
        tied |= reached
    return [sources[name] for name in sources if name not in tied]
