"""The field of a plain date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from freelancer_os.core.dates import read_date, show_date
from freelancer_os.core.typed_dates import parse_date
from freelancer_os.engine import operators as ops
from freelancer_os.engine.fields import NOTHING, Field, Values
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.operators import Operator, Takes
from freelancer_os.engine.spans import compared, within


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A plain date."""

    kind: ClassVar[str] = "date"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "date"}
    operators: ClassVar[tuple[Operator, ...]] = ops.DATE

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> Any:
        if value is None and not self.required:
            return None
        return read_date(value, field=self.name)

    def dump(self, record: Any, lens: Lens) -> str | None:
        value = self.value(record)
        return value.isoformat() if value is not None else None

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> Any:
        if not text.strip() and not self.required:
            return None
        return parse_date(text, lens.locale, lens.today, field=self.name)

    def raw(self, record: Any, lens: Lens) -> str:
        return self.dump(record, lens) or ""

    def told(self, value: Any, lens: Lens, currency: str = "") -> str:
        return show_date(value, lens.locale, today=lens.today)

    def matches(self, operator: Operator, values: list[object], lens: Lens) -> Q:
        if operator.takes is Takes.PERIOD:
            return self.during(within(values[0], lens, self.name), lens)
        days = [read_date(value, field=self.name) for value in values]
        return self.during(compared(operator.name, days), lens)

    def show(self, record: Any, lens: Lens) -> SafeString:
        value = self.value(record)
        return NOTHING if value is None else escape(self.told(value, lens))
