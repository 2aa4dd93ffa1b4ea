"""What the server does by itself once an hour, beside its requests."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections

from freelancer_os.core.attached.care import sweep_files
from freelancer_os.core.files import reserve
from freelancer_os.transfer.bank import uploads

HOUR = 60 * 60  # seconds
logger = logging.getLogger(__name__)


def jobs() -> tuple[Callable[[], object], ...]:
    """Take away files that nothing needs, and hold the disk's reserve."""
    return (sweep_files, uploads.sweep, reserve.hold)


def start() -> None:
    """Begin, in a thread that ends with the process."""
    threading.Thread(target=_for_ever, daemon=True).start()


def _for_ever() -> None:
    while True:
        time.sleep(HOUR)
        run()


def run() -> None:
    """Each job once; one that fails is told in the log and tried again in an hour."""
    for job in jobs():
        try:
            job()
        except Exception:  # whatever it is: the others have their turn
            logger.exception("Something that is done every hour failed")
    connections.close_all()
