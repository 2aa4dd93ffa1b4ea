"""Several at once who write to the running program, and hold it to what they were told."""

import hashlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from sqlite3 import connect
from typing import Any
from uuid import uuid4

import psycopg

from tests.cli.process import command
from tests.cli.visitor import Visitor
from tests.settings import ON_POSTGRES

AT_ONCE = 4


@dataclass
class Writers:
    """Their clients, files (by digest) and numbers of invoices (by id), as they were acknowledged.

    What gets no certain answer is sent once more under its key, until it does.
    """

    ada: Visitor
    clients: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    sent: list[tuple[str, object, str, Any]] = field(default_factory=list)  # path, body, key, told
    again: int = 0  # how often something was sent once more
    faults: list[Exception] = field(default_factory=list)
    pool: list[threading.Thread] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin to write, and go on until `finish`."""
        for _ in range(AT_ONCE):
            self.pool.append(threading.Thread(target=self._work, daemon=True))
            self.pool[-1].start()

    def finish(self) -> None:
        """Let them end what they have begun; fails if one of them was refused."""
        self.is_over.set()
        for one in self.pool:
            one.join(timeout=60)
            assert not one.is_alive()
        assert not self.faults

    def _work(self) -> None:
        try:
            while not self.is_over.is_set():
                self._write()
        except Exception as fault:
            self.faults.append(fault)
            raise

    def _write(self) -> None:
        name, content = f"Client {uuid4()}", os.urandom(20_000)
        client = self._post("clients", {"name": name})
        self.clients.append(name)
        self._surely(lambda key: (self.ada.uploads(client["id"], "a.bin", content, key), None))
        self.files.append(hashlib.sha256(content).hexdigest())
        invoice = self._post("invoices", {"client": client["id"]})
        told = self._post(f"invoices/{invoice['id']}/do/send", {})
        self.numbers[invoice["id"]] = told["number"]

    def _post(self, path: str, body: object) -> Any:
        key, told = self._surely(lambda key: self.ada.ask("POST", path, body, key))
        self.sent.append((path, body, key, told))
        return told

    def _surely(self, send: Callable[[str], tuple[int, Any]]) -> tuple[str, Any]:
        key = str(uuid4())
        while True:
            try:
                status, told = send(key)
            except (OSError, HTTPException):
                status, told = 503, None
            if status != 503:
                assert status in {200, 201}, (status, told)
                return key, told
            self.again += 1
            time.sleep(0.05)

    def kept(self, installation: Mapping[str, str]) -> None:
        """Fails unless all of it is there, once, numbers without a gap, and `check` agrees."""
        clients, files, numbers = list(self.clients), list(self.files), dict(self.numbers)
        there = Counter(name for (name,) in rows(installation, "SELECT name FROM clients_client"))
        assert set(there) >= set(clients)
        assert set(there.values()) <= {1}
        attached = rows(installation, "SELECT record_id, count(*) FROM core_attachment GROUP BY 1")
        assert {count for _, count in attached} <= {1}
        folder = Path(installation["FREELANCER_OS_DATA"]) / "files"
        for digest in files:
            content = (folder / digest[:2] / digest).read_bytes()
            assert hashlib.sha256(content).hexdigest() == digest
        found = rows(installation, "SELECT number FROM finance_invoice WHERE number IS NOT NULL")
        given = sorted(number for (number,) in found)
        assert set(given) >= set(numbers.values())
        counts = [int(number.rpartition("-")[2]) for number in given]
        assert counts == list(range(1, len(given) + 1))
        told = command("check", environment=installation)
        assert told.returncode == 0, told

    def repeat(self, count: int) -> None:
        """What is sent once more under its key is answered as it was, and not done again."""
        for path, body, key, told in self.sent[-count:]:
            assert self.ada.ask("POST", path, body, key)[1] == told


def rows(installation: Mapping[str, str], statement: str) -> list[tuple[Any, ...]]:
    """What the database answers to somebody beside the program."""
    if ON_POSTGRES:
        with psycopg.connect(installation["DATABASE_URL"]) as other:
            return other.execute(statement).fetchall()
    file = Path(installation["FREELANCER_OS_DATA"]) / "freelancer-os.sqlite3"
    with closing(connect(file)) as found:
        return found.execute(statement).fetchall()
