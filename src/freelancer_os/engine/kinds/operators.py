"""What a filter may ask of a field: its operators, by kind of field."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import translated

MOST = 50
"""How many values one condition may name."""


class Takes(Enum):
    """The values of a condition."""

    NOTHING = "nothing"
    ONE = "one"
    TWO = "two"
    MANY = "many"  # one value, or a list of values of which any may hold
    PERIOD = "period"  # the name of a period that moves along with the days


@translated("label")
@dataclass(frozen=True)
class Operator:
    """One comparison: its name in an address, its words, the database's lookup, what it takes.

    What `is_not` says of it: it holds for the rows of which the lookup does not, also for those
    that have nothing.
    """

    name: str
    label: str
    lookup: str
    takes: Takes = Takes.ONE
    is_not: bool = False

    def values(self, value: object, name: str) -> list[object]:
        """The values of a condition, one by one. Raises ValidationError on `name`."""
        if self.takes is Takes.NOTHING:
            if value is not None:
                raise refusal(name, _("“{field}” takes no value.").format(field=self.label))
            return []
        found = value if isinstance(value, list) and self.takes in _LISTS else [value]
        if self.takes is Takes.TWO and len(found) != 2:
            raise refusal(
                name, _("“{field}” takes two values: [from, to].").format(field=self.label)
            )
        if not 1 <= len(found) <= MOST:
            raise refusal(
                name,
                _("“{field}” takes from one to {most} values.").format(field=self.label, most=MOST),
            )
        if any(one is None or one == "" for one in found):
            raise refusal(name, _("Say what “{field}” compares with.").format(field=self.label))
        if self.takes is Takes.TWO:
            return found
        return [one for place, one in enumerate(found) if one not in found[:place]]


_LISTS = {Takes.TWO, Takes.MANY}

EMPTY = Operator("empty", "is empty", "isnull", Takes.NOTHING)
NOT_EMPTY = Operator("not_empty", "is not empty", "isnull", Takes.NOTHING, is_not=True)
EITHER = (EMPTY, NOT_EMPTY)

TEXT = (
    Operator("contains", "contains", "icontains"),
    Operator("not_contains", "does not contain", "icontains", is_not=True),
    Operator("is", "is", "iexact"),
    Operator("is_not", "is not", "iexact", is_not=True),
    Operator("starts_with", "starts with", "istartswith"),
    Operator("ends_with", "ends with", "iendswith"),
    *EITHER,
)
NUMBER = (
    Operator("is", "=", "exact"),
    Operator("is_not", "≠", "exact", is_not=True),
    Operator("greater", ">", "gt"),
    Operator("less", "<", "lt"),
    Operator("at_least", "≥", "gte"),
    Operator("at_most", "≤", "lte"),
    Operator("between", "between", "range", Takes.TWO),
    *EITHER,
)
DATE = (
    Operator("within", "is within", "range", Takes.PERIOD),
    Operator("is", "is", "exact"),
    Operator("before", "is before", "lt"),
    Operator("after", "is after", "gt"),
    Operator("on_or_before", "is on or before", "lte"),
    Operator("on_or_after", "is on or after", "gte"),
    Operator("between", "is between", "range", Takes.TWO),
    *EITHER,
)
CHOICE = (
    Operator("is", "is", "in", Takes.MANY),
    Operator("is_not", "is not", "in", Takes.MANY, is_not=True),
)
LINK = (*CHOICE, *EITHER)
LINKS = (
    Operator("contains", "contains", "in", Takes.MANY),
    Operator("not_contains", "does not contain", "in", Takes.MANY, is_not=True),
    *EITHER,
)
FLAG = (Operator("is", "is", "exact"),)
