"""One row of a unit of work: as it was first read, as totals have counted it, and as it is.

What a row holds is a mapping that is never changed in place, so the moments of a row that nothing
happened to between them are one and the same mapping.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.core.fields.stored import Take, taker
from freelancer_os.core.values.currency import MAX_TOTAL
from freelancer_os.core.values.text import refusal

if TYPE_CHECKING:
    from freelancer_os.core.records.base import Logged, Values

Open = dict[type["Logged"], dict[UUID, "Touched"]]


class Touched:
    """One row of a unit. `first` and `counted` are None for a new row, `now` for a removed one.

    `stored` is what the database holds of it, which may lag behind `now` until somebody reads.
    Whatever `now` becomes, the row is among the unit's `open` ones until totals have counted it.
    """

    __slots__ = (
        "_now",
        "_open",
        "counted",
        "first",
        "is_mentioned",
        "model",
        "pk",
        "record",
        "row_id",
        "stored",
        "title",
        "waiting",
    )

    def __init__(self, record: Logged, first: Values | None, now: Values, open_: Open) -> None:
        self.record, self.model, self.pk = record, type(record), record.pk
        self.first = self.counted = self.stored = first
        self.waiting = False  # an insert that is written when the unit settles
        self.is_mentioned = False  # named in the log even if none of its columns changed
        self.row_id: UUID | None = None  # of what the log says of it already
        self.title = ""  # what the log calls the record; else it is asked
        self._now: Values | None = now
        self._open = open_
        if first is not now:
            self.now = now

    @property
    def now(self) -> Values | None:
        return self._now

    @now.setter
    def now(self, values: Values | None) -> None:
        self._now = values
        self._open[self.model][self.pk] = self

    @property
    def is_behind(self) -> bool:
        """Whether a stored row waits to be written."""
        return self._now is not None and self._now is not self.stored and not self.waiting

    def sync(self, names: Iterable[str] | None = None) -> None:
        """Give the record in hand the values that the unit knows to be true."""
        held = self.record.__dict__
        for name, value in (self.now or {}).items():
            if (names is None or name in names) and held.get(name) != value:
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


@dataclass(frozen=True)
class Limits:
    """Which columns of a model must hold something, and which hold numbers."""

    required: Take
    numbers: Take

    @classmethod
    @cache
    def of(cls, model: type[Logged]) -> Limits:
        fields = model._meta.concrete_fields
        numbers = [f.attname for f in fields if isinstance(f, models.IntegerField)]
        return cls(taker([f.attname for f in fields if not f.null]), taker(numbers))

    def hold(self, values: Values) -> bool:
        """Whether a row keeps within them."""
        if any([value is None for value in self.required(values)]):
            return False
        numbers = [number for number in self.numbers(values) if number is not None]
        return not numbers or -MAX_TOTAL <= min(numbers) <= max(numbers) <= MAX_TOTAL


def refuse_unfit(record: Logged, values: Values) -> None:
    """Raise ValidationError for what no column can hold: nothing where something must be, or a
    number beyond 2**63."""
    if Limits.of(type(record)).hold(values):
        return
    for field in record._meta.concrete_fields:
        value: Any = values[field.attname]
        if value is None and not field.null:
            raise refusal(field.name, _("This cannot be empty."))
        if isinstance(value, int) and abs(value) > MAX_TOTAL:
            sentence = _("This would pass the largest total that can be kept.")
            raise ValidationError({field.name: [sentence]} if field.editable else [sentence])
