"""Rows that are asked for by what some columns hold, in statements that are compiled once.

Django writes its SQL anew for every query, which takes several times as long as running it where a
row is read by its id. What every request reads so is asked for here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models, router
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)
Shape = tuple[tuple[str, int], ...]  # lookups in their order, each with how many values it takes
STATEMENTS = 300  # that are kept
LONGEST = 200  # ids in one that is kept: those of a page; a bulk asks for many, and seldom


def rows_by(
    model: type[M], links: Iterable[str] = (), **wanted: UUID | str | Sequence[UUID]
) -> list[M]:
    """The rows whose columns hold what is wanted, with what their `links` name, in no order.

    `wanted` are ids and texts by column, or several ids, all different, by `column__in`.
    """
    using = router.db_for_read(model)
    asked: Any = _asked(model, tuple(links), (), wanted, using)
    return [] if asked is None else list(models.QuerySet(model, query=asked, using=using))


def values_by(
    model: type[models.Model], columns: Iterable[str], **wanted: UUID | str | Sequence[UUID]
) -> list[tuple[Any, ...]]:
    """What some columns hold of the rows that are wanted likewise, those of links among them."""
    using = router.db_for_read(model)
    asked = _asked(model, (), tuple(columns), wanted, using)
    found: Any = asked and asked.get_compiler(using).results_iter(tuple_expected=True)
    return list(found or ())


def _asked(
    model: type[models.Model],
    links: tuple[str, ...],
    columns: tuple[str, ...],
    wanted: Mapping[str, UUID | str | Sequence[UUID]],
    using: str,
) -> _Asked | None:
    """The statement with its values; None where nothing can be found."""
    shape: list[tuple[str, int]] = []
    values: list[UUID | str] = []
    for name, value in wanted.items():
        several = [value] if isinstance(value, UUID | str) else value
        if not several:
            return None
        shape.append((name, len(several)))
        values += several
    make = _statement if len(values) <= LONGEST else _statement.__wrapped__
    return _Asked(make(model, links, columns, tuple(shape), using), tuple(values))


class _Statement(SQLCompiler):
    """A compiler that has done its work: of one reading and the next only the values differ."""

    values: tuple[Any, ...] = ()

    def compile_once(self) -> None:
        self.text, _ = super().as_sql()
        self.converters = super().get_converters([chosen for chosen, _, _ in self.select])

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        return self.text, self.values

    def get_converters(self, expressions: Any) -> Any:
        return self.converters


@dataclass(frozen=True)
class _Asked:
    """What a query set that is only read takes for its query."""

    statement: _Statement
    values: tuple[Any, ...]

    def get_compiler(self, using: str, **kwargs: object) -> _Statement:
        found = copy(self.statement)  # that is of all threads, while a connection is of one
        found.connection, found.values = connections[using], self.values
        return found


@lru_cache(STATEMENTS)
def _statement(
    model: type[models.Model],
    links: tuple[str, ...],
    columns: tuple[str, ...],
    shape: Shape,
    using: str,
) -> _Statement:
    rows = model._default_manager.order_by()
    for name, count in shape:  # one by one: together they would stand in the order of their names
        some = [UUID(int=number) for number in range(count)]
        rows = rows.filter(**{name: some if name.endswith("__in") else some[0]})
    rows = rows.select_related(*links) if links else rows
    rows = rows.values_list(*columns) if columns else rows
    found = _Statement(rows.query, connections[using], using)
    found.compile_once()
    return found
