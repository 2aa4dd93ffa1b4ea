"""The field that holds a length of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.scaled import (
    edit_hours,
    parse_hours,
    print_hours,
    read_hours,
    show_hours,
)
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import DECIMAL, Field, Values
from freelancer_os.engine.kinds.operators import Operator


@dataclass(frozen=True, kw_only=True)
class Hours(Field):
    """A length of time, stored in seconds, in hours everywhere else."""

    why: bool = False
    kind: ClassVar[str] = "hours"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "pattern": DECIMAL}
    operators: ClassVar[tuple[Operator, ...]] = ops.NUMBER

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        if value is None and not self.required:
            return None
        return read_hours(value, field=self.name)

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> int | None:
        if not text.strip() and not self.required:
            return None
        return parse_hours(text, formats.locale, field=self.name)

    def dump(self, record: Record, formats: Formats) -> str | None:
        value = self.value(record)
        return None if value is None else print_hours(value)

    def raw(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else edit_hours(value, formats.locale)

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_hours(value, formats.locale)

    def shown(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else self.told(value, formats)
