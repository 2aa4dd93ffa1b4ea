"""The field of yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString

from freelancer_os.core.text import fold
from freelancer_os.engine import operators as ops
from freelancer_os.engine.fields import NOTHING, Field, Values, refuse
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.operators import Operator

YES, NO = {"yes", "true", "1", "✓"}, {"", "no", "false", "0", "—"}


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    kind: ClassVar[str] = "bool"
    schema: ClassVar[Mapping[str, Any]] = {"type": "boolean"}
    operators: ClassVar[tuple[Operator, ...]] = ops.FLAG

    def load(self, value: object, lens: Lens, given: Values, record: Any) -> bool:
        if not isinstance(value, bool):
            raise refuse(self.name, f"{self.label} is true or false.")
        return value

    def parse(self, text: str, lens: Lens, given: Values, record: Any) -> bool:
        if text not in {"true", "false"}:
            raise refuse(self.name, f"{self.label} is true or false.")
        return text == "true"

    def pasted(self, text: str, lens: Lens, given: Values, record: Any) -> bool:
        typed = fold(text)
        known = "true" if typed in YES else "false" if typed in NO else text
        return self.parse(known, lens, given, record)

    def lookup(self, text: str, lens: Lens) -> Q:
        return self.condition("is", self.parse(text, lens, {}, None), lens)

    def raw(self, record: Any, lens: Lens) -> str:
        return "true" if self.value(record) else "false"

    def text(self, record: Any, lens: Lens) -> str:
        """The value in words, for a sentence."""
        return "yes" if self.value(record) else "no"

    def show(self, record: Any, lens: Lens) -> SafeString:
        return escape("Yes") if self.value(record) else NOTHING
