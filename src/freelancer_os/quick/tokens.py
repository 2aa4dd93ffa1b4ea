"""A sentence as words, and what of them is taken by a meaning."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from freelancer_os.core.values.text import clean, fold

LONGEST = 200  # characters of a sentence
MOST = 40  # words of it that are looked at
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


class Token(NamedTuple):
    """One word: as it was typed, and folded without brackets and the comma or colon after it."""

    raw: str
    folded: str

    @property
    def letters(self) -> tuple[str, ...]:
        """The words in it that are written without signs: "kick-off" has two."""
        return tuple(_WORD.findall(self.folded))


class Piece(NamedTuple):
    """The words from `first` up to, not including, `last`."""

    first: int
    last: int

    @property
    def places(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last))


class HasPiece(Protocol):
    """What was found in a piece."""

    @property
    def piece(self) -> Piece: ...


F = TypeVar("F", bound=HasPiece)


@dataclass(frozen=True)
class Spoken:
    """The words of a sentence."""

    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, text: object) -> "Spoken":
        """Raises ValidationError on `text`, where it is none, or too long."""
        typed = clean(text, field="text", max_length=LONGEST)
        words = typed.split()
        plain = [word.strip("()[]").rstrip(",;:") for word in words]
        return cls(tuple(map(Token, words[:MOST], map(fold, plain))))

    def text(self, piece: Piece) -> str:
        """The words of a piece, as they were typed."""
        return " ".join(token.raw for token in self.tokens[piece.first : piece.last])

    def pieces(self, longest: int) -> Iterable[Piece]:
        """All pieces of up to so many words, the longer first, from the left."""
        count = len(self.tokens)
        for length in range(min(longest, count), 0, -1):
            for first in range(count - length + 1):
                yield Piece(first, first + length)

    def apart(self, longest: int, find: Callable[[Piece], F | None]) -> list[F]:
        """What is found in pieces that share no word, in the order of the sentence; a longer piece
        goes before a shorter one."""
        found: list[F] = []
        taken: set[int] = set()
        for piece in self.pieces(longest):
            if taken.isdisjoint(piece.places) and (one := find(piece)) is not None:
                found.append(one)
                taken |= piece.places
        return sorted(found, key=lambda one: one.piece)

    def where(self, is_meant: Callable[[str], bool]) -> list[int]:
        """The places of the words that are meant."""
        return [place for place, token in enumerate(self.tokens) if is_meant(token.folded)]

    def phrases(self, known: Container[str]) -> list[tuple[Piece, str]]:
        """The pieces of one word or two that are known, and what is known of them."""
        pieces = [
            (piece, " ".join(self.tokens[p].folded for p in range(*piece)))
            for piece in self.pieces(2)
        ]
        return [(piece, words) for piece, words in pieces if words in known]

    def left(self, taken: Iterable[int], fillers: frozenset[str]) -> str:
        """The words that nothing has taken, without the little ones that led to one taken."""
        gone = set(taken)
        kept: list[str] = []
        is_led = True  # the word after this one was taken
        for place in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[place]
            if place in gone:
                is_led = True
            elif not (is_led and (token.folded in fillers or not token.letters)):
                kept.append(token.raw)
                is_led = False
        words = kept[::-1]
        while words and gone and (fold(words[0]) in fillers or not _WORD.search(words[0])):
            words.pop(0)
        return " ".join(words).strip(" ,;:")
