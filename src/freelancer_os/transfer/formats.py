"""Which format a file has, told by what is in it, and its reader."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile

from freelancer_os.transfer.camt.archive import ZIP
from freelancer_os.transfer.camt.statement import read_camt
from freelancer_os.transfer.csv.evidence.reading import NOTHING, Known
from freelancer_os.transfer.csv.statement import read_statement
from freelancer_os.transfer.mt940.statement import read_mt940
from freelancer_os.transfer.ofx.statement import read_ofx
from freelancer_os.transfer.qif.statement import read_qif
from freelancer_os.transfer.statement import Statement

Format = Literal["csv", "ofx", "qif", "camt", "mt940"]
FORMATS: tuple[Format, ...] = ("csv", "ofx", "qif", "camt", "mt940")
NAMES: dict[Format, str] = {
    "csv": "CSV",
    "ofx": "OFX",
    "qif": "QIF",
    "camt": "CAMT",
    "mt940": "MT940",
}
_HEAD = 8000  # bytes by which a file is known
_OFX = re.compile(r"OFXHEADER|<OFX>", re.IGNORECASE)
_CAMT = re.compile(r"<[^>]*(?:BkToCstmr|camt\.05[234])")
_QIF = re.compile(r"^\s*!(?:Typ|Account|Option|Clear)", re.IGNORECASE | re.MULTILINE)
_MT940 = re.compile(r"^(?:\{1:.*)?(?:\{4:\s*)?:(?:20|25|28C|60F|61):", re.MULTILINE)


def format_of(content: bytes) -> Format:
    """The format of a file by its content; what is none of the others goes for a table (CSV)."""
    if content.startswith(ZIP):
        return "camt" if _holds_xml(content) else "csv"
    head = content[:_HEAD].replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufeff \r\n\t")
    head = head.replace("\r\n", "\n").replace("\r", "\n")
    if _OFX.search(head):
        return "ofx"
    if head.startswith("<"):
        return "camt" if _CAMT.search(head) else "csv"
    if _QIF.match(head):
        return "qif"
    return "mt940" if _MT940.search(head) else "csv"


def read_file(
    content: bytes, format: Format | None = None, known: Known = NOTHING
) -> list[Statement]:
    """Read a bank's file of any format: a statement for each account, in order.

    `format` is told by the content where it is not given; what is `known` beside the file answers
    what it leaves open. StatementError: as its reader says.
    """
    match format or format_of(content):
        case "ofx":
            return read_ofx(content, known)
        case "qif":
            return read_qif(content, known)
        case "camt":
            return read_camt(content)
        case "mt940":
            return read_mt940(content, known)
        case "csv":
            return [read_statement(content, known=known)]


def _holds_xml(content: bytes) -> bool:
    """Whether this archive holds XML files that are no parts of a workbook."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (BadZipFile, OSError, ValueError):
        return False
    return any(name.endswith(".xml") for name in names) and "[content_types].xml" not in names
