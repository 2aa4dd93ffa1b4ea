"""What the box is asked, and what it answers: sections of options, each made by a function."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString

from freelancer_os.core.ids import read_id
from freelancer_os.core.search.words import words_of
from freelancer_os.quick.answers import read_answers
from freelancer_os.quick.asked import Reading
from freelancer_os.quick.reading import read
from freelancer_os.web.shell.access import Desk

GO, NEW, HELP = ">", "+", "?"  # what is typed first: only places, only what can be made, only keys
MARKS = (GO, NEW, HELP)
ANSWER = "answer."  # before the name of a part, in addresses and forms
LONGEST = 200  # characters that are read
SHORTEST = 2  # words of a sentence; one alone is looked for
REMEMBERED = 20  # records that were opened last


@dataclass(frozen=True)
class Used:
    """A record that the person has opened: its collection's slug, and its id."""

    slug: str
    id: UUID


@dataclass(frozen=True)
class Asked:
    """What was typed, without its mark, at whose desk; what they opened last, the newest first; and
    the path of the page they are on. `answers` are those to what quick entry asked."""

    desk: Desk
    text: str = ""
    mark: str = ""
    used: tuple[Used, ...] = ()
    path: str = "/"
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: Desk, given: QueryDict) -> "Asked":
        """As the address says it; what makes no sense in it is left out."""
        typed = "".join(sign for sign in given.get("q", "")[:LONGEST] if sign.isprintable()).strip()
        mark = typed[:1] if typed[:1] in MARKS else ""
        used = (_used(one) for one in given.get("used", "").split(",")[:REMEMBERED])
        text = typed.removeprefix(mark).strip()
        path, answers = given.get("at", "/"), answers_in(given)
        return cls(desk, text, mark, tuple(filter(None, used)), path, answers)

    @property
    def sentence(self) -> str:
        """What quick entry reads; "" where a mark says that something else was meant: the plus of
        an amount is none."""
        if self.mark == NEW and self.text[:1].isdigit():
            return f"{self.mark}{self.text}"
        return "" if self.mark else self.text

    @cached_property
    def meant(self) -> tuple[list[Reading], dict[str, str]]:
        """The records that what was typed may mean, and by part what refuses an answer; nothing
        for a word alone, or for who may not write."""
        if not self.desk.may_write or len(self.sentence.split()) < SHORTEST:
            return [], {}
        formats = self.desk.formats
        answers, problems = read_answers(self.answers, formats)
        try:
            return read(formats, self.sentence, answers), problems
        except ValidationError as error:
            problems |= {name: " ".join(words) for name, words in error.message_dict.items()}
        if "text" in problems:
            return [], {}
        kept = {name: value for name, value in answers.items() if name not in problems}
        return read(formats, self.sentence, kept), problems

    @property
    def words(self) -> list[str]:
        """The words that were typed, folded."""
        return words_of(self.text)


def answers_in(given: QueryDict) -> dict[str, str]:
    """The answers to what quick entry asked, by the names of parts."""
    return {
        name.removeprefix(ANSWER): value[:LONGEST]
        for name, value in given.items()
        if name.startswith(ANSWER) and isinstance(value, str)
    }


def _used(text: str) -> Used | None:
    slug, _, key = text.partition(":")
    found = read_id(key)
    return Used(slug, found) if found else None


@dataclass(frozen=True)
class Option:
    """One line of the answer: what it is called, what it is (`kind`, a tag in `colour`), and more
    of it behind that.

    Enter leads to `address`; or it puts `fills` into the field; or it posts `sends` to `posts`. Who
    draws all of it gives a `fragment` instead of those words. `parts` is a form that Tab leads to,
    called `name`.
    """

    label: str
    address: str = ""
    icon: str = ""
    kind: str = ""
    colour: str = "stone"
    more: SafeString | str = ""
    fills: str = ""
    posts: str = ""
    sends: Mapping[str, str] = field(default_factory=dict)
    fragment: SafeString | str = ""
    parts: SafeString | str = ""
    name: str = ""

    @property
    def sends_json(self) -> str:
        return json.dumps(dict(self.sends), ensure_ascii=False)


@dataclass(frozen=True)
class Section:
    """Options under one heading, best first; one that `is_first` stands before what was found."""

    name: str
    label: str
    options: Sequence[Option]
    is_first: bool = False


Making = Callable[[Asked], Section | None]
"""What makes a section; None or no options where it has nothing to say."""


def fitting(words: Sequence[str], label: str) -> int | None:
    """How well a label fits what was typed: 0 where it begins so, 1 where its words begin so; None
    where a word that was typed begins none of its own."""
    own = words_of(label)
    if not all(any(one.startswith(word) for one in own) for word in words):
        return None
    return 0 if " ".join(own).startswith(" ".join(words)) else 1
