"""How many may write at a time, so that those who read always find a thread."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

AT_ONCE = 8  # half of the server's threads
STALLED = 0.5  # seconds after which a writer is taken to be stuck, and nobody waits behind it


class Busy(OperationalError):
    """Too many writers wait for a database that is locked; nothing was written."""


class Writers:
    """Those who hold a place. Writes that go on are waited for; behind stuck ones nobody waits."""

    def __init__(self, size: int = AT_ONCE) -> None:
        self.size, self._since = size, list[float]()
        self._left = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place until the end of the block. Raises `Busy` if all are taken and one is stuck."""
        with self._left:
            while len(self._since) >= self.size:
                if time.monotonic() - min(self._since) > STALLED:
                    raise Busy
                self._left.wait(STALLED)
            began = time.monotonic()
            self._since.append(began)
        try:
            yield
        finally:
            with self._left:
                self._since.remove(began)
                self._left.notify()


writers = Writers()
