"""The field of an instant: kept in UTC, read and shown in the workspace's time zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import Q

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.dates import (
    edit_instant,
    parse_instant,
    print_instant,
    read_date,
    read_instant,
    show_instant,
    start_of_day,
)
from freelancer_os.core.values.written_dates import written
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.day_ranges import compared, within
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.operators import Operator, Takes


@dataclass(frozen=True, kw_only=True)
class Instant(Field):
    """A date and a time. Over the API with an offset, in UTC when it comes back.

    On a page what is left out of the two stays as it is. `after` names the field that begins what
    this one ends.
    """

    after: str = ""

    kind: ClassVar[str] = "instant"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "date-time"}
    operators: ClassVar[tuple[Operator, ...]] = ops.DATE

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if value is None and not self.required:
            return None
        return read_instant(value, field=self.name)

    def dump(self, record: Record, formats: Formats) -> str | None:
        value = self.value(record)
        return None if value is None else print_instant(value)

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        if not text.strip() and not self.required:
            return None
        held = self.value(record) if record is not None else None
        if record is not None and held is not None and text.strip() == self.raw(record, formats):
            return held  # also in the hour that comes twice
        if held is None and self.after:
            held = given.get(self.after) or getattr(record, self.after, None)
        return parse_instant(
            text, formats.locale, formats.time_zone, formats.today, field=self.name, held=held
        )

    def raw(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else edit_instant(value, formats.time_zone).replace("T", " ")

    def written(self, raw: str, formats: Formats) -> str:
        return written(raw, formats.locale)

    def text(self, record: Record, formats: Formats) -> str:
        """Date and time as shown, "" where there is none."""
        value = self.value(record)
        return "" if value is None else self.told(value, formats)

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_instant(value, formats.locale, formats.time_zone, today=formats.today)

    def shown(self, record: Record, formats: Formats) -> str:
        return self.text(record, formats)

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        if operator.takes is Takes.PERIOD:
            return self.during(within(values[0], formats, self.name), formats)
        if any("T" in str(value) for value in values):
            return super().matches(operator, values, formats)
        days = [read_date(value, field=self.name) for value in values]
        return self.during(compared(operator.name, days), formats)

    def since(self, day: date, formats: Formats) -> Q:
        return Q(**{f"{self.path}__gte": start_of_day(day, formats.time_zone)})

    def until(self, day: date, formats: Formats) -> Q:
        after = start_of_day(day + timedelta(days=1), formats.time_zone)
        return Q(**{f"{self.path}__lt": after})
