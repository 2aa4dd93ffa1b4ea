"""The files in what a bank sends: one file, or a ZIP of several, in which there may be ZIPs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.raw.text import MAX_BYTES
from freelancer_os.transfer.statement import StatementError

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MOST_FILES = 1_000
MOST_BYTES = 5 * MAX_BYTES  # of all files of an archive together, unpacked
HEAD = 8_000  # bytes by which a file is known
_DEEP = 2  # archives within each other

Wanted = Callable[[str, bytes], bool]
"""Whether a file is read, by its name in small letters and its first bytes."""


@dataclass
class _Room:
    """What may still be unpacked."""

    left: int = MOST_BYTES
    files: int = MOST_FILES

    def take(self, content: bytes) -> None:
        self.left -= len(content)
        self.files -= 1
        if self.left < 0 or self.files < 0 or len(content) > MAX_BYTES:
            raise StatementError(
                _("This ZIP archive holds more than one import takes; take it in parts.")
            )


def is_xml(name: str, head: bytes) -> bool:
    """Whether a file of an archive is XML, by its name."""
    return name.endswith(".xml")


def files_of(content: bytes, wanted: Wanted = is_xml) -> Iterator[tuple[str, bytes]]:
    """`(name, bytes)` of every wanted file in a ZIP, by name; of what is none, itself without a
    name.

    StatementError: too large, broken, with a password, or without any such file.
    """
    if len(content) > MAX_BYTES:
        raise StatementError(_("This file is larger than 20 MB."))
    if not content.startswith(ZIP):
        yield "", content
        return
    is_empty = True
    try:
        for file in _unpacked(content, wanted, _Room(), _DEEP):
            is_empty = False
            yield file
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as broken:
        raise StatementError(_("This ZIP archive is broken.")) from broken
    except RuntimeError as locked:
        raise StatementError(
            _("This ZIP archive asks for a password; unpack it first.")
        ) from locked
    if is_empty:
        raise StatementError(_("This ZIP archive holds no statement of a bank."))


def _unpacked(
    content: bytes, wanted: Wanted, room: _Room, depth: int
) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as archive:
        for one in sorted(archive.infolist(), key=lambda one: one.filename):
            name = one.filename.lower()
            if one.is_dir() or name.startswith("__macosx/"):
                continue
            with archive.open(one) as file:
                head = file.read(HEAD)
                is_archive = depth > 1 and head.startswith(ZIP)
                if not is_archive and not wanted(name, head):
                    continue
                found = head + file.read(max(0, min(room.left, MAX_BYTES) + 1 - len(head)))
            room.take(found)
            if is_archive:
                yield from _unpacked(found, wanted, room, depth - 1)
            else:
                yield one.filename[-80:], found
