"""A link to a record of another collection, and what its cell offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.values.text import clean, fold, refusal
from freelancer_os.core.words import Option, noun_of
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.kinds.places import By

LONGEST = 1_000  # characters of a name that is looked for
TARGETS = 30
"""How many targets a board shows as its columns."""


def named(one: Field, model: type[Record], text: str, formats: Formats) -> Any:
    """The record that is called so; raises ValidationError where there is none, or several."""
    text = clean(text, field=one.name, max_length=LONGEST)
    known = {f.name for f in model._meta.get_fields()}
    wanted = {"folded": fold(text)} if "folded" in known else {"number": text}
    found = list(model.objects.of(formats.workspace).filter(**wanted)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise refusal(one.name, _("There are several called “{name}”.").format(name=text[:60]))
    sentence = _("There is no {kind} called “{name}”.")
    raise refusal(one.name, sentence.format(kind=noun_of(model), name=text[:60]))


def id_of(one: Field, model: type[Record], value: object) -> UUID:
    """The id that a filter names; whether there is such a record is not asked."""
    key = read_id(value)
    if key is None:
        raise refusal(
            one.name,
            _("{field} is the id of a {kind}.").format(field=one.label, kind=noun_of(model)),
        )
    return key


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """A link to a record of another collection, whose slug is `to`.

    For the choices in its cell, the declaration may say which rows are offered for a record, what
    stands beside each, what choosing one does, and what a record made there starts with. `joins`
    says from the other side which rows a target may take. `absent` says why nothing is linked yet,
    where that wants doing: a word, and the address at which it is done.
    """

    to: str
    model: type[Record] = field(repr=False)
    colour: str = ""  # shown as a tag instead of a name
    coloured: str = ""  # the attribute of a target that says another colour of its tag
    badge: str = ""  # a choice of the target whose tag stands beside its name
    offered: Callable[[Any, Any], Any] | None = field(default=None, repr=False)
    beside: Callable[[Any, Formats], str] | None = field(default=None, repr=False)
    effect: Callable[[Any, Any, Formats], str] | None = field(default=None, repr=False)
    starts: Callable[[Any, str], dict[str, Any]] | None = field(default=None, repr=False)
    joins: Callable[[Any, Any], Any] | None = field(default=None, repr=False)
    once: str = ""  # the attribute with the name of a target that is gone
    absent: Callable[[Any], tuple[str, str] | None] | None = field(default=None, repr=False)
    suggested: Callable[[Any], str] | None = field(default=None, repr=False)
    kind: ClassVar[str] = "link"
    rare: ClassVar[frozenset[str]] = frozenset()
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "uuid"}
    operators: ClassVar[tuple[Operator, ...]] = ops.LINK

    @property
    def path(self) -> str:
        return self.id_column

    @property
    def id_column(self) -> str:
        return f"{self.attribute}_id"

    @property
    def logged(self) -> str:
        return self.id_column

    @property
    def title_column(self) -> str:
        """The column of a target that its name is sorted by."""
        names = {f.name for f in self.model._meta.get_fields()}
        return "folded" if "folded" in names else "number"

    @property
    def order_column(self) -> str:
        return f"{self.attribute}__{self.title_column}"

    def sorting(self) -> tuple[By, ...]:
        """By name; those of one name, or of none, each by itself."""
        return (self.order_column, self.id_column)

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        if value is None and not self.required:
            return None
        key = read_id(value)
        own = formats.workspace.pk
        found = rows_by(self.model, workspace_id=own, pk=key) if key is not None else []
        if not found:
            raise refusal(self.name, _("There is no such {kind}.").format(kind=noun_of(self.model)))
        return found[0]

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        """A record by its id, or by the name that it alone has."""
        text = text.strip()
        if not text or read_id(text) is not None:
            return self.load(text or None, formats, given, record)
        return named(self, self.model, text, formats)

    def dump(self, record: Record, formats: Formats) -> str | None:
        key = getattr(record, self.id_column)
        return str(key) if key is not None else None

    def raw(self, record: Record, formats: Formats) -> str:
        return self.dump(record, formats) or ""

    def operand(self, value: object, formats: Formats) -> UUID:
        return id_of(self, self.model, value)

    def tag_of(self, target: Any) -> str:
        """The colour of the tag of a target; "" where it is shown as a name."""
        return getattr(target, self.coloured) if self.coloured else self.colour

    def gone(self, record: Record) -> str:
        """What it named, where that is there no more and the record keeps its name."""
        name: str = getattr(record, self.once) if self.once else ""
        return name

    # As the columns of a board

    def columns(self, rows: QuerySet[Any], formats: Formats) -> tuple[Option, ...]:
        """The targets that `rows` link to, by name, one more than are shown; "" for none."""
        used = rows.select_related(None).order_by().filter(**{self.path: OuterRef("pk")})
        targets = self.model.objects.of(formats.workspace).filter(Exists(used))
        targets = targets.order_by(self.title_column, "id")
        found = ((str(one.pk), str(one), self.tag_of(one)) for one in targets[: TARGETS + 1])
        return (*found, ("", self.without, self.colour))

    def column_of(self, record: Record) -> str:
        """The column in which a record stands."""
        return str(getattr(record, self.id_column) or "")

    def holding(self, value: str) -> Q:
        """The records of one column."""
        return Q(**{self.path: value} if value else {f"{self.path}__isnull": True})
