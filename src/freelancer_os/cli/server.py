"""Granian, embedded: one worker process of some threads, and the line that says it is ready.

A worker that dies is started again.
"""

import ctypes
import http.client
import multiprocessing
import os
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from freelancer_os.core.log.writers import AT_ONCE

THREADS = 2 * AT_ONCE  # those who read find one, however many wait to write
PR_SET_PDEATHSIG = 1
KILL_AFTER = 5  # seconds that a worker has to end its requests
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}


class Server:
    """The web server on one address."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host.strip("[]"), port
        self.reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)

    @property
    def address(self) -> str:
        """The absolute address without a path, as a browser on this machine needs it."""
        return f"http://{f'[{self.reached}]' if ':' in self.reached else self.reached}:{self.port}"

    def run(self, path: str, *, open_browser: bool) -> int:
        """Serve until SIGTERM or SIGINT; when it answers, say so with `path`. The exit code."""
        connections.close_all()  # the worker is a process of its own
        announce = threading.Thread(target=self._announce, args=(path, open_browser), daemon=True)
        _when_worker_starts(announce.start, self._say_again)
        try:
            self._granian().serve()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    def _granian(self) -> AbstractServer[Any]:
        return Granian(
            "freelancer_os.config.wsgi:application",
            address=self.host,
            port=self.port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=KILL_AFTER,
            log_level=LogLevels.error,
            log_dictconfig=LOGGING,
        )

    def _announce(self, path: str, open_browser: bool) -> None:
        while not self._answers():
            time.sleep(0.02)
        print(f"Freelancer OS is ready: {self.address}{path}", flush=True)
        if open_browser and _somebody_watches():
            webbrowser.open(f"{self.address}{path}")

    def _say_again(self) -> None:
        line = _("The server's worker ended unexpectedly and was started again.")
        print(line, file=sys.stderr, flush=True)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.reached, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _when_worker_starts(first: Callable[[], None], again: Callable[[], None]) -> None:
    """Do one thing when the worker starts, another when it has to start again.

    A process with threads must not fork; where workers are spawned, it may have some.
    """
    if multiprocessing.get_start_method() != "fork":
        first()
        return
    waiting = [first]
    os.register_at_fork(
        after_in_parent=lambda: waiting.pop()() if waiting else again(),
        after_in_child=_end_with_parent,
    )


def _end_with_parent() -> None:
    """Where Linux offers it, the worker ends even if its parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _somebody_watches() -> bool:
    """Is this a terminal with a display?"""
    display = sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return sys.stdout.isatty() and display
