"""From the bytes of a file to text: what it is, in which encoding, or why it is refused."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freelancer_os.transfer.csv.raw.encodings import encoding_of
from freelancer_os.transfer.statement import StatementError

MAX_BYTES = 20 * 1024 * 1024

_SIGNATURES = (
    (b"%PDF-", gettext_noop("a PDF document")),
    (b"PK\x03\x04", gettext_noop("a ZIP archive")),
    (b"PK\x05\x06", gettext_noop("a ZIP archive")),
    (b"\x89PNG", gettext_noop("a PNG image")),
    (b"\xff\xd8\xff", gettext_noop("a JPEG image")),
    (b"GIF8", gettext_noop("a GIF image")),
    (b"RIFF", gettext_noop("an image, a sound or a video")),
    (b"II*\x00", gettext_noop("a TIFF image")),
    (b"MM\x00*", gettext_noop("a TIFF image")),
    (b"\x1f\x8b", gettext_noop("a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", gettext_noop("a 7z archive")),
    (b"Rar!", gettext_noop("a RAR archive")),
    (b"\xd0\xcf\x11\xe0", gettext_noop("an old Excel workbook (.xls)")),
    (b"SQLite format 3", gettext_noop("a database")),
    (b"{\\rtf", gettext_noop("an RTF document")),
)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(<!doctype html|<html)|<\?xml|<[a-z])", re.IGNORECASE
)
_HEIC = re.compile(rb".{4}ftyp", re.DOTALL)
_WINDOW = 50_000  # bytes on each side of the first that is wrong, which judge the encoding
_NUL_SHARE = 0.4  # of every second byte; Latin text in UTF-16 has nearly 1, Cyrillic about 0.2
_INVALID = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class Text(NamedTuple):
    """A decoded file; `encoding` by its Python name, `others` that it could as well be in."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()


def text_of(content: bytes, wanted: str | None = None) -> Text:
    """Decode a file, in the `wanted` encoding where there is no byte order mark.

    Reads UTF-8 and UTF-16 with and without byte order mark, and the older encodings that their
    letters tell apart. Bytes that are not valid in UTF-8 or UTF-16 stay in the text as lone
    surrogates, so that only their row is lost (`is_damaged`). StatementError: empty, too large,
    not text, not in the wanted encoding.
    """
    _refuse_size(content)
    _refuse_other_formats(content)
    found = _decode(content, wanted)
    if "\0" in found.text:
        raise StatementError(_("This file holds NUL bytes, so it is not a text file."))
    text = found.text.removeprefix("\ufeff")
    if not text.strip():
        raise StatementError(_("This file is empty."))
    return found._replace(text=text)


def is_damaged(text: str) -> bool:
    """Whether some bytes of this text could not be decoded."""
    return not text.isascii() and _INVALID.search(text) is not None


def mended(text: str) -> str:
    """The text with a replacement character for every byte that could not be decoded."""
    return _INVALID.sub("\ufffd", text) if is_damaged(text) else text


def _refuse_size(content: bytes) -> None:
    if not content:
        raise StatementError(_("This file is empty."))
    if len(content) > MAX_BYTES:
        raise StatementError(_("This file is larger than 20 MB."))


def _refuse_other_formats(content: bytes) -> None:
    kind = _format(content)
    if kind:
        raise StatementError(
            _("This file looks like {kind}, not like a CSV statement.").format(kind=kind)
        )


def _format(content: bytes) -> str | None:
    if content.startswith(b"PK\x03\x04") and b"xl/" in content:
        return _("an Excel workbook (.xlsx)")
    if _HEIC.match(content):
        return _("an image or a video")
    if content.startswith(b"BM") and b"\0" in content[:16]:
        return _("a BMP image")
    if markup := _MARKUP.match(content[:200]):
        return _("a web page") if markup[1] else _("an XML file")
    return next((_(kind) for start, kind in _SIGNATURES if content.startswith(start)), None)


def _decode(content: bytes, wanted: str | None) -> Text:
    if content.startswith(codecs.BOM_UTF8):
        return Text(content.decode("utf-8-sig", "surrogateescape"), "utf-8-sig")
    wide = _wide_encoding(content)
    if wide:
        return Text(content[: len(content) // 2 * 2].decode(wide, "surrogatepass"), wide)
    if b"\0" in content:
        raise StatementError(_("This file holds NUL bytes, so it is not a text file."))
    if wanted:
        return _decode_as(content, wanted)
    if _is_utf8(content):
        return Text(content.decode("utf-8", "surrogateescape"), "utf-8")
    found = encoding_of(content)
    if found is None:
        raise StatementError(
            _("The letters of this file are in no encoding that can be read here.")
        )
    return Text(content.decode(found.encoding), found.encoding, found.others)


def _decode_as(content: bytes, wanted: str) -> Text:
    try:
        return Text(content.decode(wanted), codecs.lookup(wanted).name)
    except (LookupError, UnicodeDecodeError, ValueError) as error:
        sentence = _("This file cannot be read as {encoding}.").format(encoding=wanted[:40])
        raise StatementError(sentence) from error


def _wide_encoding(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if content.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    start = content[:10_000]
    threshold = len(start) // 2 * _NUL_SHARE
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > threshold and even <= odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > threshold and odd <= even / 10 else None


def _is_utf8(content: bytes) -> bool:
    """Whether this is UTF-8, perhaps with a few damaged bytes or cut inside a character."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        around = content[max(error.start - _WINDOW, 0) : error.start + _WINDOW]
        lenient = around.decode("utf-8", "surrogateescape")
        return len(_BEYOND_ASCII.findall(lenient)) > 2 * len(_INVALID.findall(lenient))
    return True
