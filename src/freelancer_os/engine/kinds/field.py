"""What a field of a collection is: how it is read, printed, shown, sorted and filtered.

Four directions: `load` and `dump` for the API (strict JSON values), `parse` and `raw` for an editor
on a page (the locale's text). `shown` is what a cell shows, in words; pages draw it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from textwrap import shorten
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import clean, refusal
from freelancer_os.core.words import Word, translated
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.day_ranges import Span
from freelancer_os.engine.kinds.operators import Operator, Takes
from freelancer_os.engine.kinds.places import By, Place

WORDS = 80  # characters of a long text that a sentence tells
DECIMAL = "^-?[0-9]+([.][0-9]+)?$"
"""A number or an amount over the API."""
Values = Mapping[str, Any]


@translated("label")
@dataclass(frozen=True, kw_only=True)
class Field:
    """One property of the records of a collection.

    A subclass is a kind of value, `lies` its place: by default the model's attribute `column`, if
    that differs from the public `name`. `given` in `load` and `parse` holds what the same request
    sets already (a currency, an account). `instead` names the field that may be sent in place of
    one that is required, `over` the link by which it is read.
    """

    name: str
    label: str
    column: str = ""
    lies: Place | None = field(default=None, repr=False)
    read_only: bool = False
    required: bool = False
    over: str = ""
    instead: str = ""
    sortable: bool = True
    is_asked: ClassVar[bool] = False  # stored nowhere: reckoned when somebody asks, never exported
    in_cells: ClassVar[bool] = True  # whether a cell edits it
    changed: ClassVar[str] = ""  # what history says of a change of it, if not its value
    kind: ClassVar[str] = "text"
    schema: ClassVar[Mapping[str, Any]] = {"type": "string"}
    operators: ClassVar[tuple[Operator, ...]] = ops.TEXT
    usual: ClassVar[str] = "is"  # the operator of a plain filter
    nothing: ClassVar[frozenset[str]] = frozenset({"none"})  # what asks for those without a value

    @cached_property
    def place(self) -> Place:
        """Where its values lie."""
        return self.lies or Place(self.column or self.name)

    @property
    def is_own(self) -> bool:
        """Whether it is of the workspace's own making."""
        return self.place.is_own

    @property
    def attribute(self) -> str:
        """What the model calls it, or queries."""
        return self.place.attribute

    @property
    def path(self) -> str:
        """Where a filter looks: the column, or a way to it in the database's words."""
        return self.place.path

    @property
    def logged(self) -> str:
        """The name that its value has in the change log."""
        return self.place.logged

    @property
    def without(self) -> str:
        """The words for none: "No client"."""
        if isinstance(self.label, Word):
            return self.label.within("No {}")
        return _("No {field}").format(field=self.label)

    def sorting(self) -> tuple[By, ...]:
        """What sorts this field, most important first: names of columns, or expressions."""
        return self.place.sorting()

    def value(self, record: Record) -> Any:
        return self.place.held(record)

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        """A JSON value as a Python value; raises ValidationError on this field."""
        raise NotImplementedError

    def dump(self, record: Record, formats: Formats) -> Any:
        """The Python value as a JSON value."""
        return self.value(record)

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        """What was typed on a page as a Python value; raises ValidationError on this field."""
        return self.load(text, formats, given, record)

    def pasted(self, text: str, formats: Formats, given: Values, record: Record | None) -> object:
        """What came from the clipboard as a Python value: as typed, and names as they are shown.

        Raises ValidationError on this field.
        """
        return self.parse(text, formats, given, record)

    def spread(self, value: object) -> dict[str, Any]:
        """What a parsed value sets on the record, by the names that its `edit` takes."""
        return self.place.set(self.name, value)

    def raw(self, record: Record, formats: Formats) -> str:
        """The text that an editor starts with."""
        return str(self.value(record) or "")

    def written(self, raw: str, formats: Formats) -> str:
        """What an input of a page holds for a raw value."""
        return raw

    def told(self, value: Any, formats: Formats, currency: str = "") -> str:
        """A value of this field in words; an amount in `currency`, by default the workspace's."""
        return str(value)

    def shown(self, record: Record, formats: Formats) -> str:
        """What a cell shows, in words; "" where there is nothing."""
        return self.raw(record, formats)

    def plain(self, text: str) -> tuple[str, Any]:
        """The operator and the value of the filter `field=text`."""
        if text in self.nothing and ops.EMPTY in self.operators:
            return ops.EMPTY.name, None
        return self.usual, text

    def condition(self, operator: str, value: object, formats: Formats) -> Q:
        """The rows of which an operator holds; raises ValidationError on this field.

        Values are as the API writes them. A field of another make overrides `path`, or what
        `operand` reads, or `matches`.
        """
        if not self.operators:
            raise refusal(
                self.name, _("Nothing is filtered by “{field}”.").format(field=self.label)
            )
        one = next((o for o in self.operators if o.name == operator), None)
        if one is None:
            known = ", ".join(o.name for o in self.operators)
            raise refusal(self.name, _("The operator is one of: {known}.").format(known=known))
        if values := one.values(value, self.name):
            found = self.matches(one, values, formats)
            return self.place.but(found) if one.is_not else found
        return ~self.is_empty(formats) if one.is_not else self.is_empty(formats)

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        """The rows of which the operator's lookup holds."""
        operands = [self.operand(value, formats) for value in values]
        if operator.takes is Takes.TWO or len(operands) > 1:
            return Q(**{f"{self.path}__{operator.lookup}": operands})
        lookup = "exact" if operator.takes is Takes.MANY else operator.lookup
        return Q(**{f"{self.path}__{lookup}": operands[0]})

    def operand(self, value: object, formats: Formats) -> object:
        """One value of a condition, as the database compares it."""
        return self.load(value, formats, {}, None)

    def is_empty(self, formats: Formats) -> Q:
        """The rows that have nothing here."""
        return Q(**{f"{self.path}__isnull": True})

    def since(self, day: date, formats: Formats) -> Q:
        """On this day or later, as the filter `date_from` says it."""
        return Q(**{f"{self.path}__gte": day})

    def until(self, day: date, formats: Formats) -> Q:
        """On this day or earlier, as the filter `date_to` says it."""
        return Q(**{f"{self.path}__lte": day})

    def during(self, span: Span, formats: Formats) -> Q:
        """From the first to the last day of a span, which may be open."""
        first, last = span
        begun = Q() if first is None else self.since(first, formats)
        return begun if last is None else begun & self.until(last, formats)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A text of bounded length."""

    max_length: int = 200
    multiline: bool = False
    nothing: ClassVar[frozenset[str]] = frozenset({"none", ""})

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> str | None:
        if value is None and self.place.may_be_empty(record):
            return None
        return clean(
            value,
            field=self.name,
            max_length=self.max_length,
            required=self.required,
            multiline=self.multiline,
        )

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        # A folded text knows no case: an exact lookup finds the same, and by its index.
        lookup = operator.lookup.removeprefix("i") if self.place.is_folded else operator.lookup
        return super().matches(replace(operator, lookup=lookup), values, formats)

    def operand(self, value: object, formats: Formats) -> str:
        """Any text: a filter may ask for a part of what is taken."""
        length, lines = self.max_length, self.multiline
        found = clean(value, field=self.name, max_length=length, multiline=lines)
        if not found:
            raise refusal(self.name, _("Say which text it is compared with."))
        return self.place.compared(found)

    def is_empty(self, formats: Formats) -> Q:
        return super().is_empty(formats) | Q(**{self.path: ""})


@dataclass(frozen=True, kw_only=True)
class Lines(Text):
    """A text of several lines."""

    multiline: bool = True
    sortable: bool = False
    kind: ClassVar[str] = "note"

    def text(self, record: Record, formats: Formats) -> str:
        """The beginning, on one line, for a sentence."""
        return shorten(self.raw(record, formats), WORDS, placeholder="…")


@dataclass(frozen=True, kw_only=True)
class Title(Text):
    """The text that names a record; sorted and searched in its folded form."""

    kind: ClassVar[str] = "text"
    nothing: ClassVar[frozenset[str]] = frozenset({""})  # a name may be “none”

    @cached_property
    def place(self) -> Place:
        return self.lies or Place(self.column or self.name, is_folded=True)
