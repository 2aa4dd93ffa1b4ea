"""From the bytes of an OFX file to text, as its header says and as its letters prove."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.csv.raw.letters import Letters, letters_of
from freelancer_os.transfer.csv.raw.text import MAX_BYTES
from freelancer_os.transfer.statement import StatementError

_HEAD = 4000  # bytes in which the header stands
_CHARSET = re.compile(rb"CHARSET\s*[:=]\s*\"?([A-Za-z0-9_.-]+)")
_XML = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)")
_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BODY = re.compile("<OFX>", re.IGNORECASE)
_PAGES = {"1250": "cp1250", "1251": "cp1251", "1252": "cp1252", "936": "gb18030", "NONE": ""}


def ofx_text(content: bytes, known: Known) -> Letters:
    """Decode a file, its lines ended by "\\n".

    What is valid UTF-8 is UTF-8, whatever the header says: many banks say USASCII and write it.
    Else the header's code page, else the one that fits. StatementError: empty, too large, not text,
    no OFX, or with entities of its own.
    """
    if len(content) > MAX_BYTES:
        raise StatementError(_("This file is larger than 20 MB."))
    letters = _decoded(content, known)
    if _DECLARATION.search(letters.text):
        raise StatementError(_("This file declares entities of its own, which no bank does."))
    if not _BODY.search(letters.text):
        raise StatementError(_("This file is no OFX file: it has no <OFX>."))
    return letters._replace(text=letters.text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(content: bytes, known: Known) -> Letters:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Letters(content.decode("utf-16", "replace"), "utf-16", [], [])
    for encoding in filter(None, (known.given.encoding, "utf-8-sig", _named(content[:_HEAD]))):
        try:
            return Letters(content.decode(encoding), encoding, [], [])
        except (UnicodeDecodeError, LookupError):
            continue
    return _found(content, known)


def _named(head: bytes) -> str:
    """The encoding that the header names, by its Python name; "" for none."""
    if found := _XML.search(head):
        return found[1].decode().lower()
    found = _CHARSET.search(head)
    page = found[1].decode().upper() if found else ""
    return _PAGES.get(page, page.lower())


def _found(content: bytes, known: Known) -> Letters:
    start = content.upper().find(b"<OFX>")
    return letters_of(b"OFX\n" + content[max(start, 0) :], known.given, known.before)
