"""The dates by which the records of a collection stand in time."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.instants import Instant


@dataclass(frozen=True)
class Dates:
    """The date by which records stand in a calendar, and the one at which they end, if any."""

    start: Field
    end: Field | None

    @classmethod
    def of(cls, collection: Collection, by: str = "") -> "Dates":
        """As declared, unless `by` names another date. Raises ValidationError on `by`."""
        first, *ends = collection.titles(collection.calendar)
        if by in {"", first.name}:
            return cls(first, next(iter(ends), None))
        found = next((one for one in collection.dates if one.name == by), None)
        if found is None:
            raise refusal(
                "by",
                _("{collection} have no date “{name}”.").format(
                    collection=collection.subject, name=by[:40]
                ),
            )
        return cls(found, None)

    @property
    def is_point(self) -> bool:
        """Whether each record stands on one day only."""
        return isinstance(self.start, Instant) or self.end is None
