"""The order of a list: by several fields, nulls last both ways, ties by id; and places in it."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.log.json_values import pack
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.query.keys import Key, keys_of

MOST = 5
"""By how many fields a list is sorted at most."""


def in_force(collection: Collection, order: str, group: str = "") -> str:
    """The order in which the rows of a table stand: its group before all else.

    A group that is sorted by already keeps its direction: `in_force(c, "date,-kind", "kind")`
    is "-kind,date".
    """
    names = [name for name in (order or collection.order).split(",") if name]
    own = [name for name in names if name.removeprefix("-") == group]
    if not group:
        return ",".join(names)
    rest = [name for name in names if name not in own]
    return ",".join([*(own[:1] or [group]), *rest][:MOST])


@dataclass(frozen=True)
class Place:
    """Where a cursor stands: the values of the keys, and the id."""

    values: tuple[Any, ...]
    pk: UUID


@dataclass(frozen=True)
class Order:
    """How a list is sorted. Ties are by id, in the direction of the last field."""

    keys: tuple[Key, ...]
    is_descending: bool

    @classmethod
    def of(cls, collection: Collection, text: str) -> "Order":
        """What `order=-date,description` asks for; raises ValidationError on `order`."""
        names = text.split(",")
        if len(names) > MOST:
            raise refusal(
                "order", _("A list is sorted by at most {most} fields.").format(most=MOST)
            )
        plain = [name.removeprefix("-") for name in names]
        if len(set(plain)) < len(plain):
            raise refusal("order", _("A list is sorted by each field once."))
        found = [keys_of(collection, name) for name in names]
        if "id" in plain:  # no two are alike, so nothing after it matters
            told = slice(plain.index("id") + 1)
            names, found = names[told], found[told]
        keys = [Key(f"_{place}", *key) for place, key in enumerate(chain(*found))]
        return cls(tuple(keys), names[-1].startswith("-"))

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order, each with its keys."""
        tie = "-pk" if self.is_descending else "pk"
        return self._named(rows).order_by(*(key.sorting() for key in self.keys), tie)

    def first(
        self, rows: QuerySet[Any], count: int, *, after: str = "", until: str = ""
    ) -> list[tuple[Any, ...]]:
        """The places of the first rows, as `write` takes them; those that a cursor leaves.

        Where the first key may be null, what holds something is read before what holds nothing:
        each half is in the order of an index, both ways, and together they are in no index's.
        """
        rows = self.after(rows, after) if after else rows
        rows = self.until(rows, until) if until else rows
        first = self.keys[0] if self.keys else None
        if first is None or not first.may_be_null:
            return list(self.sorted(rows).values_list(*self.names)[:count])
        found: list[tuple[Any, ...]] = []
        if not after or self.read(after, "cursor").values[0] is not None:
            begun = Q() if not after else self._beside(self.read(after, "cursor"), forward=True)
            held = self._named(rows).filter(first.held, begun)
            found = list(self._ordered(held, is_held=True).values_list(*self.names)[:count])
        if len(found) < count and (not until or self.read(until, "until").values[0] is None):
            empty = self._named(rows).filter(first.at(None))
            rest = self._ordered(empty, is_held=False).values_list(*self.names)
            found += rest[: count - len(found)]
        return found

    def _ordered(self, rows: QuerySet[Any], *, is_held: bool) -> QuerySet[Any]:
        """Named rows of which all hold something in the first key, or none does."""
        first, rest = self.keys[0], self.keys[1:]
        keys = [replace(first, may_be_null=False)] if is_held else []
        tie = "-pk" if self.is_descending else "pk"
        return rows.order_by(*(key.sorting() for key in (*keys, *rest)), tie)

    def after(self, rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
        """The rows that follow a cursor; raises ValidationError on `cursor`."""
        return self._named(rows).filter(self._past(self.read(cursor, "cursor"), forward=True))

    def until(self, rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
        """The rows up to a cursor and the one at it; raises ValidationError on `until`."""
        place = self.read(cursor, "until")
        same = (key.at(value) for key, value in zip(self.keys, place.values, strict=True))
        here = Q(*same, pk=place.pk)
        return self._named(rows).filter(self._past(place, forward=False) | here)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What `values_list` is asked for so that `write` makes a cursor of it."""
        return (*(key.name for key in self.keys), "pk")

    def write(self, row: Sequence[Any]) -> str:
        """The cursor that stands at a row, given by its `names`."""
        named = {str(place): value for place, value in enumerate(row)}
        text = json.dumps(list(pack(named, named).values()))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def read(self, cursor: str, name: str) -> Place:
        """Where a cursor stands; raises ValidationError on `name` for one of another list."""
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            *values, key = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
            found = [one.read(v) for one, v in zip(self.keys, values, strict=True)]
            pk = read_id(key)
        except (ValueError, TypeError, ArithmeticError, ValidationError, RecursionError):
            pk = None
        if pk is None:
            raise refusal(name, _("This is not a cursor of this list."))
        return Place(tuple(found), pk)

    def _named(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        named: QuerySet[Any] = rows.annotate(**{key.name: key.expression for key in self.keys})
        return named

    def _past(self, place: Place, *, forward: bool) -> Q:
        """What differs from a place first in a key that lies beyond it, or in the id alone."""
        side = "lt" if self.is_descending is forward else "gt"
        found, same = [], Q()
        for key, value in zip(self.keys, place.values, strict=True):
            past = key.past(value, forward=forward)
            found += [] if past is None else [same & past]
            same &= key.at(value)
        return self._within(place, forward) & _any([*found, same & Q(**{f"pk__{side}": place.pk})])

    def _within(self, place: Place, forward: bool) -> Q:
        """The range of the first key, at which an index can begin."""
        first = self.keys[0] if self.keys else None
        return Q() if first is None or first.may_be_null else self._beside(place, forward=forward)

    def _beside(self, place: Place, *, forward: bool) -> Q:
        """From the value that a place holds in the first key on, or up to it."""
        first = self.keys[0]
        side = "lte" if first.is_descending is forward else "gte"
        return Q(**{f"{first.name}__{side}": place.values[0]})


def _any(conditions: Iterable[Q]) -> Q:
    found, *rest = conditions
    for one in rest:
        found |= one
    return found
