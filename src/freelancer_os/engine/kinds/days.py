"""The field of a plain date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.dates import read_date, show_date
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.written_dates import written
from freelancer_os.core.words import translated
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.day_ranges import compared, within
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.operators import Operator, Takes


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A plain date; `after` names the field that begins what this one ends."""

    after: str = ""
    kind: ClassVar[str] = "date"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "date"}
    operators: ClassVar[tuple[Operator, ...]] = ops.DATE

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if value is None and not self.required:
            return None
        return read_date(value, field=self.name)

    def dump(self, record: Record, formats: Formats) -> str | None:
        value = self.value(record)
        return value.isoformat() if value is not None else None

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        if not text.strip() and not self.required:
            return None
        return parse_date(text, formats.locale, formats.today, field=self.name)

    def raw(self, record: Record, formats: Formats) -> str:
        return self.dump(record, formats) or ""

    def text(self, record: Record, formats: Formats) -> str:
        """The day with its year, for a sentence that is kept; "" where there is none."""
        value = self.value(record)
        return "" if value is None else show_date(value, formats.locale, today=date.min)

    def written(self, raw: str, formats: Formats) -> str:
        return written(raw, formats.locale)

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_date(value, formats.locale, today=formats.today)

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        if operator.takes is Takes.PERIOD:
            return self.during(within(values[0], formats, self.name), formats)
        days = [read_date(value, field=self.name) for value in values]
        return self.during(compared(operator.name, days), formats)

    def shown(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else self.told(value, formats)


@translated("mark")
@dataclass(frozen=True, kw_only=True)
class Deadline(Day):
    """A day by which something is due; `waits` says for which records it matters, `late` which
    missed it, and `mark` what these are called."""

    mark: str
    waits: Callable[[Any], bool] = field(repr=False)
    late: Callable[[Any, date], bool] = field(repr=False)

    def is_late(self, record: Record, formats: Formats) -> bool:
        """Whether the day of a record has passed today."""
        return self.late(record, formats.today)
