"""What a sentence is read as: parts that are known, and parts that are asked."""

from dataclasses import dataclass
from typing import Any, NamedTuple

Value = str | list[str] | None


class Option(NamedTuple):
    """What a part may be: its value as the API takes it, and as a person reads it."""

    value: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One field of the record that a sentence means.

    `value` is None where it is asked: `sentence` says what, `options` what the words leave open
    (none: any). `text` is the value as a person reads it. A part that `is_told` only says what
    follows and is not written.
    """

    name: str
    label: str
    value: Value = None
    text: str = ""
    sentence: str = ""
    options: tuple[Option, ...] = ()
    is_told: bool = False

    @property
    def is_asked(self) -> bool:
        return self.value is None and not self.is_told


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A record that a sentence may mean: of which collection, with which parts.

    `makes` is income, expense, entry (which of the two is asked), meeting, time, todo or note.
    `title` is what it does, as its button says it. `on` is the collection and the id of the record
    that a to-do or a note is written on, None where it is on one of its own.
    """

    makes: str
    collection: str
    title: str
    parts: tuple[Part, ...]
    on: tuple[str, str] | None = None

    @property
    def asks(self) -> list[Part]:
        """The parts that are to be answered before it can be booked."""
        return [part for part in self.parts if part.is_asked]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the record as the API takes them, as far as they are known."""
        return {p.name: p.value for p in self.parts if not p.is_told and p.value is not None}

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)
