"""The field of an instant: kept in UTC, read and shown in the workspace's time zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from freelancer_os.core.dates import (
    edit_instant,
    parse_instant,
    print_instant,
    read_date,
    read_instant,
    show_instant,
    start_of_day,
)
from freelancer_os.engine import operators as ops
from freelancer_os.engine.fields import NOTHING, Field, Values
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.operators import Operator, Takes
from freelancer_os.engine.spans import compared, within


@dataclass(frozen=True, kw_only=True)
class Instant(Field):
    """A date and a time. Over the API with an offset, in UTC when it comes back."""

    kind: ClassVar[str] = "instant"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "date-time"}
    operators: ClassVar[tuple[Operator, ...]] = ops.DATE

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> Any:
        if value is None and not self.required:
            return None
        return read_instant(value, field=self.name)

    def dump(self, record: Any, lens: Lens) -> str | None:
        value = self.value(record)
        return None if value is None else print_instant(value)

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> Any:
        if not text.strip() and not self.required:
            return None
        return parse_instant(text, lens.locale, lens.time_zone, lens.today, field=self.name)

    def raw(self, record: Any, lens: Lens) -> str:
        value = self.value(record)
        return "" if value is None else edit_instant(value, lens.time_zone).replace("T", " ")

    def text(self, record: Any, lens: Lens) -> str:
        """Date and time as shown, "" where there is none."""
        value = self.value(record)
        return "" if value is None else self.told(value, lens)

    def told(self, value: Any, lens: Lens, currency: str = "") -> str:
        return show_instant(value, lens.locale, lens.time_zone, today=lens.today)

    def show(self, record: Any, lens: Lens) -> SafeString:
        text = self.text(record, lens)
        return escape(text) if text else NOTHING

    def matches(self, operator: Operator, values: list[object], lens: Lens) -> Q:
        if operator.takes is Takes.PERIOD:
            return self.during(within(values[0], lens, self.name), lens)
        if any("T" in str(value) for value in values):
            return super().matches(operator, values, lens)
        days = [read_date(value, field=self.name) for value in values]
        return self.during(compared(operator.name, days), lens)

    def since(self, day: date, lens: Lens) -> Q:
        return Q(**{f"{self.path}__gte": start_of_day(day, lens.time_zone)})

    def until(self, day: date, lens: Lens) -> Q:
        after = start_of_day(day + timedelta(days=1), lens.time_zone)
        return Q(**{f"{self.path}__lt": after})
