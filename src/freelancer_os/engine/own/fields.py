"""The fields of own properties: those of every collection, over values that a record holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q

from freelancer_os.core.own.queries import expression, path
from freelancer_os.core.own.values import OWN, logged_name
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number

PLACES = 4
FARTHEST = 10**14
"""The largest number, scaled: ten thousand million."""


@dataclass(frozen=True, kw_only=True)
class OwnField(Field):
    """A field whose values a record holds under a key (`core.own.values`).

    In queries its column is a path into what is held (`core.own.queries`).
    """

    key: str
    pk: Any = None  # of the property
    holds: ClassVar[str] = "text"  # the kind of its path
    is_own: ClassVar[bool] = True
    has_options: ClassVar[bool] = False

    @property
    def attribute(self) -> str:
        return path(self.holds, self.key)

    @property
    def logged(self) -> str:
        return logged_name(self.key)

    def sorting(self) -> tuple[Any, ...]:
        return (expression(self.holds, self.key),)

    def condition(self, operator: str, value: object, formats: Formats) -> Q:
        """As ever; what “is not” so, records that hold nothing are not either."""
        found = super().condition(operator, value, formats)
        is_not = any(one.name == operator and one.is_not for one in self.operators)
        return found | self.is_empty(formats) if is_not and value is not None else found

    def value(self, record: Any) -> Any:
        return (getattr(record, OWN) or {}).get(self.key)

    def kept(self, value: Any) -> Any:
        """A value as a record holds it; nothing where there is nothing to say."""
        return value

    def spread(self, value: Any) -> dict[str, Any]:
        return {OWN: {self.key: self.kept(value)}}

    def _may_be_empty(self, record: Any) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class OwnNumber(OwnField, Number):
    """An exact number."""

    places: int = PLACES
    minimum: int | None = -FARTHEST
    maximum: int | None = FARTHEST
    holds: ClassVar[str] = "number"


@dataclass(frozen=True, kw_only=True)
class OwnMoney(OwnField, Money):
    """An amount in the workspace's currency."""

    holds: ClassVar[str] = "number"


@dataclass(frozen=True, kw_only=True)
class OwnDay(OwnField, Day):
    """A plain date."""

    holds: ClassVar[str] = "day"

    def value(self, record: Any) -> date | None:
        found = super().value(record)
        return None if found is None else date.fromisoformat(found)

    def kept(self, value: Any) -> Any:
        return None if value is None else value.isoformat()


@dataclass(frozen=True, kw_only=True)
class OwnFlag(OwnField, Flag):
    """Ticked or not."""

    holds: ClassVar[str] = "flag"

    def value(self, record: Any) -> bool:
        return bool(super().value(record))

    def kept(self, value: Any) -> Any:
        return True if value else None
