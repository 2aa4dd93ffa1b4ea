"""XML, read piece by piece: what is whole is handed on and forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from freelancer_os.transfer.statement import StatementError

MAX_DEPTH = 60
MAX_HELD = 400_000  # elements that wait for the end of what they are in

_NOTHING: dict[str, str] = {}
_KNOWN = {"utf-8", "utf-16", "iso-8859-1", "us-ascii"}
_DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[^>]*\?>"
)


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, the line on which it begins, its text and children."""

    name: str
    row: int
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, *path: str) -> list[Node]:
        """Every element at a path of names below this one."""
        found = [self]
        for name in path:
            found = [child for node in found for child in node.children if child.name == name]
        return found

    def first(self, *path: str) -> Node | None:
        """The first element at a path."""
        return next(iter(self.all(*path)), None)

    def get(self, *path: str) -> str:
        """The text of the first element at a path that has one, "" for none."""
        return next((node.text for node in self.all(*path) if node.text), "")


class _Handler(ContentHandler):
    def __init__(self, wanted: frozenset[str], take: Callable[[Node, str], None]) -> None:
        super().__init__()
        self.wanted, self.take = wanted, take
        self.open: list[Node] = []
        self.texts: list[list[str]] = []
        self.held, self.before = 0, list[int]()
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        row = (self.locator.getLineNumber() if self.locator else None) or 1
        if len(self.open) >= MAX_DEPTH or self.held >= MAX_HELD:
            raise StatementError(_("Line {row}: no statement is as deep or long.").format(row=row))
        if self.texts:
            self.texts[-1].clear()  # between elements there is nothing but space
        self.before.append(self.held)
        self.held += 1
        self.open.append(Node(name.rpartition(":")[2], row, dict(attrs.items()) or _NOTHING))
        self.texts.append([])

    def characters(self, content: str) -> None:
        if self.texts:
            self.texts[-1].append(content)

    def endElement(self, name: str) -> None:
        node, node.text = self.open.pop(), "".join(self.texts.pop()).strip()
        before = self.before.pop()
        if node.name in self.wanted:
            self.held = before
            self.take(node, self.open[-1].name if self.open else "")
        elif self.open:
            self.open[-1].children.append(node)


def elements(content: bytes, wanted: frozenset[str], take: Callable[[Node, str], None]) -> None:
    """Call `take` with every element of these names, whole, as they end, and its parent's name.

    StatementError, naming the line: not well-formed, or with declarations of its own.
    """
    parser: Any = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Handler(wanted, take))
    try:
        parser.parse(BytesIO(_readable(content)))
    except StatementError:
        raise
    except DefusedXmlException as refused:
        sentence = _("This file declares entities of its own, which no bank does.")
        raise StatementError(sentence) from refused
    except SAXParseException as broken:
        sentence = _("Line {row}: this XML file is broken there, so nothing of it is taken.")
        raise StatementError(sentence.format(row=broken.getLineNumber() or 1)) from broken
    except (UnicodeError, LookupError, ValueError) as broken:
        raise StatementError(_("The letters of this file cannot be read.")) from broken


def _readable(content: bytes) -> bytes:
    """The file as UTF-8 where its declaration names an encoding that the parser does not know."""
    declared = _DECLARED.match(content)
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if declared is None or encoding in _KNOWN:
        return content
    return content[declared.end() :].decode(encoding).encode()
