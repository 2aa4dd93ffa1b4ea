"""The real server while its database is held, and when its worker dies: who reads is answered."""

import http.client
import json
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import psycopg

from tests.cli.process import Serving, command, serving
from tests.cli.test_serve import CREATE, _children
from tests.settings import ON_POSTGRES

WRITERS = 24


def post(server: Serving, token: str, name: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/clients", json.dumps({"name": name}), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def held(installation: dict[str, str]) -> sqlite3.Connection | psycopg.Connection:
    """A session of somebody else, with the lock that every writer needs."""
    if ON_POSTGRES:
        other = psycopg.connect(installation["DATABASE_URL"])
        other.execute("SELECT 1 FROM people_workspace FOR UPDATE")
        return other
    file = Path(installation["FREELANCER_OS_DATA"]) / "freelancer-os.sqlite3"
    found = sqlite3.connect(file, isolation_level=None)
    found.execute("BEGIN IMMEDIATE")
    return found


def test_reading_goes_on_while_writers_wait(installation: dict[str, str]) -> None:
    command(*CREATE, environment=installation, typed="correct horse")
    made = command("token", "create", "--email", "ada@example.com", environment=installation)
    token = made.stdout.strip()
    with serving(environment=installation) as server:
        other, told = held(installation), list[int]()
        threads = [
            threading.Thread(target=lambda n=n: told.append(post(server, token, f"Client {n}")))
            for n in range(WRITERS)
        ]
        for one in threads:
            one.start()
        answered = 0
        while any(one.is_alive() for one in threads):
            assert server.get("/healthz")[:2] == (200, "ok")
            assert server.get("/auth/login/")[0] == 200
            answered += 1
            time.sleep(0.05)
        assert told == [503] * WRITERS
        assert answered > 3  # if writers held every thread, hardly one
        other.rollback()
        other.close()
        assert post(server, token, "After all") == 201


def test_a_worker_that_dies_is_started_again(installation: dict[str, str]) -> None:
    with serving(environment=installation) as server:
        (worker,) = _children(server.process.pid)
        os.kill(worker, signal.SIGKILL)
        for _ in range(100):
            try:
                if server.get("/healthz")[:2] == (200, "ok"):
                    break
            except OSError:
                time.sleep(0.1)
        assert server.get("/healthz")[:2] == (200, "ok")
        assert _children(server.process.pid) != [worker]
        code, seconds = server.stop(signal.SIGTERM)
    assert code == 0
    assert seconds < 10
