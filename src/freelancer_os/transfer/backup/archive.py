"""Zip files that say what is in them: a manifest with the size and SHA-256 of every member.

Written under a temporary name, synced and renamed, so that a file of the wanted name is whole.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.durable import sync

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
FAST = 1  # of zlib's levels: a third of the time of the usual one, a tenth more bytes


class Member:
    """A member that is being written: it counts and digests what passes."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into, self._digest, self.size = into, hashlib.sha256(), 0

    def write(self, block: bytes | bytearray | memoryview) -> None:
        """Append bytes."""
        self._into.write(block)
        self._digest.update(block)
        self.size += len(block)

    def copy(self, file: IO[bytes]) -> None:
        """Append the rest of a file."""
        while block := file.read(BLOCK):
            self.write(block)

    def described(self) -> dict[str, object]:
        """What the manifest says of it."""
        return {"bytes": self.size, "sha256": self._digest.hexdigest()}


class Archive:
    """A zip that is being written; made by `writing`."""

    def __init__(self, archive: ZipFile) -> None:
        self._zip, self._members = archive, dict[str, dict[str, Any]]()

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[Member]:
        """A new member; `packed` unless its content does not get smaller (pictures, PDFs)."""
        entry = _entry(name, ZIP_DEFLATED if packed else ZIP_STORED)
        with self._zip.open(entry, "w", force_zip64=True) as into:
            member = Member(into)
            yield member
        self._members[name] = member.described()

    def add(self, name: str, path: Path, *, packed: bool = False) -> bool:
        """A file from disk; False, and nothing is added, if it is not there."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return False
        with file, self.member(name, packed=packed) as member:
            member.copy(file)
        return True

    def close(self, manifest: Mapping[str, object]) -> None:
        """Write the manifest: what the caller says, when and by what it was made, the members."""
        made = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "program": program()}
        whole = {**manifest, **made, "members": self._members}
        text = json.dumps(whole, indent=1, ensure_ascii=False)
        self._zip.writestr(_entry(MANIFEST, ZIP_DEFLATED), text.encode())


def program() -> str:
    """The version of this program."""
    return version("freelancer-os")


@contextmanager
def writing(path: Path, *, force: bool = False) -> Iterator[Archive]:
    """A new zip at `path`, readable by its owner only; after an exception there is none.

    Raises Conflict if the file is there and holds something, unless `force`.
    """
    _refuse_overwriting(path, force)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=FAST) as archive:
                yield Archive(archive)
            file.flush()
            os.fsync(file.fileno())
        _refuse_overwriting(path, force)
        os.replace(draft, path)
        sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _refuse_overwriting(path: Path, force: bool) -> None:
    if path.is_dir():
        raise Conflict(_("{path} is a folder: name a file.").format(path=path))
    if not force and path.exists() and path.stat().st_size:
        raise Conflict(
            _("{path} is there already: name another file, or overwrite it with --force.").format(
                path=path
            )
        )


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, time.localtime()[:6])
    entry.compress_type = method
    entry._compresslevel = FAST  # type: ignore[attr-defined]  # public only from Python 3.13
    entry.external_attr = 0o600 << 16
    return entry


def room_for(size: int, folder: Path) -> None:
    """Raises Conflict unless so many bytes are free where `folder` lies."""
    free = shutil.disk_usage(folder).free
    if size > free:
        needed, there = (f"{count / 1e9:,.2f} GB" for count in (size, free))
        raise Conflict(
            _("There is not enough room in {folder}: {needed} are needed, {there} free.").format(
                folder=folder, needed=needed, there=there
            )
        )
