"""A mail was written: whoever hands mails over in this process need not wait for its minute."""

import threading

from django.db import transaction

_due = threading.Event()


def wake() -> None:
    """Say so, once what is being written now is written."""
    transaction.on_commit(_due.set)


def sleep(seconds: float) -> None:
    """Wait until somebody wakes, or so long."""
    _due.wait(seconds)
    _due.clear()
