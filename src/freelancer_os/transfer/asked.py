"""What a file leaves open, what a person answered, and what was decided by which evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, Self

Topic = Literal["dates", "decimals", "charges", "amount", "encoding", "out", "year"]
VALUES: dict[str, tuple[str, ...]] = {
    "dates": ("day-first", "month-first"),
    "decimals": ("comma", "point"),
    "charges": ("positive", "negative"),
    "amount": ("net", "gross"),
}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MAX_WORD = 120  # characters of an answer that is a word of the file


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered for an account; None where nothing was asked.

    `dates`: whether 01/02 begins with the day or the month; `decimals`: the sign before them;
    `charges`: how money out is written; `amount`: whether the fee is in it already (net) or comes
    off it (gross); `encoding`: a Python codec; `out`: the word (or column) that means money out;
    `year`: that of the newest day, where days have none (of one file: it is not remembered).
    """

    dates: str | None = None
    decimals: str | None = None
    charges: str | None = None
    amount: str | None = None
    encoding: str | None = None
    out: str | None = None
    year: str | None = None

    def over(self, others: Answers) -> Answers:
        """These, and where nothing is said, the others."""
        return replace(others, **self.to_json())

    def to_json(self) -> dict[str, str]:
        """The answers by topic; `from_json` is its inverse."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {topic: value for topic, value in found.items() if value is not None}

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """Read what `to_json` wrote; what could not have been answered is left out."""
        given = stored if isinstance(stored, Mapping) else {}
        names = {each.name for each in fields(cls)}
        return cls(**{topic: given[topic] for topic in names & given.keys() if _fits(topic, given)})


NONE = Answers()  # nothing was answered


def _fits(topic: str, given: Mapping[str, object]) -> bool:
    value = given[topic]
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_WORD:
        return False
    if topic == "year":
        return _YEAR.fullmatch(value) is not None
    return value in VALUES.get(topic, (value,))


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: the value of the option, and what the file would read as then."""

    value: str
    example: str


@dataclass(frozen=True, slots=True)
class Question:
    """What cannot be told from a file; `sentence` says what and why, for a person."""

    topic: Topic
    sentence: str
    choices: tuple[Choice, ...]

    @property
    def option(self) -> str:
        """How it is answered on the command line: `--dates day-first|month-first`."""
        return f"--{self.topic} " + "|".join(choice.value for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was told from a file: the same values as an answer has, and why (a sentence)."""

    topic: Topic
    value: str
    why: str
