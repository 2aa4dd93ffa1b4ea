"""What the server does by itself beside its requests: once an hour, and some of it each minute."""

import logging
import threading
import time
from collections.abc import Callable
from itertools import count

from django.db import connections

from freelancer_os.core.attached.care import sweep_files
from freelancer_os.core.files import reserve
from freelancer_os.core.undo.back import look_for_jobs, take_back_cut_off
from freelancer_os.invoicing.due import do_what_is_due
from freelancer_os.invoicing.outbox import waking
from freelancer_os.reports.written import packing
from freelancer_os.transfer.bank import uploads

MINUTE = 60  # seconds
logger = logging.getLogger(__name__)


def hourly() -> tuple[Callable[[], object], ...]:
    """Take away files that nothing needs, and hold the disk's reserve."""
    return (sweep_files, uploads.sweep, packing.sweep, reserve.hold)


def start() -> None:
    """Begin, in threads that end with the process."""
    for task in (_for_ever, _mailing):
        threading.Thread(target=task, daemon=True).start()


def _for_ever() -> None:
    run(look_for_jobs)
    for minute in count(1):
        time.sleep(MINUTE)
        run(take_back_cut_off)
        if minute % 60 == 0:
            run(*hourly())


def _mailing() -> None:
    """What is due each minute, and at once when a mail was written: servers may take their time."""
    while True:
        waking.sleep(MINUTE)
        run(lambda: list(do_what_is_due()))


def run(*acts: Callable[[], object]) -> None:
    """Each once; one that fails is told in the log and tried again when it is due."""
    for act in acts:
        try:
            act()
        except Exception:  # whatever it is: the others have their turn
            logger.exception("Something that is done every hour or minute failed")
    connections.close_all()
