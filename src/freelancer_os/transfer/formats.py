"""Which format a file has, told by what is in it, and its reader."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Literal

from freelancer_os.transfer.archive import HEAD, ZIP, files_of
from freelancer_os.transfer.camt.statement import read_camt
from freelancer_os.transfer.csv.known import NOTHING, Known
from freelancer_os.transfer.csv.statement import read_statement
from freelancer_os.transfer.mt940.statement import is_mt940, read_mt940
from freelancer_os.transfer.ofx.statement import read_ofx
from freelancer_os.transfer.qif.statement import read_qif
from freelancer_os.transfer.statement import Statement, StatementError

Format = Literal["csv", "ofx", "qif", "camt", "mt940"]
FORMATS: tuple[Format, ...] = ("csv", "ofx", "qif", "camt", "mt940")
NAMES: dict[Format, str] = {
    "csv": "CSV",
    "ofx": "OFX",
    "qif": "QIF",
    "camt": "CAMT",
    "mt940": "MT940",
}
_OFX = re.compile(r"OFXHEADER|<OFX>", re.IGNORECASE)
_CAMT = re.compile(r"<[^>]*(?:BkToCstmr|camt\.05[234])")
_QIF = re.compile(r"^\s*!(?:Typ|Account|Option|Clear)", re.IGNORECASE | re.MULTILINE)


def format_of(content: bytes) -> Format:
    """The format of a file by its content; what is none of the others goes for a table (CSV)."""
    if content.startswith(ZIP):
        return next(iter(_kinds_in(content)), "csv")
    head = content[:HEAD].replace(b"\0", b"").decode("utf-8", "ignore").lstrip("\ufeff \r\n\t")
    head = head.replace("\r\n", "\n").replace("\r", "\n")
    if _OFX.search(head):
        return "ofx"
    if head.startswith("<"):
        return "camt" if _CAMT.search(head) else "csv"
    if _QIF.match(head):
        return "qif"
    return "mt940" if is_mt940("", content[:HEAD]) else "csv"


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
            found = read_camt(content)
            if content.startswith(ZIP) and "mt940" in _kinds_in(content):
                found += read_mt940(content, known)
            return found
        case "mt940":
            return read_mt940(content, known)
        case "csv":
            return [read_statement(content, known=known)]


def _kinds_in(content: bytes) -> list[Format]:
    """Which files of statements an archive holds that is no workbook."""
    found = set[Format]()

    def look(name: str, head: bytes) -> bool:
        if name.endswith("[content_types].xml"):
            found.add("csv")
        elif name.endswith(".xml"):
            found.add("camt")
        elif is_mt940(name, head):
            found.add("mt940")
        return False

    with suppress(StatementError):
        for _file in files_of(content, look):
            pass
    return [] if "csv" in found else [one for one in ("camt", "mt940") if one in found]
