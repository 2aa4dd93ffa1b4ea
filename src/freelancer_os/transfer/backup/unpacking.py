"""Reading a backup: nothing of it is believed before all of it was checked.

It is unpacked beside the data; what it says of itself must hold, name by name and byte by byte.
"""

import hashlib
import json
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.durable import sync_below
from freelancer_os.transfer.backup.archive import BLOCK, MANIFEST, room_for
from freelancer_os.transfer.backup.backup import DATABASE, FORMAT, VERSION
from freelancer_os.transfer.backup.form import Form

HEAD_OF_MANIFEST, OF_A_MEMBER = (
    1024 * 1024,
    512,
)  # bytes: what it says at most of itself, and of each
_ENCRYPTED = 0x1
_NAME = re.compile(
    rf"{re.escape(DATABASE)}|tables/[a-z0-9_]{{1,63}}\.copy|files/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}"
)
_BROKEN = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),  # by zipfile
    *(ValueError, KeyError, TypeError, AttributeError),  # by a manifest of another make
)


@dataclass(frozen=True)
class Backup:
    """What a checked backup says of itself; `members` are sizes in bytes and SHA-256 in hex."""

    database: str
    migrations: Form
    members: dict[str, tuple[int, str]]
    tables: dict[str, dict[str, object]]


def unpack(path: Path, folder: Path, accept: Callable[[Backup], None]) -> Backup:
    """Write every member of a backup into an empty folder; what the backup says of itself.

    `accept` may raise before that. Raises Conflict with a sentence if anything is not as it should
    be, OSError if a file cannot be read or written.
    """
    try:
        with ZipFile(path) as archive:
            backup = _described(archive)
            accept(backup)
            room_for(sum(size for size, _ in backup.members.values()), folder)
            _write(archive, backup, folder)
    except _BROKEN as error:
        raise Conflict(
            _("{path} is no backup of Freelancer OS, or it is damaged.").format(path=path)
        ) from error
    return backup


def _write(archive: ZipFile, backup: Backup, folder: Path) -> None:
    for name, (size, digest) in backup.members.items():
        target = folder / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _copy(archive, name, target, size) != digest:
            raise Conflict(
                _("The backup is damaged: {name} is not as it was written.").format(name=name)
            )
    sync_below(folder)


def _described(archive: ZipFile) -> Backup:
    largest = HEAD_OF_MANIFEST + OF_A_MEMBER * len(archive.infolist())
    with archive.open(MANIFEST) as file:
        text = file.read(largest + 1)
    manifest = json.loads(text) if len(text) <= largest else None
    if not isinstance(manifest, dict) or manifest["format"] != FORMAT:
        raise BadZipFile
    if manifest["version"] != VERSION:
        raise Conflict(_("The backup was made by a newer version of Freelancer OS."))
    backup = _read(manifest)
    _compare(archive, backup)
    return backup


def _read(manifest: dict[str, Any]) -> Backup:
    members = {name: (int(m["bytes"]), str(m["sha256"])) for name, m in manifest["members"].items()}
    tables = {
        str(table): {"columns": [str(name) for name in of["columns"]], "rows": int(of["rows"])}
        for table, of in manifest.get("tables", {}).items()
    }
    form = {
        str(app): [str(name) for name in names] for app, names in manifest["migrations"].items()
    }
    return Backup(str(manifest["database"]), form, members, tables)


def _compare(archive: ZipFile, backup: Backup) -> None:
    """The members must be exactly those of the manifest, each a name that a backup has."""
    entries = [entry for entry in archive.infolist() if entry.filename != MANIFEST]
    names = [entry.filename for entry in entries]
    whole = len(names) == len(set(names)) and set(names) == set(backup.members)
    if not whole or any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Conflict(_("The backup is damaged: it does not hold what it says."))
    if strange := next((name for name in names if not _NAME.fullmatch(name)), None):
        raise Conflict(
            _("The backup holds something that does not belong there: {strange}.").format(
                strange=f"{strange!r:.200}"
            )
        )
    if any(name.startswith("files/") and name[9:] != backup.members[name][1] for name in names):
        raise Conflict(_("The backup is damaged: a file in it is not the one that its name says."))
    if any(entry.file_size != backup.members[entry.filename][0] for entry in entries):
        raise Conflict(_("The backup is damaged: it does not hold what it says."))


def _copy(archive: ZipFile, name: str, target: Path, size: int) -> str:
    """Write one member, at most `size` bytes of it; the SHA-256 of what was written."""
    digest, left = hashlib.sha256(), size
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with archive.open(name) as file, open(os.open(target, flags, 0o600), "wb") as into:
        while block := file.read(min(BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                raise Conflict(
                    _("The backup is damaged: {name} is longer than it says.").format(name=name)
                )
            digest.update(block)
            into.write(block)
        into.flush()
        os.fsync(into.fileno())
    return digest.hexdigest()
