"""The number of a bank account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.codes.bank_numbers import check_iban, in_groups
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Text, Values


@dataclass(frozen=True, kw_only=True)
class Iban(Text):
    """An IBAN, with or without spaces: kept without them, shown in groups of four."""

    schema: ClassVar[Mapping[str, Any]] = {
        "type": "string",
        "examples": ["DE89 3704 0044 0532 0130 00"],
    }

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> str | None:
        return check_iban(super().load(value, formats, given, record) or "", field=self.name)

    def operand(self, value: object, formats: Formats) -> str:
        return super().operand(value, formats).replace(" ", "")

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return in_groups(value)

    def shown(self, record: Record, formats: Formats) -> str:
        return in_groups(self.raw(record, formats))
