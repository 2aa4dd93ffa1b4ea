"""The place of an own property's values: on the record, under the key of the property."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q

from freelancer_os.core.own.queries import expression, path
from freelancer_os.core.own.values import LONGEST, OWN, folded_key, logged_name
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold
from freelancer_os.engine.kinds.places import By, Place


@dataclass(frozen=True, kw_only=True)
class Own(Place):
    """What a record holds under a key (`core.own.values`); in queries it is a path into that.

    `holds` is the kind of the path: text, number, day, flag, list, or one among `options`.
    """

    key: str
    holds: str
    pk: UUID  # of the property
    options: tuple[str, ...] = ()
    is_own: ClassVar[bool] = True

    @classmethod
    def of(cls, key: str, holds: str, pk: UUID, options: tuple[str, ...]) -> "Own":
        """The place of a property's values."""
        attribute = path("text" if holds == "list" else holds, key, options)
        return cls(attribute, holds == "text", key=key, holds=holds, pk=pk, options=options)

    @property
    def path(self) -> str:
        return path("text", folded_key(self.key)) if self.is_folded else self.attribute

    @property
    def logged(self) -> str:
        return logged_name(self.key)

    def sorting(self) -> tuple[By, ...]:
        if self.holds == "among":
            return (expression("rank", self.key, self.options),)
        return (expression(self.holds, folded_key(self.key) if self.is_folded else self.key),)

    def held(self, record: Record) -> Any:
        found = (getattr(record, OWN) or {}).get(self.key)
        if self.holds == "flag":
            return bool(found)
        return date.fromisoformat(found) if self.holds == "day" and found else found

    def set(self, name: str, value: object) -> dict[str, Any]:
        kept = value.isoformat() if isinstance(value, date) else value
        is_nothing = kept in ("", [], None) or kept is False  # 0 is a number
        return {OWN: {self.key: None if is_nothing else kept}}

    def may_be_empty(self, record: Record | None) -> bool:
        return True

    def compared(self, text: str) -> str:
        return fold(text)[:LONGEST]

    def but(self, found: Q) -> Q:
        return ~found | Q(**{f"{self.path}__isnull": True})
