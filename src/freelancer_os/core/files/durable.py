"""What a power cut does not take: bytes and names are on disk only once they were synced."""

import os
from pathlib import Path


def sync(*paths: Path) -> None:
    """Come back once the bytes of files and the names in folders are on disk."""
    for path in paths if os.name == "posix" else ():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_below(folder: Path) -> None:
    """The same for every name below a folder."""
    sync(*(Path(path) for path, _, _ in os.walk(folder)))


def make_folder(path: Path) -> None:
    """Make a folder, and those above that are missing, for their owner only."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync(path.parent)
