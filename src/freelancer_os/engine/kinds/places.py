"""Where the values of a field lie. What they are, their kind says."""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.db.models import Q

from freelancer_os.core.values.text import fold

FOLDED = "folded"  # the column of a record's name without case and accents
LONGEST = 300  # characters that it holds


class Place(Protocol):
    """How a value is found on a record and by the database, and set."""

    is_own: ClassVar[bool]
    """Whether it is of the workspace's own making."""

    @property
    def attribute(self) -> str:
        """What the model calls it, or queries."""
        ...

    @property
    def path(self) -> str:
        """Where a filter looks."""
        ...

    @property
    def is_folded(self) -> bool:
        """Whether texts are compared in their folded form."""
        ...

    @property
    def logged(self) -> str:
        """The name that it has in the change log."""
        ...

    def sorting(self) -> tuple[Any, ...]:
        """What sorts it: names of columns, or expressions."""
        ...

    def held(self, record: Any) -> Any:
        """The value of a record."""
        ...

    def set(self, name: str, value: Any) -> dict[str, Any]:
        """What `edit` of a record takes to set the value of the field `name`."""
        ...

    def may_be_empty(self, record: Any) -> bool:
        """Whether it may hold null."""
        ...

    def compared(self, text: str) -> str:
        """A text as the database compares it."""
        ...

    def but(self, found: Q) -> Q:
        """All rows but those found; among them those that hold nothing."""
        ...


@dataclass(frozen=True)
class Column:
    """A column of the record's model; a name is compared in its folded form."""

    attribute: str
    is_folded: bool = False
    is_own: ClassVar[bool] = False

    @property
    def path(self) -> str:
        return FOLDED if self.is_folded else self.attribute

    @property
    def logged(self) -> str:
        return self.attribute

    def sorting(self) -> tuple[Any, ...]:
        return (self.path,)

    def held(self, record: Any) -> Any:
        return getattr(record, self.attribute)

    def set(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}

    def may_be_empty(self, record: Any) -> bool:
        return record is not None and bool(record._meta.get_field(self.attribute).null)

    def compared(self, text: str) -> str:
        return fold(text)[:LONGEST] if self.is_folded else text

    def but(self, found: Q) -> Q:
        return ~found
