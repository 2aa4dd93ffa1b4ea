"""Where the values of a field lie. What they are, their kind says."""

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Expression, Q

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold

FOLDED = "folded"  # the column of a record's name without case and accents
By = str | Expression
"""What sorts: the name of a column, or an expression."""
LONGEST = 300  # characters that it holds


@dataclass(frozen=True)
class Place:
    """A column of the record's model, or another place that is no column (`engine.own.place`).

    `attribute` is what the model calls it, or queries. Texts are compared without case and accents
    where it `is_folded`; so is the name of a record.
    """

    attribute: str
    is_folded: bool = False
    is_own: ClassVar[bool] = False  # of the workspace's own making

    @property
    def path(self) -> str:
        """Where a filter looks."""
        return FOLDED if self.is_folded else self.attribute

    @property
    def logged(self) -> str:
        """The name that it has in the change log."""
        return self.attribute

    def sorting(self) -> tuple[By, ...]:
        """What sorts it: names of columns, or expressions."""
        return (self.path,)

    def held(self, record: Record) -> Any:
        """The value of a record."""
        return getattr(record, self.attribute)

    def set(self, name: str, value: object) -> dict[str, Any]:
        """What `edit` of a record takes to set the value of the field `name`."""
        return {name: value}

    def may_be_empty(self, record: Record | None) -> bool:
        """Whether a record may hold null here."""
        if record is None:
            return False
        try:
            return bool(record._meta.get_field(self.attribute).null)
        except FieldDoesNotExist:  # an argument, which is kept nowhere
            return True

    def compared(self, text: str) -> str:
        """A text as the database compares it."""
        return fold(text)[:LONGEST] if self.is_folded else text

    def but(self, found: Q) -> Q:
        """All rows but those found; among them those that hold nothing."""
        return ~found


@cache
def attributes_of(model: type[Record]) -> frozenset[str]:
    """What a place of a model may name."""
    return frozenset({f.name for f in model._meta.get_fields()} | set(dir(model)))
