"""A new row before anything is set on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Blank:
    """What a new record holds: columns that are alike in all, those that are not, and links."""

    constant: dict[str, object]
    made: list[tuple[str, Callable[[], Any]]]
    links: dict[str, str]

    @classmethod
    @cache
    def of(cls, model: type[models.Model]) -> Blank:
        fields = model._meta.concrete_fields
        made = [field for field in fields if field.has_default() and callable(field.default)]
        return cls(
            {field.attname: field.get_default() for field in fields if field not in made},
            [(field.attname, field.default) for field in made],
            {field.name: field.attname for field in fields if field.is_relation},
        )
