"""A wire to PostgreSQL that can be cut at any word of the program: before the server hears it, or
before the program hears the answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

PORT = ".s.PGSQL.5432"


@dataclass
class Wire:
    """Cuts at the `at`th message that holds `word`; `is_heard`: the server still hears it."""

    server: str
    word: bytes = b""
    at: int = 0  # counts down; 0 cuts nothing
    is_heard: bool = False
    is_cut: bool = False
    stays_cut: bool = False
    ends: list[socket.socket] = field(default_factory=list)

    def cut_at(self, word: bytes, at: int = 1, *, is_heard: bool) -> None:
        """Let the next connection be cut."""
        self.word, self.at, self.is_heard, self.is_cut = word, at, is_heard, False

    def join(self, near: socket.socket) -> None:
        """Connect one client, unless the server is out of reach."""
        if self.stays_cut and self.is_cut:
            near.close()
            return
        far = socket.socket(socket.AF_UNIX)
        far.connect(self.server)
        self.ends += [near, far]
        deaf = threading.Event()
        for work in (self._ask, self._answer):
            threading.Thread(target=work, args=(near, far, deaf), daemon=True).start()

    def _ask(self, near: socket.socket, far: socket.socket, deaf: threading.Event) -> None:
        with suppress(OSError):
            while said := near.recv(65_536):
                if self.at and self.word in said:
                    self.at -= 1
                    self.is_cut = not self.at
                    if self.is_cut and not self.is_heard:
                        break
                    if self.is_cut:
                        deaf.set()
                far.sendall(said)
        _end(near, far)

    def _answer(self, near: socket.socket, far: socket.socket, deaf: threading.Event) -> None:
        with suppress(OSError):
            while (said := far.recv(65_536)) and not deaf.is_set():
                near.sendall(said)
        _end(near, far)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(folder: Path) -> Iterator[Wire]:
    """The program's connections of this thread go through the wire until the end of the block."""
    settings = connection.settings_dict
    options, server = settings["OPTIONS"], connection.get_connection_params()["host"]
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / PORT))
    listening.listen()
    made = Wire(str(Path(server) / PORT))

    def accept() -> None:
        with suppress(OSError):
            while True:
                made.join(listening.accept()[0])

    threading.Thread(target=accept, daemon=True).start()
    connection.close()
    settings["OPTIONS"] = {**options, "host": str(folder)}
    try:
        yield made
    finally:
        connection.close()
        settings["OPTIONS"] = options
        listening.close()
        _end(*made.ends)
