"""What a row of a model holds, as its columns stand in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from django.db import models

Take = Callable[[dict[str, Any]], tuple[Any, ...]]


@dataclass(frozen=True)
class Columns:
    """The columns of a model in their order, and how a row of values is taken from a record.

    `take` reads from the `__dict__` of a record; it raises KeyError where one is deferred.
    """

    names: tuple[str, ...]
    take: Take
    stamped: tuple[Any, ...]  # fields that set themselves when a row is new

    @classmethod
    @cache
    def of(cls, model: type[models.Model]) -> Columns:
        fields = model._meta.concrete_fields
        names = tuple(field.attname for field in fields)
        stamped = [
            field
            for field in fields
            if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        ]
        return cls(names, taker(names), tuple(stamped))


def taker(names: Sequence[str]) -> Take:
    """What takes the named values, as a tuple however many they are."""
    return itemgetter(*names) if len(names) > 1 else lambda row: tuple(row[n] for n in names)
