"""Files between upload and import: kept for a day, in a folder of their own for each user.

A file's name is the hash of its content; what its sender called it is never used.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from pathlib import Path

from django.conf import settings

from freelancer_os.people.models import User

KEPT = 24 * 60 * 60  # seconds


def keep(user: User, content: bytes) -> str:
    """Keep a file for its user; returns the name by which `kept` finds it, its SHA-256."""
    sweep()
    digest = hashlib.sha256(content).hexdigest()
    place = _place(user, digest)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{digest}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a name never stands for less than it says
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)  # of a full disk
    return digest


def kept(user: User, digest: str) -> bytes | None:
    """The file of this user by its name (64 hex digits); None once it was swept away."""
    try:
        return _place(user, digest).read_bytes()
    except FileNotFoundError:
        return None


def sweep() -> None:
    """Remove the files of every user that are older than a day."""
    oldest = time.time() - KEPT
    for file in _folder().glob("*/*"):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink()
        except FileNotFoundError:
            continue  # another process was first


def _folder() -> Path:
    return Path(settings.DATA_FOLDER) / "uploads"


def _place(user: User, digest: str) -> Path:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("A kept file is named by its SHA-256.")
    return _folder() / str(user.pk) / digest
