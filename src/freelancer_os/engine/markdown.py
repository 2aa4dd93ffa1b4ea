"""What notes are written in: CommonMark with tables, links as they are typed, and tasks."""

import re

from markdown_it import MarkdownIt

_MARKER = r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+"
TASK = re.compile(rf"(?P<head>[ \t>]*(?:{_MARKER})+\[)[ xX](?P<tail>\](?:[ \t].*)?)")
"""A line with a checkbox."""
ITEM = re.compile(rf"[ \t>]*{_MARKER}")
"""What a line of a list begins with."""


LONGEST_LINK, MOST_LINKS = 2_000, 200  # signs without a space; addresses in one text
_ENDLESS = re.compile(rf"\S{{{LONGEST_LINK + 1},}}")


def parser(*, links: bool = True) -> MarkdownIt:
    """A parser to which raw HTML is text; `links` as they are typed are links."""
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": links, "maxNesting": 40})
    markdown.enable(["table", "strikethrough", "linkify"])
    assert markdown.linkify is not None  # it is installed with the parser
    markdown.linkify.set({"fuzzy_link": False})  # "notes.md" is a file, not an address in Moldova
    return markdown


def may_have_links(text: str) -> bool:
    """Whether typed addresses are looked for in a text.

    What that takes grows with the square of their number and of their length, so not in a text
    with thousands of them, nor where one would never end.
    """
    endless = any("://" in run for run in _ENDLESS.findall(text))
    return not endless and text.count("://") <= MOST_LINKS


_parsers = {links: parser(links=links) for links in (True, False)}


def plain(text: str) -> str:
    """One line of Markdown in words, without its marks."""
    tokens = _parsers[may_have_links(text)].parseInline(text)[0].children or []
    return "".join(one.content for one in tokens if one.type in {"text", "code_inline"}).strip()
