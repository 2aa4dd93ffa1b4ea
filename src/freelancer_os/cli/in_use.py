"""Who is at work on a data folder: many commands side by side, or one alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _

from freelancer_os.cli.refused import Refused

if sys.platform != "win32":
    import fcntl


@contextmanager
def in_use(*, alone: bool = False) -> Iterator[None]:
    """Hold the data folder, until the process and its children end. Raises `Refused`.

    Where the system has no such lock (Windows), an open database cannot be moved anyway.
    """
    if sys.platform == "win32":
        yield
        return
    path = settings.DATA_FOLDER / "in-use.lock"
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                _("Freelancer OS is running on this data folder: stop it first.")
                if alone
                else _("The books in this data folder are being restored: try again in a moment.")
            ) from None
        yield
