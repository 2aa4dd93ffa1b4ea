"""A choice to which a workspace adds values of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Case, Q, QuerySet, When

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.slugs import read_slug, slug_of, words_of
from freelancer_os.core.words import Option, Word
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.choices import Choice, Offer
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.kinds.places import By
from freelancer_os.engine.own.properties import DECLARED, Property
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Workspace

COLOUR = "stone"  # of the tags of own values
MOST = 50  # own values that are offered


@dataclass(frozen=True, kw_only=True)
class OwnChoice(Choice):
    """One of the built-in values, a slug of the workspace's own making, or, if it may be, none."""

    is_optional: bool = True
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"]}
    operators: ClassVar[tuple[Operator, ...]] = ops.LINK

    def sorting(self) -> tuple[By, ...]:
        """The built-in values by their places, then the workspace's own by their slugs."""
        place = self.ranks()
        nothing = When(**{f"{self.path}__isnull": True}, then=None)
        return (Case(nothing, *place.cases, default=place.default), self.path)

    @property
    def noun(self) -> str:  # type: ignore[override]
        return self.label.within("{}") if isinstance(self.label, Word) else self.label

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if value is None and self.is_optional:
            return None
        return read_slug(value, field=self.name)

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        return self.load(text.strip() or None, formats, given, record)

    def pasted(self, text: str, formats: Formats, given: Values, record: Record | None) -> object:
        return self.coined(text) if text.strip() else self.parse("", formats, given, record)

    def made(self, unit: Unit, record: Record, text: str) -> str:
        """The value of what a person called it, kept under these words in the same change."""
        collection = collections.of_model(record._meta.label)
        assert collection is not None  # whose field this is
        return self.kept_for(unit, collection).add_option(text)

    def kept_for(self, unit: Unit, collection: Collection) -> Property:
        """What the workspace keeps of its values; made where it has kept nothing yet."""
        own = {"collection": collection.slug, "slug": DECLARED + self.name}
        kept = unit.rows(Property).filter(**own).first()
        if kept is None:
            kept = Property(workspace=unit.workspace)
            kind = Property.Kind.CHOICE
            kept.edit({"collection": collection.slug, "kind": kind, "name": self.name})
        return kept

    def coined(self, text: str) -> str:
        """The value for what a person called it: a known one, or a new slug."""
        return self.named(text.strip()) or slug_of(text, field=self.name)

    def raw(self, record: Record, formats: Formats) -> str:
        return self.value(record) or ""

    def text(self, record: Record, formats: Formats) -> str:
        """The value in words, "" where there is none."""
        value = self.value(record)
        return self.label_of(value) if value else ""

    def label_of(self, value: str) -> str:
        """The words of one value."""
        return self.option(value)[1]

    def option(self, value: str) -> Option:
        known = next((one for one in self.choices if one[0] == value), None)
        return known or (value, words_of(value), COLOUR)

    def among(self, used: Iterable[str]) -> tuple[Option, ...]:
        known = {key for key, _, _ in self.choices} | {"", "None"}
        own = sorted({value for value in used if value not in known})
        return (*self.choices, *((value, words_of(value), COLOUR) for value in own))

    def columns(self, rows: QuerySet[Any], formats: Formats) -> tuple[Option, ...]:
        found = self.among(self.used(rows.model, formats.workspace))
        return (*found, ("", self.without, COLOUR)) if self.is_optional else found

    def holding(self, value: str) -> Q:
        if not value:
            return Q(**{f"{self.path}__isnull": True})
        return super().holding(value)

    def used(self, model: type[Record], workspace: Workspace) -> list[str]:
        """The values that records of a workspace have."""
        rows = model.objects.of(workspace).exclude(**{f"{self.attribute}__isnull": True})
        return list(rows.order_by().values_list(self.attribute, flat=True).distinct()[:MOST])

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        choices = self.among(self.used(type(record), formats.workspace))
        found = [Offer(*option) for option in choices]
        if self.value(record) and self.is_optional:
            found.append(Offer("", self.without))
        return found
