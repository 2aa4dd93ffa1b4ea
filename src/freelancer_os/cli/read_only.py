"""Books on a disk that takes no writes: they are read from a private copy of the database."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from freelancer_os.cli.prepare import is_behind
from freelancer_os.cli.refused import Refused


def is_read_only() -> bool:
    """Whether the data folder takes no writes."""
    return not os.access(settings.DATA_FOLDER, os.W_OK)


@contextmanager
def copied(*, reads: bool) -> Iterator[None]:
    """The database with what its -wal holds, opened in a private folder. Raises `Refused`.

    Opening it where it lies would need to write beside it, or leave out what the -wal holds.
    `reads`: whether the command only reads.
    """
    if not reads:
        sentence = _("The data folder {folder} may only be read; only {commands} work on it.")
        found = {"folder": settings.DATA_FOLDER, "commands": "backup, export, check"}
        raise Refused(sentence.format(**found))
    with TemporaryDirectory(prefix="freelancer-os-") as folder:
        if connection.vendor == "sqlite":
            there = Path(settings.DATABASES["default"]["NAME"])
            for ending in ("", "-wal"):
                path = there.with_name(there.name + ending)
                if path.exists():
                    shutil.copyfile(path, Path(folder) / path.name)
            settings.DATABASES["default"]["NAME"] = str(Path(folder) / there.name)
        if is_behind():
            raise Refused(
                _(
                    "These books are of an older version: copy the data folder to a disk that takes"
                    " writes, and work there."
                )
            )
        yield
        connection.close()
