"""The fields of a month and of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR
from freelancer_os.core.values.months import parse_month, read_month, show_month
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.numbers import Whole
from freelancer_os.engine.kinds.operators import Operator

MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"


@dataclass(frozen=True, kw_only=True)
class Month(Field):
    """A month: "2026-11" over the API, "November 2026" on a page."""

    kind: ClassVar[str] = "month"
    schema: ClassVar[Mapping[str, Any]] = {
        "type": ["string", "null"],
        "pattern": MONTH,
        "examples": ["2026-11"],
    }
    operators: ClassVar[tuple[Operator, ...]] = ops.NUMBER

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> str | None:
        if value is None and not self.required:
            return None
        return read_month(value, field=self.name)

    def parse(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> str | None:
        if not text.strip() and not self.required:
            return None
        return parse_month(text, formats.locale, formats.today, field=self.name)

    def raw(self, record: Record, formats: Formats) -> str:
        return str(self.value(record) or "")

    def text(self, record: Record, formats: Formats) -> str:
        """The month in words, "" where there is none."""
        return self.shown(record, formats)

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return show_month(value, formats.locale)

    def shown(self, record: Record, formats: Formats) -> str:
        value = self.value(record)
        return "" if value is None else self.told(value, formats)


@dataclass(frozen=True, kw_only=True)
class Year(Whole):
    """A year: a number that is neither grouped nor added up."""

    minimum: int | None = FIRST_YEAR
    maximum: int | None = LAST_YEAR
    is_reckoned: ClassVar[bool] = False

    def raw(self, record: Record, formats: Formats) -> str:
        return str(self.value(record) or "")

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return str(value)

    def shown(self, record: Record, formats: Formats) -> str:
        return self.raw(record, formats)
