"""Which lines of an invoice are credited: an argument that only the API sends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.money import read_amount
from freelancer_os.core.values.scaled import read_scaled
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import DECIMAL, Field, Values
from freelancer_os.finance.invoices.crediting import CreditPart

_ID = {"type": "string", "format": "uuid"}
_NUMBER = {"type": "string", "pattern": DECIMAL}
_PART = {
    "type": "object",
    "properties": {"line": _ID, "quantity": _NUMBER, "amount": _NUMBER},
    "required": ["line"],
    "additionalProperties": False,
}


@dataclass(frozen=True, kw_only=True)
class CreditedLines(Field):
    """Ids of lines, or `{"line", "quantity"}`, or `{"line", "amount"}`; without any, all."""

    schema: ClassVar[Mapping[str, Any]] = {"type": "array", "items": {"anyOf": [_ID, _PART]}}

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> list[CreditPart] | None:
        if value is None:
            return None
        if not isinstance(value, list) or not value:
            raise refusal(self.name, _("This is a list of lines; leave it out to credit all."))
        currency = str(getattr(record, "currency", formats.currency))
        return [self._part(one, currency) for one in value]

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return ""

    def _part(self, value: object, currency: str) -> CreditPart:
        said = value if isinstance(value, dict) else {"line": value}
        line, quantity, amount = said.get("line"), said.get("quantity"), said.get("amount")
        key = read_id(line) if isinstance(line, str) else None
        is_one = quantity is None or amount is None
        if key is None or not is_one or said.keys() - {"line", "quantity", "amount"}:
            sentence = _(
                "Each line is an id, or an object with a line and a quantity or an amount."
            )
            raise refusal(self.name, sentence)
        return CreditPart(
            key,
            None if quantity is None else read_scaled(quantity, 4, field=self.name),
            None if amount is None else read_amount(amount, currency, field=self.name),
        )
