"""What notes are written in: CommonMark with tables, links as they are typed, and tasks."""

import re

from markdown_it import MarkdownIt

_MARKER = r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+"
TASK = re.compile(rf"(?P<head>[ \t>]*(?:{_MARKER})+\[)[ xX](?P<tail>\](?:[ \t].*)?)")
"""A line with a checkbox."""


def parser() -> MarkdownIt:
    """A parser to which raw HTML is text."""
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": 40})
    markdown.enable(["table", "strikethrough", "linkify"])
    assert markdown.linkify is not None  # it is installed with the parser
    markdown.linkify.set({"fuzzy_link": False})  # "notes.md" is a file, not an address in Moldova
    return markdown


_markdown = parser()


def plain(text: str) -> str:
    """One line of Markdown in words, without its marks."""
    tokens = _markdown.parseInline(text)[0].children or []
    return "".join(one.content for one in tokens if one.type in {"text", "code_inline"}).strip()
