"""What sorts a list: columns, or expressions, of the fields that an order names."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Expression, F, Field, Q
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import clean, refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.places import By

Column = Field[Any, Any]
Sorter = tuple[Expression | F, Column, bool, bool]
"""Expression, column, whether descending, whether nulls are among the values."""

LONGEST = 1_000  # characters of a text that a place names
LEAST: dict[str, date | int | str] = {  # the least value of a column, by its type
    "CharField": "",
    "DateField": date.min,
    "BigIntegerField": -(2**63),
}


@dataclass(frozen=True)
class Key:
    """One column or expression that sorts, under the name that it has in a statement."""

    name: str
    expression: Expression | F
    column: Column  # which reads its values
    is_descending: bool
    may_be_null: bool

    def sorting(self) -> OrderBy:
        """Nulls last both ways; plainly where there are none, as an index has it."""
        last = True if self.may_be_null else None
        named = F(self.name)
        return named.desc(nulls_last=last) if self.is_descending else named.asc(nulls_last=last)

    def at(self, value: object) -> Q:
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})

    @property
    def held(self) -> Q:
        """What holds something: a range, where an index can begin past those that hold nothing."""
        least = LEAST.get(self.column.get_internal_type())
        return Q(
            **{f"{self.name}__isnull": False} if least is None else {f"{self.name}__gte": least}
        )

    def past(self, value: object, *, forward: bool) -> Q | None:
        """What stands after a value, or before it; None where nothing can."""
        if value is None:
            return None if forward else Q(**{f"{self.name}__isnull": False})
        side = "lt" if self.is_descending is forward else "gt"
        found = Q(**{f"{self.name}__{side}": value})
        is_open = forward and self.may_be_null
        return found | Q(**{f"{self.name}__isnull": True}) if is_open else found

    def read(self, value: object) -> Any:
        """A value of a cursor; raises ValueError or ValidationError for none of this column."""
        if value is None and self.may_be_null:
            return None
        if value is None or isinstance(value, list | dict):
            raise ValueError
        found = self.column.to_python(value)
        if isinstance(found, str):
            return clean(found, field="cursor", max_length=LONGEST)
        if isinstance(found, int) and abs(found) >= 2**63:
            raise ValueError
        if isinstance(found, datetime) and (found.tzinfo is None or not 1899 < found.year < 2201):
            raise ValueError
        return found


def keys_of(collection: Collection, signed: str) -> list[Sorter]:
    """The keys of one field."""
    name, is_descending = signed.removeprefix("-"), signed.startswith("-")
    if name == "id":
        return []
    one = collection.by_name.get(name)
    if one is None or not one.sortable:
        raise refusal(
            "order",
            _("{collection} cannot be sorted by “{name}”.").format(
                collection=collection.subject, name=name[:40]
            ),
        )
    return [_key(collection.model, by, is_descending) for by in one.sorting()]


def _key(model: type[Record], by: By, is_descending: bool) -> Sorter:
    if not isinstance(by, str):
        return by, by.output_field, is_descending, True
    column: Any = model._meta
    is_joined = False
    for part in by.split("__"):
        is_joined = column is not model._meta
        column = (column if not is_joined else column.related_model._meta).get_field(part)
    return F(by), column, is_descending, bool(is_joined or column.null)
