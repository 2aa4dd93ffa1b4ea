"""The fields of own properties that choose among options, to which a cell adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Option, Word
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.choices import Choice, Offer
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.kinds.places import By
from freelancer_os.engine.own.place import Own
from freelancer_os.engine.own.properties import Property

COLOUR = "stone"


@dataclass(frozen=True, kw_only=True)
class Options(Choice):
    """One or several of the options that a property has.

    What a record holds of options that were taken away counts as nothing.
    """

    @property
    def noun(self) -> str:  # type: ignore[override]
        return Word.of("option")

    @property
    def values(self) -> list[str]:
        """The values of the options, in their order."""
        return [value for value, _, _ in self.choices]

    def made(self, unit: Unit, record: Record, text: str) -> str:
        """The value of a new option; it is added to the property in the same change."""
        place = self.place
        rows = unit.rows(Property)
        found = rows.filter(pk=place.pk).first() if isinstance(place, Own) else None
        if found is None:
            raise Http404(_("There is no such property."))
        return found.add_option(text)

    def known(self, value: object) -> str:
        """A value, if it is one of the options; raises ValidationError on this field."""
        if not isinstance(value, str) or value not in self.values:
            among = ", ".join(self.values)
            sentence = _("{field} is one of: {known}.") if among else _("{field} has no options.")
            raise refusal(self.name, sentence.format(field=self.label, known=among))
        return value


@dataclass(frozen=True, kw_only=True)
class Select(Options):
    """One option, or none; sorted in the order of the options."""

    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"]}
    operators: ClassVar[tuple[Operator, ...]] = ops.LINK

    def sorting(self) -> tuple[By, ...]:
        return self.place.sorting()

    def value(self, record: Record) -> str | None:
        found = super().value(record)
        return found if found in self.values else None

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        return None if value is None else self.known(value)

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        return self.load(text.strip() or None, formats, given, record)

    def columns(self, rows: QuerySet[Any], formats: Formats) -> tuple[Option, ...]:
        return (*self.choices, ("", self.without, COLOUR))

    def holding(self, value: str) -> Q:
        return Q(**{self.path: value}) if value else Q(**{f"{self.path}__isnull": True})

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        found = super().offers(record, formats)
        if self.value(record):
            found.append(Offer("", self.without))
        return found


@dataclass(frozen=True, kw_only=True)
class Several(Options):
    """Any of the options: over the API a list of their values; on a page with commas between.

    So what an option of its cell sends is the whole list with one more or less.
    """

    sortable: bool = False
    groups: ClassVar[bool] = False
    kind: ClassVar[str] = "links"
    schema: ClassVar[Mapping[str, Any]] = {"type": "array"}
    operators: ClassVar[tuple[Operator, ...]] = ops.LINKS
    usual: ClassVar[str] = "contains"

    def value(self, record: Record) -> list[str]:
        found = super().value(record) or []
        return [value for value in self.values if value in found]

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> list[str]:
        if not isinstance(value, list):
            raise refusal(self.name, _("{field} is a list of options.").format(field=self.label))
        wanted = {self.known(one) for one in value}
        return [one for one in self.values if one in wanted]

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> list[str]:
        return self.load(text.split(",") if text else [], formats, given, record)

    def pasted(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> list[str]:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return self.load([self.meant(part) for part in parts], formats, given, record)

    def raw(self, record: Record, formats: Formats) -> str:
        return ",".join(self.value(record))

    def text(self, record: Record, formats: Formats) -> str:
        """The words of the options, "" where there is none."""
        return self.words(self.value(record))

    def words(self, values: list[str]) -> str:
        """The words of some of the options."""
        return ", ".join(label for value, label, _ in self.choices if value in values)

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        return self._any([self.known(value) for value in values])

    def is_empty(self, formats: Formats) -> Q:
        return Q(**{f"{self.path}__isnull": True}) | ~self._any(self.values)

    def _any(self, values: list[str]) -> Q:
        """The records that have one of these; the JSON of a list has it in quotes."""
        each = (Q(**{f"{self.path}__contains": f'"{value}"'}) for value in values)
        return reduce(or_, each, Q(pk__in=[]))

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        """The chosen ones are marked; choosing one takes it away or adds it."""
        chosen = self.value(record)
        found = [
            Offer(self._toggled(chosen, value), label, colour, is_chosen=value in chosen)
            for value, label, colour in self.choices
        ]
        return [*found, Offer("", self.without)] if chosen else found

    def _toggled(self, chosen: list[str], value: str) -> str:
        left = [one for one in chosen if one != value]
        return ",".join(left if value in chosen else [*chosen, value])
