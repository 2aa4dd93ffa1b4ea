"""The lines of a recurring invoice: a list over the API, a line of text each on a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, Lines, Values
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.finance.recurring.template import BEGINS

TYPED = ("description", "quantity", "unit_price", "tax_rate")
"""What is typed of a line on a page, in this order; the rest stays as it was."""
BETWEEN = " | "


def _fields() -> dict[str, Field]:
    return {name: TRANSACTIONS.by_name[name] for name in BEGINS}


@dataclass(frozen=True, kw_only=True)
class TemplateLines(Lines):
    """Objects of what a line of an invoice says; "Care | 2 | 50.00 | 19" on a page."""

    max_length: int = 20_000
    schema: ClassVar[Mapping[str, Any]] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {name: dict(TRANSACTIONS.by_name[name].schema) for name in BEGINS},
            "additionalProperties": False,
        },
    }
    operators: ClassVar[tuple[Operator, ...]] = ()

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise refusal(self.name, _("This is a list of lines."))
        return [self._line(one, formats, given, record) for one in value]

    def dump(self, record: Record, formats: Formats) -> Any:
        return [
            {
                name: one.dump(self._as_entry(line, record), formats)
                for name, one in _fields().items()
            }
            for line in self.value(record)
        ]

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        rows = [row for row in text.splitlines() if row.strip()]
        old = list(self.value(record)) if record is not None else []
        before = [*old, *[{}] * len(rows)]
        return [
            self._changed(one, self._typed(row, number, formats, given, record))
            for number, (row, one) in enumerate(zip(rows, before, strict=False), start=1)
        ]

    @staticmethod
    def _changed(line: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
        """A line with what was typed; another rate is not taxed as the one before."""
        found = {**line, **typed}
        if found.get("tax_rate") != line.get("tax_rate"):
            found |= {"tax_category": None, "exemption_reason": ""}
        return found

    def raw(self, record: Record, formats: Formats) -> str:
        fields = _fields()
        entries = [self._as_entry(line, record) for line in self.value(record)]
        return "\n".join(
            BETWEEN.join(fields[name].raw(entry, formats) for name in TYPED) for entry in entries
        )

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        return self._counted(len(value))

    def text(self, record: Record, formats: Formats) -> str:
        return self._counted(len(self.value(record)))

    def _counted(self, count: int) -> str:
        return ngettext("{count} line", "{count} lines", count).format(count=count)

    def _line(
        self, line: dict[str, Any], formats: Formats, given: Values, record: Record | None
    ) -> dict[str, Any]:
        fields = _fields()
        if unknown := line.keys() - fields.keys():
            sentence = _("A line has no {names}; it has {fields}.")
            names, known = ", ".join(sorted(unknown)), ", ".join(fields)
            raise refusal(self.name, sentence.format(names=names, fields=known))
        with_currency = self._priced(given, record)
        return {
            name: self._read(fields[name].load, value, formats, with_currency)
            for name, value in line.items()
        }

    def _typed(
        self, row: str, number: int, formats: Formats, given: Values, record: Record | None
    ) -> dict[str, Any]:
        cells = [cell.strip() for cell in row.split(BETWEEN.strip())]
        if len(cells) not in {3, len(TYPED)}:
            sentence = _(
                "Line {number}: write what it is for, the quantity, the unit price and the tax "
                "rate, with | between them."
            )
            raise refusal(self.name, sentence.format(number=number))
        fields, with_currency = _fields(), self._priced(given, record)
        return {
            name: self._read(fields[name].parse, cell, formats, with_currency)
            if cell
            else BEGINS[name]
            for name, cell in zip(TYPED, cells, strict=False)
        }

    def _read(self, read: Any, value: object, formats: Formats, given: Values) -> Any:
        """One value of a line; what is wrong with it stands at the lines."""
        try:
            return read(value, formats, given, None)
        except ValidationError as refused:
            raise refusal(self.name, " ".join(refused.messages)) from refused

    @staticmethod
    def _priced(given: Values, record: Record | None) -> Values:
        return {"currency": given.get("currency") or getattr(record, "currency", None)}

    @staticmethod
    def _as_entry(line: Mapping[str, Any], record: Any) -> Any:
        """A line as the fields of an entry read it."""
        held = {**BEGINS, **line, "currency": record.currency}
        return SimpleNamespace(**held, invoice_id=None, workspace=record.workspace)
