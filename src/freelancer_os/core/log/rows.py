"""Writing rows: the statements of the gateway, each naming the workspace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from freelancer_os.core.fields.stored import Columns

BATCH = 500
T = TypeVar("T")


def in_batches(keys: Iterable[T]) -> Iterator[list[T]]:
    """As many at a time as a statement names."""
    found = list(keys)
    return (found[start : start + BATCH] for start in range(0, len(found), BATCH))


def insert_rows(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Insert records as they stand."""
    columns = Columns.of(model)
    for record in records if columns.stamped else ():
        for field in columns.stamped:
            field.pre_save(record, True)
    insert_values(model, [columns.take(record.__dict__) for record in records])
    for record in records:
        record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


def insert_values(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows that are no records: Python values in the order of the model's columns."""
    if not rows:
        return
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = _fields(model)
    columns = ", ".join(quote(fields[name].column) for name in Columns.of(model).names)
    places = ", ".join(["%s"] * len(rows[0]))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    plain = _plain(model, connection.vendor)
    prepared: list[list[Any]] = [
        [value if type(value) is kind or value is None else prepare(value) for value in column]
        for column, (kind, prepare) in zip(zip(*rows, strict=True), plain, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*prepared, strict=True)))


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


def delete_rows(model: type[models.Model], workspace: models.Model, pks: Sequence[UUID]) -> None:
    """Delete rows of one workspace by their ids; links are the caller's concern."""
    names = (model._meta.db_table, "workspace_id", "id")
    table, owner, key = map(connection.ops.quote_name, names)
    with connection.cursor() as cursor:
        for batch in in_batches(pks):
            places = ", ".join(["%s"] * len(batch))
            statement = f"DELETE FROM {table} WHERE {owner} = %s AND {key} IN ({places})"
            cursor.execute(statement, [workspace.pk, *batch])


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


Prepare = Callable[[Any], Any]
PLAIN: dict[type[models.Field[Any, Any]], type] = {
    models.IntegerField: int,
    models.BooleanField: bool,
    models.CharField: str,
    models.TextField: str,
    models.BinaryField: bytes,
}


@cache
def _plain(model: type[models.Model], vendor: str) -> list[tuple[type | None, Prepare]]:
    """Per column the type whose values go to the database as they are, and what prepares others."""
    return [_preparing(field, vendor) for field in model._meta.concrete_fields]


def _preparing(field: Any, vendor: str) -> tuple[type | None, Prepare]:
    def prepare(value: object) -> object:
        return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])

    held = field
    while isinstance(held, models.ForeignKey):
        held = held.target_field
    if isinstance(held, models.UUIDField):
        return (UUID, prepare) if vendor == "postgresql" else (None, _bytes)
    if type(held) is models.DateField:
        return (date, prepare) if vendor == "postgresql" else (None, str)
    kind = next((k for base, k in PLAIN.items() if isinstance(held, base)), None)
    if kind is str:  # and a choice, which is one as well
        return kind, lambda value: value if isinstance(value, str) else prepare(value)
    return kind, prepare


_bytes = attrgetter("bytes")  # what `core.sqlite` makes of an id


def _has_workspace(model: type[models.Model]) -> bool:
    return any(f.attname == "workspace_id" for f in model._meta.concrete_fields)
