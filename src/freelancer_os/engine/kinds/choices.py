"""A choice: one of a few values, each with a label and a colour of its tag."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Case, Q, QuerySet, SmallIntegerField, When
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold, refusal
from freelancer_os.core.words import Option, english_of, translated
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.kinds.places import By

Beside = Callable[[Any], Option | None]
"""The mark of a record, if it has one."""


@dataclass(frozen=True)
class Offer:
    """One option of a choice cell: its value, its words, the colour of its tag, what it does.

    `more` are words beside the tag; without a colour there is no tag. `way` is what whoever chooses
    it agrees to, since `effect` says so (`engine.write.cells.WAYS`).
    """

    value: str
    label: str
    colour: str = ""
    more: str = ""
    effect: str = ""
    way: str = ""
    is_chosen: bool = False  # beside the one whose value the cell has

    @property
    def words(self) -> str:
        """All of its words: "Paid on Bank"."""
        return f"{self.label} {self.more}" if self.more else self.label


@translated(options=["choices"])
@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few values, each with a label and a colour of its tag; `meanings` answers a sentence
    for each on what choosing it does."""

    choices: tuple[Option, ...] = ()
    kind: ClassVar[str] = "choice"
    groups: ClassVar[bool] = True  # each record stands in one group
    rare: ClassVar[frozenset[str]] = frozenset()  # no columns of a board before a record has them
    meanings: Callable[[], Mapping[str, str]] | None = field(default=None, repr=False)
    noun: ClassVar[str] = ""  # what a cell makes of words that are no choice; "" for nothing
    operators: ClassVar[tuple[Operator, ...]] = ops.CHOICE

    def sorting(self) -> tuple[By, ...]:
        """By the place of the value among the choices: low before medium before high."""
        return (self.ranks(),)

    def ranks(self) -> Case:
        """The place of the value among the choices; after all where it is none of them."""
        places = [When(**{self.path: key}, then=n) for n, (key, _, _) in enumerate(self.choices)]
        return Case(*places, default=len(places), output_field=SmallIntegerField())

    def made(self, unit: Unit, record: Record, text: str) -> str:
        """A new value for what a person called it on a record; raises ValidationError on this."""
        raise refusal(self.name, _("{field} has no values of your own.").format(field=self.label))

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        known = [choice[0] for choice in self.choices]
        if not isinstance(value, str) or value not in known:
            raise refusal(
                self.name,
                _("{field} is one of: {known}.").format(field=self.label, known=", ".join(known)),
            )
        return value

    def pasted(self, text: str, formats: Formats, given: Values, record: Record | None) -> object:
        return self.parse(self.meant(text), formats, given, record)

    def meant(self, text: str) -> str:
        """The value that a person wrote; raises ValidationError with the words for all of them."""
        found = self.named(text) or text.strip()
        labels = {value: label for value, label, _colour in self.choices}
        if found and labels and found not in labels:
            known = ", ".join(labels.values())
            sentence = _("{field} is one of: {known}.").format(field=self.label, known=known)
            raise refusal(self.name, sentence)
        return found

    def named(self, text: str) -> str:
        """The value of what a person called it, in their language or in English; "" if none."""
        options, sought = self.choices, fold(text)
        english = {fold(english_of(label)): value for value, label, _colour in options}
        shown = {fold(label): value for value, label, _colour in options}
        return {**english, **shown}.get(sought, "")

    def among(self, used: Iterable[str]) -> tuple[Option, ...]:
        """The choices, and those of the values in use that are none of them."""
        return self.choices

    def columns(self, rows: QuerySet[Any], formats: Formats) -> tuple[Option, ...]:
        """The columns of a board over `rows`, one for each value; "" stands for none."""
        return self.choices

    def column_of(self, record: Record) -> str:
        """The column in which a record stands."""
        return str(self.value(record) or "")

    def holding(self, value: str) -> Q:
        """The records of one column."""
        return Q(**{self.path: value})

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        """What the cell of a record offers."""
        said = self.meant_by()
        return [Offer(*option, effect=said.get(option[0], "")) for option in self.choices]

    def meant_by(self) -> Mapping[str, str]:
        """A sentence for a value on what choosing it does, where that is not plain."""
        return self.meanings() if self.meanings is not None else {}

    def beside(self, formats: Formats) -> Beside | None:
        """What answers the mark that stands beside the value of a record; None if nothing does.

        It is asked once for all records that are drawn, so it may read once for all of them.
        """
        return None

    def option(self, value: str) -> Option:
        """The choice of a value; one without a colour where it is none of them."""
        return next((one for one in self.choices if one[0] == value), (value, value, ""))


@dataclass(frozen=True, kw_only=True)
class ChoiceOrNone(Choice):
    """One of a few values, or none."""

    schema: ClassVar[Mapping[str, Any]] = {"type": ["string", "null"]}
    operators: ClassVar[tuple[Operator, ...]] = ops.LINK

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        return None if value is None else super().load(value, formats, given, record)

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> Any:
        return self.load(text.strip() or None, formats, given, record)

    def columns(self, rows: QuerySet[Any], formats: Formats) -> tuple[Option, ...]:
        return (*self.choices, ("", self.without, "stone"))

    def holding(self, value: str) -> Q:
        return super().holding(value) if value else Q(**{f"{self.path}__isnull": True})

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        found = super().offers(record, formats)
        return [*found, Offer("", self.without)] if self.value(record) else found
