"""From a document to its PDF, or to pictures of its pages.

PDF/A-3b and PDF/UA-1 (tagged). The same document gives the same bytes: the time in the file is the
day of issue. Templates and fonts lie in this package; nothing is fetched. typst keeps threads,
which a process that is forked does not get: what starts the server's worker sets nothing before.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

from freelancer_os.core.files.store import folder, path_of
from freelancer_os.invoicing.document.document import Document, Logo
from freelancer_os.invoicing.document.heads import Json
from freelancer_os.invoicing.document.sheet import Sheet
from freelancer_os.invoicing.document.statement import Statement
from freelancer_os.invoicing.document.statement_sheet import statement_drawn

HERE = Path(__file__).parent
TEMPLATES = ("studio", "classic", "plain")
STANDARDS: list[typst.PDFStandard] = ["a-3b", "ua-1"]
FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/webp": "webp"}
LONG = 40  # lines; what typst remembers of a document with 300 is 30 MB
REMEMBERED = 10  # documents: what was not used by so many is forgotten
_local = threading.local()


@dataclass(frozen=True)
class Paper:
    """What is set: a template, its words, the logo, the day that stands in the file."""

    template: str
    words: Mapping[str, Json]
    logo: Logo | None
    on: date
    is_long: bool

    @classmethod
    def of(cls, document: Document) -> Paper:
        """The paper of a document."""
        look, is_long = document.look, len(document.lines) > LONG
        return cls(look.template, Sheet(document).drawn(), look.logo, document.issue_on, is_long)


def pdf(document: Document) -> bytes:
    """The PDF of a document."""
    return as_pdf(Paper.of(document))


def pages(document: Document) -> list[bytes]:
    """Its pages as SVG, for the preview."""
    return _compiled(Paper.of(document), "svg", [])


def statement_pdf(statement: Statement) -> bytes:
    """The PDF of a statement of account."""
    words, is_long = statement_drawn(statement), len(statement.entries) > LONG
    return as_pdf(Paper("statement", words, statement.look.logo, statement.last, is_long))


def as_pdf(paper: Paper) -> bytes:
    """The PDF of a paper; where no font has a sign of it, no PDF/A, which forbids that."""
    try:
        return _compiled(paper, "pdf", STANDARDS)[0]
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(paper, "pdf", [])[0]


def _compiled(
    paper: Paper, kind: typst.OutputFormat, standards: list[typst.PDFStandard]
) -> list[bytes]:
    """The pages, or the one PDF; without the logo, if that is a picture that cannot be read."""
    words, picture = {"sheet": json.dumps(paper.words)}, _picture(paper.logo)
    try:
        made = _set(paper, kind, standards, {**words, **picture})
    except typst.TypstError as error:
        if not picture or "could not be displayed" in str(error):
            raise
        made = _set(paper, kind, standards, words)
    if paper.is_long:
        _forget()
    return [made] if isinstance(made, bytes) else made or []


def _set(
    paper: Paper,
    kind: typst.OutputFormat,
    standards: list[typst.PDFStandard],
    words: dict[str, str],
) -> bytes | list[bytes] | None:
    return _compiler().compile(
        input=_source(paper.template),
        format=kind,
        root=_root(),
        sys_inputs=words,
        pdf_standards=standards,
        timestamp=datetime.combine(paper.on, time.min, UTC),
    )


def _picture(logo: Logo | None) -> dict[str, str]:
    """Where a template finds the logo, and of what format it is; nothing where it is not there."""
    if logo is None or logo.media_type not in FORMATS or not path_of(logo.digest).is_file():
        return {}
    inside = path_of(logo.digest).relative_to(folder()).as_posix()
    return {"logo": f"/{inside}", "logo-format": FORMATS[logo.media_type]}


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
    if template == "report":
        return (HERE / "templates" / "report.typ").read_bytes()
    name = template if template in {*TEMPLATES, "statement"} else TEMPLATES[0]
    files = (HERE / "templates" / one for one in ("parts.typ", f"{name}.typ"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files).encode()
