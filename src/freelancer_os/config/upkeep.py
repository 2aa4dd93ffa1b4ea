"""What the server does by itself beside its requests: once an hour, and some of it each minute."""

import logging
import threading
import time
from collections.abc import Callable
from itertools import count

from django.db import connections

from freelancer_os.core.attached.care import sweep_files
from freelancer_os.core.files import reserve
from freelancer_os.core.undo.back import take_back_cut_off
from freelancer_os.transfer.bank import uploads

MINUTE = 60  # seconds
logger = logging.getLogger(__name__)


def hourly() -> tuple[Callable[[], object], ...]:
    """Take away files that nothing needs, and hold the disk's reserve."""
    return (sweep_files, uploads.sweep, reserve.hold)


def start() -> None:
    """Begin, in a thread that ends with the process."""
    threading.Thread(target=_for_ever, daemon=True).start()


def _for_ever() -> None:
    for minute in count(1):
        time.sleep(MINUTE)
        run(take_back_cut_off)
        if minute % 60 == 0:
            run(*hourly())


def run(*acts: Callable[[], object]) -> None:
    """Each once; one that fails is told in the log and tried again when it is due."""
    for act in acts:
        try:
            act()
        except Exception:  # whatever it is: the others have their turn
            logger.exception("Something that is done every hour or minute failed")
    connections.close_all()
