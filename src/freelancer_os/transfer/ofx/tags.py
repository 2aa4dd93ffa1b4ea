"""The elements of an OFX file, with or without end tags, one after another."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._]{0,39})\s*/?>")
_WHOLE = re.compile(r"\A\s*<!\[CDATA\[(.*?)\]\]>\s*\Z", re.DOTALL)


class Tag(NamedTuple):
    """A tag: the line on which it stands, its name in capitals, the text that follows it."""

    row: int
    name: str
    text: str
    is_end: bool


def tags(text: str) -> Iterator[Tag]:
    """Every tag in order. A "<" that begins none is text, as banks write it in names."""
    row, counted = 1, 0
    tag = _TAG.search(text)
    while tag is not None:
        row += text.count("\n", counted, tag.start())
        counted = tag.start()
        after = _TAG.search(text, tag.end())
        said = text[tag.end() : after.start() if after else len(text)]
        yield Tag(row, tag[2].upper(), _plain(said), tag[1] == "/")
        tag = after


def _plain(text: str) -> str:
    bare = text.strip()
    if not bare:
        return ""
    if whole := _WHOLE.match(bare):
        return whole[1].strip()
    return html.unescape(bare).strip() if "&" in bare else bare
