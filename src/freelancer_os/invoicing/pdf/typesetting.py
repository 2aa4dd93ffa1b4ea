"""From a document to its PDF, or to pictures of its pages.

PDF/A-3b and PDF/UA-1 (tagged). The same document gives the same bytes: the time in the file is the
day of issue. Templates and fonts lie in this package; nothing is fetched.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from freelancer_os.core.files.store import folder, path_of
from freelancer_os.invoicing.document.document import Document
from freelancer_os.invoicing.document.sheet import Sheet

HERE = Path(__file__).parent
TEMPLATES = ("studio", "classic", "plain")
STANDARDS: list[typst.PDFStandard] = ["a-3b", "ua-1"]
FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/webp": "webp"}
LONG = 40  # lines; what typst remembers of a document with 300 is 30 MB
REMEMBERED = 10  # documents: what was not used by so many is forgotten
_local = threading.local()


def pdf(document: Document) -> bytes:
    """The PDF of a document.

    Where no font has a sign of its text, it is tagged, but no PDF/A, which forbids that.
    """
    try:
        return _compiled(document, "pdf", STANDARDS)[0]
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(document, "pdf", [])[0]


def pages(document: Document) -> list[bytes]:
    """Its pages as SVG, for the preview."""
    return _compiled(document, "svg", [])


def _compiled(
    document: Document, kind: typst.OutputFormat, standards: list[typst.PDFStandard]
) -> list[bytes]:
    logo = document.look.logo
    words = {"sheet": json.dumps(Sheet(document).drawn())}
    if logo is not None and logo.media_type in FORMATS and path_of(logo.digest).is_file():
        inside = path_of(logo.digest).relative_to(folder()).as_posix()
        words |= {"logo": f"/{inside}", "logo-format": FORMATS[logo.media_type]}
    made = _compiler().compile(
        input=_source(document.look.template),
        format=kind,
        root=_root(),
        sys_inputs=words,
        pdf_standards=standards,
        timestamp=datetime.combine(document.issue_on, time.min, UTC),
    )
    if len(document.lines) > LONG:
        _forget()
    return [made] if isinstance(made, bytes) else made or []


def _forget() -> None:
    """Have typst let go of a long document, by setting as many empty ones as it remembers."""
    for _ in range(REMEMBERED):
        _compiler().compile(input=b"", format="svg", sys_inputs={})


def _compiler() -> typst.Compiler:
    """One for each thread: it serves one document at a time."""
    found: typst.Compiler | None = getattr(_local, "compiler", None)
    if found is None:
        found = _local.compiler = typst.Compiler(font_paths=_fonts())
    return found


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(HERE / "fonts")],
    )


def _root() -> Path:
    """What a template may read: the kept files, for the logo."""
    folder().mkdir(parents=True, exist_ok=True)
    return folder()


@cache
def _source(template: str) -> bytes:
    """A template, behind what all of them share."""
    name = template if template in TEMPLATES else TEMPLATES[0]
    files = (HERE / "templates" / one for one in ("parts.typ", f"{name}.typ"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files).encode()
