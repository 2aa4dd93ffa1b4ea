"""A link to a record of another collection, and what its cell offers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.ids import read_id
from freelancer_os.engine.fields import NOTHING, Field, Values, refuse
from freelancer_os.engine.lens import Lens


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """A link to a record of another collection, whose slug is `to`.

    For the choices in its cell, the declaration may say which rows are offered for a record, what
    stands beside each, what choosing one does, and what a record made there starts with.
    """

    to: str
    model: Any = field(repr=False)
    colour: str = ""  # shown as a tag instead of a name
    badge: str = ""  # a choice of the target whose tag stands beside its name
    offered: Callable[[Any, Any], Any] | None = field(default=None, repr=False)
    beside: Callable[[Any, Lens], str] | None = field(default=None, repr=False)
    effect: Callable[[Any, Any, Lens], str] | None = field(default=None, repr=False)
    starts: Callable[[Any, str], dict[str, Any]] | None = field(default=None, repr=False)
    suggested: Callable[[Any], str] | None = field(default=None, repr=False)
    kind: ClassVar[str] = "link"
    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"], "format": "uuid"}

    @property
    def id_column(self) -> str:
        return f"{self.attribute}_id"

    @property
    def logged(self) -> str:
        return self.id_column

    @property
    def order_column(self) -> str:
        names = {f.name for f in self.model._meta.get_fields()}
        return f"{self.attribute}__{'folded' if 'folded' in names else 'number'}"

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> Any:
        if value is None and not self.required:
            return None
        key = read_id(value)
        found = key and self.model.objects.of(lens.workspace).filter(pk=key).first()
        if not found:
            raise refuse(self.name, f"There is no such {self.model._meta.verbose_name}.")
        return found

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> Any:
        return self.load(text or None, lens, given, record)

    def dump(self, record: Any, lens: Lens) -> str | None:
        key = getattr(record, self.id_column)
        return str(key) if key is not None else None

    def raw(self, record: Any, lens: Lens) -> str:
        return self.dump(record, lens) or ""

    def show(self, record: Any, lens: Lens) -> SafeString:
        if getattr(record, self.id_column) is None:
            return NOTHING
        name = escape(str(self.value(record)))
        style = f"tag tag-{self.colour}" if self.colour else "rel"
        return mark_safe(f'<span class="{style}">{name}</span>')

    def lookup(self, text: str, lens: Lens) -> Q:
        if text == "none":
            return Q(**{f"{self.id_column}__isnull": True})
        key = read_id(text)
        if key is None:
            raise refuse(self.name, f"{self.label} is the id of a {self.model._meta.verbose_name}.")
        return Q(**{self.id_column: key})
