"""One row of a unit of work: as it was first read, as totals have counted it, and as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from freelancer_os.core.values.currency import MAX_TOTAL

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged, Values


@dataclass
class Touched:
    """One row of a unit. `first` and `counted` are None for a new row, `now` for a removed one."""

    record: Logged
    first: Values | None
    counted: Values | None
    now: Values | None
    waiting: bool = False  # an insert that is written when the unit settles
    is_mentioned: bool = False  # named in the log even if none of its columns changed

    @property
    def model(self) -> type[Logged]:
        return type(self.record)

    def sync(self, names: Iterable[str] | None = None) -> None:
        """Give the record in hand the values that the unit knows to be true."""
        for name, value in (self.now or {}).items():
            if (names is None or name in names) and self.record.__dict__.get(name) != value:
                setattr(self.record, name, value)

    def changed(self, *names: str) -> bool:
        """Whether the row existed, exists, and differs in one of these columns."""
        first, now = self.first, self.now
        return bool(first and now) and any(
            (first or {})[name] != (now or {})[name] for name in names
        )

    @property
    def is_written(self) -> bool:
        """Whether the row exists and is new or has another fact: more than a total moved."""
        if self.now is None:
            return False
        return self.first is None or self.changed(*self.record.logged_columns())


def refuse_unfit(record: Logged, values: Values) -> None:
    """Raise ValidationError for what no column can hold: nothing where something must be, or a
    number beyond 2**63."""
    for field in record._meta.concrete_fields:
        value: Any = values[field.attname]
        if value is None and not field.null:
            raise ValidationError({field.name: ["This cannot be empty."]})
        if isinstance(value, int) and abs(value) > MAX_TOTAL:
            sentence = "This would pass the largest total that can be kept."
            raise ValidationError({field.name: [sentence]} if field.editable else [sentence])
