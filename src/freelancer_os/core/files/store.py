"""Files as they lie on disk: content-addressed under the data folder, `files/aa/SHA256`.

A file is written before the row that names it, and taken away by `core.attached.care` when nothing
names it any more. What was written or named anew within `FRESH` is left alone, so that neither
meets the other half-way; both hold one lock for that moment.
"""

import errno
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings
from filelock import FileLock

from freelancer_os.core.files.durable import sync
from freelancer_os.core.files.media import HEAD, media_type
from freelancer_os.core.files.reserve import is_short

LARGEST = 25 * 1024 * 1024  # bytes
FRESH = 60 * 60  # seconds
DRAFT = "draft-"
_BLOCK = 1024 * 1024


class TooLarge(Exception):
    """A file holds more than `LARGEST` bytes."""


@dataclass(frozen=True)
class Kept:
    """A file that lies on disk: its SHA-256 in hex, its size in bytes, its media type.

    `named_at` is when it took its name, in nanoseconds, and 0 if it had lain there before.
    """

    digest: str
    size: int
    media_type: str
    named_at: int = field(default=0, compare=False)


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

    Raises TooLarge, or OSError where there is hardly any room left; then nothing is kept. A file
    that is there already is replaced by itself.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_short():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with NamedTemporaryFile(dir=folder(), prefix=DRAFT, delete=False) as draft:
        try:
            kept = _copy(blocks, draft)
            draft.close()
            named_at = _name(Path(draft.name), path_of(kept.digest))
        finally:
            Path(draft.name).unlink(missing_ok=True)
    return replace(kept, named_at=named_at)


def withdraw(kept: Kept) -> None:
    """Take a file away again that the change which was to name it did not name."""
    with alone():
        path = path_of(kept.digest)
        if kept.named_at and path.exists() and path.stat().st_mtime_ns == kept.named_at:
            path.unlink()  # else it was there before, or somebody else has named it meanwhile


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


def _name(draft: Path, path: Path) -> int:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with alone():
        os.utime(draft)
        is_new, named_at = not path.exists(), draft.stat().st_mtime_ns
        os.replace(draft, path)
    sync(path.parent, folder(), folder().parent)
    return named_at if is_new else 0


def digest_of(path: Path) -> str:
    """The SHA-256 of a file on disk, read anew."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
