"""Room on the disk that is held back, so that deleting and undoing work when it is full."""

import os
import shutil
from pathlib import Path

from django.conf import settings

SIZE = 8 * 1024 * 1024  # bytes


def hold() -> None:
    """Hold the reserve, if there is plenty of room and it is not held yet."""
    if not _is_held() and room() > 8 * SIZE:
        with open(os.open(_path(), os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            for _ in range(SIZE // 65_536):
                file.write(bytes(65_536))  # written and not only promised, whatever the file system


def give_up() -> bool:
    """Let it go, since the disk is full; whether there was any."""
    try:
        _path().unlink()
    except OSError:
        return False
    return True


def is_short() -> bool:
    """Whether what is left must be spared for deleting and undoing."""
    return room() < SIZE


def room() -> int:
    """How many bytes are free where the data lies."""
    return shutil.disk_usage(settings.DATA_FOLDER).free


def _is_held() -> bool:
    """After a power cut its name may be there without the room."""
    return _path().exists() and _path().stat().st_size == SIZE


def _path() -> Path:
    return Path(settings.DATA_FOLDER) / "reserve"
