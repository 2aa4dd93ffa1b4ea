"""The XML files in what a bank sends: one file, or a ZIP of several."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.raw.text import MAX_BYTES
from freelancer_os.transfer.statement import StatementError

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MOST_FILES = 1_000
MOST_BYTES = 5 * MAX_BYTES  # of all files of an archive together, unpacked


def files_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """`(name, bytes)` of every XML file in a ZIP, by name; of what is none, itself without a name.

    StatementError: too large, broken, with a password, or without any XML file.
    """
    if len(content) > MAX_BYTES:
        raise StatementError(_("This file is larger than 20 MB."))
    if not content.startswith(ZIP):
        yield "", content
        return
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield from _unpacked(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as broken:
        raise StatementError(_("This ZIP archive is broken.")) from broken
    except RuntimeError as locked:
        raise StatementError(
            _("This ZIP archive asks for a password; unpack it first.")
        ) from locked


def _unpacked(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    found = sorted(filter(_is_xml, archive.infolist()), key=lambda one: one.filename)
    if not found:
        raise StatementError(_("This ZIP archive holds no XML file."))
    room = MOST_BYTES
    if len(found) > MOST_FILES:
        raise _too_much()
    for one in found:
        with archive.open(one) as file:
            content = file.read(min(room, MAX_BYTES) + 1)
        room -= len(content)
        if room < 0 or len(content) > MAX_BYTES:
            raise _too_much()
        yield one.filename[-80:], content


def _is_xml(one: ZipInfo) -> bool:
    name = one.filename.lower()
    return name.endswith(".xml") and not name.startswith("__macosx/")


def _too_much() -> StatementError:
    return StatementError(_("This ZIP archive holds more than one import takes; take it in parts."))
