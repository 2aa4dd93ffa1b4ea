"""What a row of a model holds, as its columns stand in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Columns:
    """The columns of a model in their order, and how a row of values is taken from a record.

    `take` reads from the `__dict__` of a record; it raises KeyError where one is deferred.
    """

    names: tuple[str, ...]
    take: Callable[[dict[str, Any]], tuple[Any, ...]]
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
        return cls(names, itemgetter(*names), tuple(stamped))
