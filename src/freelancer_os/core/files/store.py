"""Files as they lie on disk: content-addressed under the data folder, `files/aa/SHA256`.

A file is written before the row that names it, and taken away by `core.attached.care` when nothing
names it any more. What was written or named anew within `FRESH` is left alone, so that neither
meets the other half-way; both hold one lock for that moment.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings
from filelock import FileLock

from freelancer_os.core.files.media import HEAD, media_type

LARGEST = 25 * 1024 * 1024  # bytes
FRESH = 60 * 60  # seconds
DRAFT = "draft-"
_BLOCK = 1024 * 1024


class TooLarge(Exception):
    """A file holds more than `LARGEST` bytes."""


@dataclass(frozen=True)
class Kept:
    """A file that lies on disk: its SHA-256 in hex, its size in bytes, its media type."""

    digest: str
    size: int
    media_type: str


def folder() -> Path:
    """The folder of all files."""
    return Path(settings.DATA_FOLDER) / "files"


def path_of(digest: str) -> Path:
    """Where the file of a digest lies, whether it is there or not."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(f"{digest!r} is no SHA-256.")
    return folder() / digest[:2] / digest


def keep(blocks: Iterable[bytes]) -> Kept:
    """Write a file to disk for good, whatever happens to the change that will name it.

    Raises TooLarge; then nothing is kept. A file that is there already is replaced by itself.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder(), prefix=DRAFT, delete=False) as draft:
        try:
            kept = _copy(blocks, draft)
            draft.close()
            _name(Path(draft.name), path_of(kept.digest))
        finally:
            Path(draft.name).unlink(missing_ok=True)
    return kept


def renew(digest: str) -> bool:
    """Whether the file is there; if so it is fresh again, and no sweep takes it."""
    with alone():
        try:
            os.utime(path_of(digest))
        except FileNotFoundError:
            return False
    return True


def discard(path: Path) -> bool:
    """Delete a file unless it was written or named anew a moment ago; whether it is gone."""
    with alone():
        if not path.exists() or time.time() - path.stat().st_mtime < FRESH:
            return False
        path.unlink()
    return True


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time names or deletes files."""
    with FileLock(Path(settings.DATA_FOLDER) / "files.lock"):
        yield


def _copy(blocks: Iterable[bytes], draft: IO[bytes]) -> Kept:
    digest, size, head = hashlib.sha256(), 0, b""
    for block in blocks:
        size += len(block)
        if size > LARGEST:
            raise TooLarge
        head = (head + block)[:HEAD] if len(head) < HEAD else head
        digest.update(block)
        draft.write(block)
    draft.flush()
    os.fsync(draft.fileno())
    return Kept(digest.hexdigest(), size, media_type(head))


def _name(draft: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with alone():
        os.utime(draft)
        os.replace(draft, path)
    for changed in (path.parent, folder()) if os.name == "posix" else ():
        _sync(changed)


def _sync(directory: Path) -> None:
    """A name is on disk only once its directory is."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file on disk, read anew."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
