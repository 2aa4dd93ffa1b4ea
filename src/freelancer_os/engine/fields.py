"""What a field of a collection is: how it is read, printed, shown, sorted and filtered.

Four directions: `load` and `dump` for the API (strict JSON values), `parse` and `raw` for an editor
on a page (the locale's text). `show` is the HTML inside a cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.dates import read_date, show_date
from freelancer_os.core.text import clean, fold
from freelancer_os.core.typed_dates import parse_date
from freelancer_os.engine.lens import Lens

WORDS = 80  # characters of a long text that a sentence tells
NOTHING = mark_safe('<span class="mut">—</span>')
Values = Mapping[str, Any]


def refuse(name: str, sentence: str) -> ValidationError:
    """A refusal on one field."""
    return ValidationError({name: [sentence]})


@dataclass(frozen=True, kw_only=True)
class Field:
    """One property of the records of a collection.

    `name` is its public name, `column` the model's attribute if that differs. `given` in `load`
    and `parse` holds what the same request sets already (a currency, an account).
    """

    name: str
    label: str
    column: str = ""
    read_only: bool = False
    required: bool = False
    sortable: bool = True
    kind: ClassVar[str] = "text"
    schema: ClassVar[Mapping[str, Any]] = {"type": "string"}
    is_own: ClassVar[bool] = False  # of the workspace's own making (`engine.own_fields`)

    @property
    def attribute(self) -> str:
        return self.column or self.name

    @property
    def order_column(self) -> str:
        """The column that sorts this field."""
        return self.attribute

    @property
    def logged(self) -> str:
        """The name that its value has in the change log."""
        return self.attribute

    def place(self, record: Any) -> Any:
        """The value by which it sorts a record."""
        found = record
        for part in self.order_column.split("__"):
            found = None if found is None else getattr(found, part, None)
        return found

    def value(self, record: Any) -> Any:
        return getattr(record, self.attribute)

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> Any:
        """A JSON value as a Python value; raises ValidationError on this field."""
        raise NotImplementedError

    def dump(self, record: Any, lens: Lens) -> Any:
        """The Python value as a JSON value."""
        return self.value(record)

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> Any:
        """What was typed on a page as a Python value; raises ValidationError on this field."""
        return self.load(text, lens, given, record)

    def spread(self, value: Any) -> dict[str, Any]:
        """What a parsed value sets on the record, by the names that its `edit` takes."""
        return {self.name: value}

    def raw(self, record: Any, lens: Lens) -> str:
        """The text that an editor starts with."""
        return str(self.value(record) or "")

    def show(self, record: Any, lens: Lens) -> SafeString:
        """The HTML inside a cell."""
        text = self.raw(record, lens)
        return escape(text) if text else NOTHING

    def lookup(self, text: str, lens: Lens) -> Q:
        """The filter `field=text` of a list; raises ValidationError on this field."""
        if text == "none":
            return Q(**{f"{self.attribute}__isnull": True})
        return Q(**{self.attribute: self.load(text, lens, {}, None)})

    def since(self, day: date, lens: Lens) -> Q:
        """The filter `date_from`: on this day or later."""
        return Q(**{f"{self.attribute}__gte": day})

    def until(self, day: date, lens: Lens) -> Q:
        """The filter `date_to`: on this day or earlier."""
        return Q(**{f"{self.attribute}__lte": day})


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A text of bounded length."""

    max_length: int = 200
    multiline: bool = False

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> str | None:
        if value is None and self._may_be_empty(record):
            return None
        return clean(
            value,
            field=self.name,
            max_length=self.max_length,
            required=self.required,
            multiline=self.multiline,
        )

    def _may_be_empty(self, record: Any) -> bool:
        return record is not None and bool(record._meta.get_field(self.attribute).null)


@dataclass(frozen=True, kw_only=True)
class Lines(Text):
    """A text of several lines."""

    multiline: bool = True
    sortable: bool = False
    kind: ClassVar[str] = "note"

    def text(self, record: Any, lens: Lens) -> str:
        """The beginning, on one line, for a sentence."""
        return shorten(self.raw(record, lens), WORDS, placeholder="…")


@dataclass(frozen=True, kw_only=True)
class Title(Text):
    """The text that names a record; sorted and searched in its folded form."""

    kind: ClassVar[str] = "text"

    @property
    def order_column(self) -> str:
        return "folded"

    def lookup(self, text: str, lens: Lens) -> Q:
        return Q(folded=fold(text))


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    kind: ClassVar[str] = "bool"
    schema: ClassVar[Mapping[str, Any]] = {"type": "boolean"}

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> bool:
        if not isinstance(value, bool):
            raise refuse(self.name, f"{self.label} is true or false.")
        return value

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> bool:
        if text not in {"true", "false"}:
            raise refuse(self.name, f"{self.label} is true or false.")
        return text == "true"

    def lookup(self, text: str, lens: Lens) -> Q:
        return Q(**{self.attribute: self.parse(text, lens, {}, None)})

    def raw(self, record: Any, lens: Lens) -> str:
        return "true" if self.value(record) else "false"

    def show(self, record: Any, lens: Lens) -> SafeString:
        return escape("Yes") if self.value(record) else NOTHING


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A plain date."""

    kind: ClassVar[str] = "date"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "date"}

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

    def show(self, record: Any, lens: Lens) -> SafeString:
        value = self.value(record)
        return NOTHING if value is None else escape(show_date(value, lens.locale, today=lens.today))
