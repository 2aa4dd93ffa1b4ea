"""Writing rows: the statements of the gateway, each naming the workspace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

BATCH = 500


def insert_rows(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Insert records as they stand."""
    database = connections[DEFAULT_DB_ALIAS]
    fields: Any = model._meta.concrete_fields
    quote = database.ops.quote_name
    columns = ", ".join(quote(f.column) for f in fields)
    places = ", ".join(["%s"] * len(fields))
    rows = [
        [f.get_db_prep_save(f.pre_save(record, True), database) for f in fields]
        for record in records
    ]
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    if rows:
        with database.cursor() as cursor:
            cursor.executemany(statement, rows)
    for record in records:
        record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


def update_rows(
    model: type[models.Model], rows: Iterable[tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    """Write columns of rows: pairs of a scope (`workspace_id`, `pk`) and attname → value."""
    groups: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for scope, changed in rows:
        names = tuple(sorted(changed))
        groups[names].append(
            [_prepared(model, n, changed[n]) for n in names]
            + [_prepared(model, n, value) for n, value in scope.items()]
        )
    for names, parameters in groups.items():
        _execute(model, names, parameters)


def delete_rows(model: type[models.Model], workspace: Any, pks: Sequence[UUID]) -> None:
    """Delete rows of one workspace by their ids; links are the caller's concern."""
    for start in range(0, len(pks), BATCH):
        rows: Any = models.QuerySet(model)
        rows = rows.filter(workspace=workspace, pk__in=pks[start : start + BATCH])
        rows._raw_delete(using=connection.alias)


def _execute(model: type[models.Model], names: tuple[str, ...], rows: list[list[Any]]) -> None:
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(_field(model, n).column)} = %s" for n in names)
    keys = ["workspace_id", "id"] if _has_workspace(model) else ["id"]
    where = " AND ".join(f"{quote(key)} = %s" for key in keys)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {where}", rows)


def _prepared(model: type[models.Model], name: str, value: Any) -> Any:
    return _field(model, name).get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


def _field(model: type[models.Model], name: str) -> Any:
    return _fields(model)[name]


@cache
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {"pk": model._meta.pk, **{f.attname: f for f in model._meta.concrete_fields}}


def _has_workspace(model: type[models.Model]) -> bool:
    return any(f.attname == "workspace_id" for f in model._meta.concrete_fields)
