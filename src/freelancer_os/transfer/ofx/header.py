"""From the bytes of an OFX file to text, as its header says and as its letters prove."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.text import MAX_BYTES, text_of
from freelancer_os.transfer.statement import StatementError

_HEAD = 4000  # bytes in which the header stands
_CHARSET = re.compile(rb"CHARSET\s*[:=]\s*\"?([A-Za-z0-9_.-]+)")
_XML = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)")
_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BODY = re.compile("<OFX>", re.IGNORECASE)
_PAGES = {"1250": "cp1250", "1251": "cp1251", "1252": "cp1252", "936": "gb18030", "NONE": ""}


def ofx_text(content: bytes) -> tuple[str, str]:
    """Decode a file: `(text, encoding)`, its lines ended by "\\n", no more than header and body.

    What is valid UTF-8 is UTF-8, whatever the header says: many banks say USASCII and write it.
    Else the header's code page, else the one that fits. StatementError: empty, too large, not text,
    no OFX, or with entities of its own.
    """
    if len(content) > MAX_BYTES:
        raise StatementError(_("This file is larger than 20 MB."))
    text, encoding = _decoded(content)
    if _DECLARATION.search(text):
        raise StatementError(_("This file declares entities of its own, which no bank does."))
    if not _BODY.search(text):
        raise StatementError(_("This file is no OFX file: it has no <OFX>."))
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace"), "utf-16"
    for encoding in ("utf-8-sig", _named(content[:_HEAD])):
        try:
            return (content.decode(encoding), encoding) if encoding else _found(content)
        except (UnicodeDecodeError, LookupError):
            continue
    return _found(content)


def _named(head: bytes) -> str:
    """The encoding that the header names, by its Python name; "" for none."""
    if found := _XML.search(head):
        return found[1].decode().lower()
    found = _CHARSET.search(head)
    page = found[1].decode().upper() if found else ""
    return _PAGES.get(page, page.lower())


def _found(content: bytes) -> tuple[str, str]:
    start = content.find(b"<OFX>")
    return text_of(b"OFX\n" + content[max(start, 0) :])
