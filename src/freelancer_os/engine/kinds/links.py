"""The field of links to several records of another collection."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.records.link_rows import LinkRows
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import noun_of
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.link import id_of, named
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.people.models import Workspace

MOST = 50


@dataclass(frozen=True, kw_only=True)
class Links(Field):
    """Links to records of the collection `to`: over the API a list of their ids.

    The model's attribute lists the records; `through` are the rows that hold the links, `target`
    is the link of such a row. On a page the value is the ids with commas between them, so that
    what an option of its cell sends is the whole list with one record more or less.
    """

    to: str
    model: type[Record] = field(repr=False)
    through: LinkRows = field(repr=False)
    target: str = ""
    starts: Callable[[Any, str], dict[str, Any]] | None = field(default=None, repr=False)
    joins: Callable[[Any, Any], Any] | None = field(default=None, repr=False)
    sortable: bool = False
    kind: ClassVar[str] = "links"
    schema: ClassVar[Mapping[str, Any]] = {"type": "array"}
    operators: ClassVar[tuple[Operator, ...]] = ops.LINKS
    usual: ClassVar[str] = "contains"

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> list[Any]:
        if not isinstance(value, list):
            raise refusal(self.name, _("{field} is a list of ids.").format(field=self.label))
        keys = dict.fromkeys(map(read_id, value))
        if len(keys) > MOST:
            raise self._too_many()
        found = {row.pk: row for row in self._rows(formats.workspace, [k for k in keys if k])}
        if any(key not in found for key in keys):
            raise refusal(self.name, _("There is no such {kind}.").format(kind=noun_of(self.model)))
        return [found[key] for key in keys if key]

    def _too_many(self) -> ValidationError:
        return refusal(
            self.name,
            _("At most {most} {kind} fit.").format(most=MOST, kind=noun_of(self.model, MOST)),
        )

    def _rows(self, workspace: Workspace, keys: list[UUID]) -> Any:
        return self.model.objects.of(workspace).filter(pk__in=keys) if keys else ()

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> list[Any]:
        """Records by their ids, or by the names that they alone have, with commas between."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if all(read_id(part) is not None for part in parts):
            return self.load(parts, formats, given, record)
        return self.pasted(text, formats, given, record)

    def pasted(
        self, text: str, formats: Formats, given: Values, record: Record | None
    ) -> list[Any]:
        names = [name for name in text.split(",") if name.strip()]
        if len(names) > MOST:
            raise self._too_many()
        found = [named(self, self.model, name, formats) for name in names]
        return list({target.pk: target for target in found}.values())

    def dump(self, record: Record, formats: Formats) -> list[str]:
        return [str(target.pk) for target in self.value(record)]

    def raw(self, record: Record, formats: Formats) -> str:
        return ",".join(self.dump(record, formats))

    def toggled(self, record: Record, target: Record, formats: Formats) -> str:
        """What the cell holds with one record more, or one less."""
        keys, key = self.dump(record, formats), str(target.pk)
        return ",".join([k for k in keys if k != key] if key in keys else [*keys, key])

    def text(self, record: Record, formats: Formats) -> str:
        """The names, "" where there is none."""
        return self.words(self.value(record))

    def words(self, targets: list[Any]) -> str:
        """The names of some targets."""
        return ", ".join(map(str, targets))

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        keys = [self.operand(value, formats) for value in values]
        return Q(pk__in=self.through.holders(formats.workspace, self.target, keys))

    def operand(self, value: object, formats: Formats) -> UUID:
        return id_of(self, self.model, value)

    def is_empty(self, formats: Formats) -> Q:
        return ~Q(pk__in=self.through.holders(formats.workspace, self.target))
