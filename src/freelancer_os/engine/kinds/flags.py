"""The field of yes or no."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold, refusal
from freelancer_os.core.words import Word
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.operators import Operator

YES, NO, NOTHING = {"yes", "true", "1", "✓"}, {"no", "false"}, {"", "0", "—"}


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    kind: ClassVar[str] = "bool"
    schema: ClassVar[Mapping[str, Any]] = {"type": "boolean"}
    operators: ClassVar[tuple[Operator, ...]] = ops.FLAG

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> bool:
        if not isinstance(value, bool):
            raise refusal(self.name, _("{field} is true or false.").format(field=self.label))
        return value

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> bool:
        """Also as its words, which a form sends before its scripts are there."""
        typed = fold(text)
        if typed in {*YES, fold(_("yes"))}:
            return True
        if typed in {*NO, fold(_("no"))}:
            return False
        raise refusal(self.name, _("{field} is true or false.").format(field=self.label))

    def pasted(self, text: str, formats: Formats, given: Values, record: Record | None) -> bool:
        return fold(text) not in NOTHING and self.parse(text, formats, given, record)

    def plain(self, text: str) -> tuple[str, Any]:
        return self.usual, {"true": True, "false": False}.get(text, text)

    def raw(self, record: Record, formats: Formats) -> str:
        return "true" if self.value(record) else "false"

    def text(self, record: Record, formats: Formats) -> str:
        """The value in words, for a sentence."""
        return Word.of("yes") if self.value(record) else Word.of("no")

    def shown(self, record: Record, formats: Formats) -> str:
        return _("Yes") if self.value(record) else ""


@dataclass(frozen=True, kw_only=True)
class Question(Flag):
    """What holds of a record or does not, as the database is asked (`unpaid=true`).

    In `filters` of a declaration it is no field: only a plain filter asks it.
    """

    holds: Callable[[Formats], Q] = field(repr=False)
    read_only: bool = True
    sortable: bool = False

    def matches(self, operator: Operator, values: list[object], formats: Formats) -> Q:
        found = self.holds(formats)
        return found if self.operand(values[0], formats) else ~found
