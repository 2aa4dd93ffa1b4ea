"""The real server while its database is held, and when its worker dies: who reads is answered."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.cli.process import Serving, command, serving
from tests.cli.test_serve import CREATE, _children
from tests.cli.visitor import Visitor, new_token
from tests.cli.writers import Writers
from tests.postgres import Apart
from tests.settings import ON_POSTGRES

WRITERS = 24
TRIES = 8  # of each writer, while a lock is held for long


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


@pytest.mark.long
def test_others_read_while_a_lock_is_held_for_long(installation: dict[str, str]) -> None:
    token = new_token(installation)
    with serving(environment=installation) as server:
        ada = Visitor(server.port, token).signed_in(server)
        ada.made("clients", {"name": "Before"})
        other, waited = held(installation), list[float]()

        def write() -> None:
            for _ in range(TRIES):
                start = time.monotonic()
                assert ada.ask("POST", "clients", {"name": "Later"})[0] == 503
                waited.append(time.monotonic() - start)

        read = {path: list[float]() for path in ("/healthz", "/auth/login/", "/clients/", "/")}
        with ThreadPoolExecutor(6) as writers:
            done = [writers.submit(write) for _ in range(6)]
            while not all(one.done() for one in done):
                for path, times in read.items():
                    start = time.monotonic()
                    assert ada.looks(path)[0] == (302 if path == "/auth/login/" else 200)
                    times.append(time.monotonic() - start)
                time.sleep(0.05)
            assert all(one.result() is None for one in done)
        other.rollback()
        other.close()
        assert ada.ask("POST", "clients", {"name": "After"})[0] == 201
    late = {path: sorted(times)[len(times) * 99 // 100] for path, times in read.items()}
    assert max(late.values()) <= 1
    assert max(waited) <= 7


def _stands_still(process: int) -> bool:
    threads = Path(f"/proc/{process}/task").glob("*/stat")
    return all(thread.read_text().rpartition(") ")[2][0] == "T" for thread in threads)


@pytest.mark.long
def test_a_worker_that_stands_still_goes_on(installation: dict[str, str]) -> None:
    token = new_token(installation)
    with serving(environment=installation) as server:
        writers = Writers(Visitor(server.port, token).signed_in(server))
        writers.start()
        for _ in range(3):
            time.sleep(1)
            (worker,) = _children(server.process.pid)
            os.kill(worker, signal.SIGSTOP)
            while not _stands_still(worker):
                time.sleep(0.01)
            asking = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            asking.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with pytest.raises(TimeoutError):
                asking.recv(1)
            os.kill(worker, signal.SIGCONT)
            assert b"200" in asking.recv(100)
            asking.close()
            assert _children(server.process.pid) == [worker]
        writers.finish()
    writers.kept(installation)


@pytest.mark.long
@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no server that stops")
def test_a_database_that_stops_and_comes_back(bare_installation: dict[str, str]) -> None:
    apart = Apart()
    try:
        environment = {**bare_installation, "DATABASE_URL": apart.address}
        token = new_token(environment)
        with serving(environment=environment) as server:
            ada = Visitor(server.port, token).signed_in(server)
            writers = Writers(ada)
            writers.start()
            for _ in range(3):
                time.sleep(1)
                apart.stop()
                status, told = ada.ask("GET", "clients")
                assert (status, "does not answer" in told["detail"]) == (503, True)
                status, page, again = ada.looks("/clients/")
                assert (status, "does not answer" in page) == (503, True)
                assert int(again) > 0
                assert server.get("/healthz")[0] == 503
                time.sleep(1)
                apart.start()
                assert server.get("/healthz")[:2] == (200, "ok")
                assert ada.looks("/clients/")[0] == 200
            writers.finish()
            assert writers.again
        writers.kept(environment)
    finally:
        apart.end()
