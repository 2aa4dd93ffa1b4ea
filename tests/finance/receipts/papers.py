"""Receipts as suppliers write them: PDFs that are set here, with XML in them or without."""

import json
from collections.abc import Sequence
from functools import cache
from io import BytesIO

import typst
from pypdf import PdfWriter

Rows = Sequence[str | tuple[str, str]]


@cache
def pdf(*rows: str | tuple[str, str]) -> bytes:
    """A page of these lines; a pair stands in two columns, the second one to the right."""
    lines = [row if isinstance(row, str) else list(row) for row in rows]
    source = (
        "#let rows = json(bytes(sys.inputs.rows))\n#set page(width: 18cm, height: auto)\n"
        "#for row in rows [#if type(row) == array [#grid(columns: (1fr, auto), ..row)]"
        " else [#par(row)]]"
    )
    found = typst.compile(source.encode(), sys_inputs={"rows": json.dumps(lines)})
    assert isinstance(found, bytes)
    return found


def with_file(content: bytes, name: str, held: bytes) -> bytes:
    """A PDF that holds another file."""
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.add_attachment(name, held)
    return _written(writer)


def encrypted(content: bytes) -> bytes:
    """A PDF that opens with a password only."""
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def many_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    writer = PdfWriter()
    for _page in range(count):
        writer.add_blank_page(100, 100)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    into = BytesIO()
    writer.write(into)
    return into.getvalue()
