"""The fields of MT940 messages with their lines, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FIELD = re.compile(r":([0-9]{2}[A-Z]?|NS):")
_BLOCK = re.compile(r"\{4:\s*")
_END = re.compile(r"-\}?\s*|\{.*")


class Field(NamedTuple):
    """A field: the line on which it begins, its tag without colons, its lines as they came.

    The tag "-" ends a message.
    """

    row: int
    tag: str
    lines: list[str]


def fields(text: str) -> Iterator[Field]:
    """Every field of every message in order; what stands between messages is left out."""
    current: Field | None = None
    for row, line in enumerate(text.split("\n"), start=1):
        bare = line.rstrip("\r")
        if block := _BLOCK.search(bare):
            bare = bare[block.end() :]
        if found := _FIELD.match(bare):
            if current is not None:
                yield current
            current = Field(row, found[1], [bare[found.end() :]])
        elif _END.fullmatch(bare):
            if current is not None:
                yield current
                yield Field(row, "-", [])
            current = None
        elif current is not None and bare.strip():
            current.lines.append(bare)
    if current is not None:
        yield current
