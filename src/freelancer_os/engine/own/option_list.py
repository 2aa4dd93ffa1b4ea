"""The field that holds the options of a select property."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from freelancer_os.core.own.values import MOST
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.slugs import PATTERN
from freelancer_os.core.values.text import fold, refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.own.options import COLOURS, LABEL, PARTS
from freelancer_os.engine.own.properties import Property

SELECT = Property.Kind.SELECT
CHOOSING = {SELECT, Property.Kind.MULTI_SELECT, Property.Kind.CHOICE}
_BETWEEN = re.compile(r"[,;]")


@dataclass(frozen=True, kw_only=True)
class OptionList(Field):
    """Options, each with a value (a slug), a label and a colour.

    What is written is all of them from now on. On a page they are labels, one to a line or with
    commas between; those of known labels are the known ones.
    """

    sortable: bool = False
    kind: ClassVar[str] = "note"
    operators: ClassVar[tuple[Operator, ...]] = ()
    schema: ClassVar[Mapping[str, Any]] = {
        "type": "array",
        "maxItems": MOST,
        "items": {
            "type": "object",
            "properties": {
                "value": {"type": "string", "pattern": PATTERN},
                "label": {"type": "string", "minLength": 1, "maxLength": LABEL},
                "colour": {"type": "string", "enum": list(COLOURS)},
            },
            "required": ["label"],
            "additionalProperties": False,
        },
    }

    def load(
        self, value: object, formats: Formats, given: Values, record: Record | None
    ) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(map(_is_option, value)):
            raise refusal(
                self.name,
                _('Options are a list of objects: a "label", and if need be "value", "colour".'),
            )
        return value

    def dump(self, record: Record, formats: Formats) -> list[dict[str, str]]:
        return [{part: one[part] for part in PARTS} for one in self.value(record)]

    def parse(
        self, text: str, formats: Formats, given: Values, record: Any
    ) -> list[dict[str, Any]]:
        if given.get("kind", SELECT) not in CHOOSING:
            return []  # the form asks whatever kind is chosen
        options = self.value(record) if record else []
        known = {fold(one["label"]): one for one in options}
        known |= {fold(record.label_of(one)): one for one in options}
        lines = text.replace("\r", "").split("\n")
        # A known label may hold a comma itself: the API takes any.
        parts = [[line] if fold(line) in known else _BETWEEN.split(line) for line in lines]
        labels = filter(None, (label.strip() for line in parts for label in line))
        return [known.get(fold(label), {"label": label}) for label in labels]

    def raw(self, record: Any, formats: Formats) -> str:
        return "\n".join(record.label_of(one) for one in self.value(record))

    def text(self, record: Any, formats: Formats) -> str:
        """The labels, "" where there is none."""
        return ", ".join(record.label_of(one) for one in self.value(record))


def _is_option(one: object) -> bool:
    if not isinstance(one, dict) or "label" not in one:
        return False
    return one.keys() <= {*PARTS} and all(isinstance(part, str) for part in one.values())
