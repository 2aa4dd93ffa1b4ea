"""The lines of a recurring invoice: a list over the API, a small table on its page."""

from collections.abc import Mapping, Sequence
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
from freelancer_os.engine.kinds.numbers import PLAIN, Rate
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.finance.recurring.template import BEGINS

TYPED = ("description", "quantity", "unit_price", "tax_rate")
"""What is typed of a line on its page, in this order; the rest stays as it was."""
OF = "line"
"""The place of the line that a row of the page was drawn for; "" for a new one."""
BETWEEN = " | "


def _fields() -> dict[str, Field]:
    return {name: TRANSACTIONS.by_name[name] for name in BEGINS}


@dataclass(frozen=True, kw_only=True)
class TemplateLines(Lines):
    """Objects of what a line of an invoice says."""

    in_cells: ClassVar[bool] = False
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

    def rows(self, record: Record, formats: Formats) -> list[dict[str, str]]:
        """Each line as the inputs of its row hold it, by their names."""
        fields = _fields()
        entries = [self._as_entry(line, record) for line in self.value(record)]
        return [
            {name: _plain(fields[name], entry, formats) for name in TYPED} | {OF: str(place)}
            for place, entry in enumerate(entries)
        ]

    def typed(
        self, rows: Sequence[Mapping[str, str]], formats: Formats, record: Record
    ) -> list[dict[str, Any]]:
        """The lines that were typed, without empty rows: each stays what it was but for that.

        Raises ValidationError at the inputs, such as "unit_price.2".
        """
        old, fields = self.value(record), _fields()
        given = {"currency": getattr(record, "currency", None)}
        found: list[dict[str, Any]] = []
        problems: dict[str, list[str]] = {}
        for number, row in enumerate(rows):
            said = {name: row.get(name, "").strip() for name in TYPED}
            if not any(said.values()):
                continue
            place = row.get(OF, "")
            line = old[int(place)] if place.isdecimal() and int(place) < len(old) else {}
            values: dict[str, Any] = {}
            for name, text in said.items():
                try:
                    read = fields[name].parse(text, formats, given, None) if text else BEGINS[name]
                    values |= fields[name].spread(read)
                except ValidationError as refused:
                    problems[f"{name}.{number}"] = refused.messages
            found.append(self._changed(line, values))
        if problems:
            raise ValidationError(problems)
        return found

    @staticmethod
    def _changed(line: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
        """A line with what was typed; another rate is not taxed as the one before."""
        found = {**line, **typed}
        if line and "tax_category" not in typed and typed["tax_rate"] != line.get("tax_rate"):
            found |= {"tax_category": None, "exemption_reason": ""}
        return found

    def raw(self, record: Record, formats: Formats) -> str:
        return "\n".join(
            BETWEEN.join(row[name] for name in TYPED) for row in self.rows(record, formats)
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


def _plain(one: Field, entry: Any, formats: Formats) -> str:
    """What an input holds; a rate with its tax category, where that says more than the number."""
    text = one.chosen(entry, formats) if isinstance(one, Rate) else one.raw(entry, formats)
    return text.removesuffix(PLAIN)
