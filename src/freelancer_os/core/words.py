"""Words and sentences in the language of whoever reads them.

A `Word` is a text of the program (the label of a field, an option) that remembers what it is called
in the catalogues; a `Sentence` keeps its parts, so that the change log can say it to each reader in
their own language. Text that people typed is a plain `str` and is never translated.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext

Option = tuple[str, str, str]
"""A value, its label, the colour of its tag."""
CONTEXT = "\x04"  # between the context of a message and the message, as gettext keeps them
Part = object
"""What fills a sentence: a Word, a Sentence, a number, or text as it was typed."""


class Word(str):
    """A text of the program in the reader's language; `msgid` is its name in the catalogues."""

    __slots__ = ("msgid",)
    msgid: str

    @classmethod
    def of(cls, msgid: str) -> Word:
        """The word as the active language has it."""
        return looked_up(get_language(), msgid)

    def within(self, pattern: str) -> Word:
        """The whole of another text around it: "No client" of "Client", in the same context."""
        context, mark, text = self.msgid.rpartition(CONTEXT)
        return Word.of(f"{context}{mark}{pattern.format(text.lower())}")


@lru_cache(10_000)
def looked_up(language: str | None, msgid: str) -> Word:
    """A word in the active `language`: a page reads the same few again for every row."""
    found = Word(_english(gettext(msgid)) if msgid else "")
    found.msgid = msgid
    return found


def isolated(text: str) -> str:
    """A value that stands whole, in its own direction, in words that are read from right to left.

    Without the marks "18 Nov" and "Acme (Berlin)" would fall apart there (Unicode, UAX 9).
    """
    return f"\u2068{text}\u2069" if _has_reversed() and get_language_bidi() else text


@cache
def _has_reversed() -> bool:
    """Whether a language of the program is read from right to left: else no value has to ask."""
    return any(code.split("-")[0] in settings.LANGUAGES_BIDI for code, _ in settings.LANGUAGES)


def in_context(context: str, text: str) -> str:
    """A text of a declaration that other languages have several words for: "Number", of what."""
    return f"{context}{CONTEXT}{text}"


def _english(msgid: str) -> str:
    """A message without its context, which stands there where no catalogue has it."""
    return msgid.rpartition(CONTEXT)[2]


class Typed(str):
    """Text of a person where a text of the program may stand: the name of an own property."""

    __slots__ = ()


class Coded(str):
    """A code that a standard has words for in every language, where a text of the program may
    stand: "DE" of the countries is “Germany”. `says` gives them in the language that is read."""

    __slots__ = ("says",)
    says: Callable[[str], str]

    @classmethod
    def of(cls, code: str, says: Callable[[str], str]) -> Coded:
        found = cls(code)
        found.says = says
        return found


T = TypeVar("T", bound=type)


def translated(*names: str, options: Collection[str] = ()) -> Callable[[T], T]:
    """Declarations whose texts are written in English and read in the language of the reader.

    `names` are attributes that hold a text, `options` such as hold options. `Typed` text stays as
    it is. What was declared is in `DECLARED`, for the catalogues.
    """

    def decorate(declaration: T) -> T:
        for name in names:
            setattr(declaration, name, _Attribute(name, _shown, _declared))
        for name in options:
            setattr(declaration, name, _Attribute(name, _each(_shown), _each(_declared)))
        return declaration

    return decorate


@dataclass(frozen=True)
class _Attribute:
    """A data descriptor that keeps what `write` makes of a value and answers what `read` makes."""

    name: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]

    def __get__(self, declared: object, owner: type | None = None) -> object:
        return self if declared is None else self.read(declared.__dict__[self.name])

    def __set__(self, declared: object, value: object) -> None:
        declared.__dict__[self.name] = self.write(value)


def _each(label: Callable[[str], str]) -> Callable[[Iterable[Option]], tuple[Option, ...]]:
    return lambda options: tuple((value, label(text), colour) for value, text, colour in options)


def _shown(text: str) -> str:
    if isinstance(text, Coded):
        return text.says(text)
    return text if isinstance(text, Typed) else Word.of(text)


def _declared(text: str) -> str:
    """What is kept of a text: its English, also where it was read from another declaration."""
    if isinstance(text, Typed | Coded):
        return text
    msgid = msgid_of(text)
    DECLARED.add(msgid)
    return msgid


def english_of(text: str) -> str:
    """What a text says to whoever reads English, as it is stored."""
    return _english(msgid_of(text))


def msgid_of(text: str) -> str:
    """What a text is called in the catalogues, and the text itself where it is in none."""
    return text.msgid if isinstance(text, Word) else text


DECLARED: set[str] = set()


@dataclass(frozen=True)
class Sentence:
    """A whole sentence with named parts: `Sentence("Deleted {what}", {"what": "Acme"})`.

    With `several` and `count` it is that form of the two which fits the number, as `{count}`.
    """

    msgid: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    several: str = ""
    count: int | None = None

    def __str__(self) -> str:
        """In the reader's language."""
        pattern: str
        if self.count is None:
            pattern = str(looked_up(get_language(), self.msgid))
        else:
            pattern = ngettext(self.msgid, self.several, self.count)
        try:
            return self._filled(pattern, {name: _read(part) for name, part in self.parts.items()})
        except (KeyError, IndexError, ValueError):  # a catalogue that names another part
            return self.plain

    @property
    def plain(self) -> str:
        """In the words of the program itself, whoever reads."""
        pattern = self.msgid if self.count in (None, 1) else self.several
        return self._filled(pattern, {name: _plain(part) for name, part in self.parts.items()})

    def _filled(self, pattern: str, parts: Mapping[str, str]) -> str:
        return pattern.format(**({} if self.count is None else {"count": self.count}), **parts)

    def stored(self) -> dict[str, Any]:
        """As the log keeps it: JSON values."""
        kept: dict[str, Any] = {"says": self.msgid}
        if self.parts:
            kept["parts"] = {name: _stored(part) for name, part in self.parts.items()}
        if self.count is not None:
            kept |= {"several": self.several, "count": self.count}
        return kept

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Sentence:
        """What `stored` has kept."""
        parts = {name: _part(part) for name, part in kept.get("parts", {}).items()}
        return cls(kept["says"], parts, kept.get("several", ""), kept.get("count"))


def said(sentence: str | Sentence) -> Sentence:
    """A sentence of one piece, for what is told without parts."""
    if isinstance(sentence, Sentence):
        return sentence
    if isinstance(sentence, Word):
        return Sentence(sentence.msgid)
    return Sentence("{text}", {"text": sentence})


def _read(part: Part) -> str:
    return str(Word.of(part.msgid)) if isinstance(part, Word) else isolated(str(part))


def _plain(part: Part) -> str:
    if isinstance(part, Sentence):
        return part.plain
    return _english(part.msgid) if isinstance(part, Word) else str(part)


def _stored(part: Part) -> object:
    if isinstance(part, Sentence):
        return part.stored()
    return [part.msgid] if isinstance(part, Word) else str(part)


def _part(kept: Any) -> Part:
    if isinstance(kept, Mapping):
        return Sentence.read(kept)
    return Word.of(kept[0]) if isinstance(kept, list) else kept


def noun_of(model: type[Any], count: int = 1) -> Word:
    """What one record of a model is called, or several: "time entry"."""
    meta = model._meta
    return Word.of(str(meta.verbose_name if count == 1 else meta.verbose_name_plural))
