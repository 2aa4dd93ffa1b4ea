"""While one workspace takes in a hundred thousand lines, everybody else goes on.

The figures, which are printed, stand in docs/development/reliability.md.
"""

import http.client
import json
import re
import threading
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.cli.process import Serving, command, serving
from tests.cli.test_serve import _children
from tests.settings import ON_POSTGRES

LINES = 99_999
PASSWORD = "correct horse battery"
pytestmark = pytest.mark.long


class Browser:
    """A session of somebody who signed in, without the pictures."""

    def __init__(self, server: Serving) -> None:
        self.server, self.cookies, self.token = server, dict[str, str](), ""

    def send(
        self, method: str, path: str, body: bytes = b"", kind: str = "", **headers: str
    ) -> tuple[int, str, str]:
        """The status, the text and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=600)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookie, "Content-Type": kind, "X-CSRFToken": self.token, **headers}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        connection.close()
        if found := re.search(r'csrfmiddlewaretoken" value="(\w+)"|X-CSRFToken"?[^\w]+(\w+)', text):
            self.token = found[1] or found[2]
        return answer.status, text, answer.headers.get("Location", "")

    def post(self, path: str, **fields: str) -> tuple[int, str, str]:
        body = urlencode(fields).encode()
        return self.send("POST", path, body, "application/x-www-form-urlencoded")

    def enter(self, email: str) -> None:
        self.send("GET", "/auth/login/")
        status, text, _ = self.post("/auth/login/", login=email, password=PASSWORD)
        assert status == 302, text[:200]
        self.send("GET", "/import/")

    def upload(self, path: str, content: bytes, **fields: str) -> tuple[int, str, str]:
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, b"\r\n--x--\r\n"])
        return self.send("POST", path, body, "multipart/form-data; boundary=x")


def statement() -> bytes:
    rows = [
        f"2025-{n % 12 + 1:02}-{n % 28 + 1:02};Shop {n};-{n % 900 + 1}.00" for n in range(LINES)
    ]
    return "\n".join(["Date;Text;Amount", *rows]).encode()


class Beside:
    """Asks the same again and again until it is stopped; how long each answer took."""

    def __init__(self, ask: Callable[[], int], wanted: set[int]) -> None:
        self.ask, self.wanted, self.took = ask, wanted, list[float]()
        self.others, self.goes_on = list[int](), True
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        while self.goes_on:
            began = time.monotonic()
            status = self.ask()
            self.took.append(time.monotonic() - began)
            if status not in self.wanted:
                self.others.append(status)
            time.sleep(0.05)

    def stop(self) -> tuple[float, float]:
        """The time that 99 of 100 answers took at most, and the longest; in seconds."""
        self.goes_on = False
        self.thread.join()
        assert self.others == []
        found = sorted(self.took)
        return found[int(len(found) * 0.99) - 1], found[-1]


def made(server: Serving, token: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/clients", json.dumps({"name": "Beta"}), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def tokens(installation: dict[str, str]) -> list[str]:
    """Two people, each with a workspace; a token each."""
    found = []
    for email in ("ada@example.com", "eve@example.com"):
        words = ("user", "create", "--email", email, "--name", email)
        done = command(*words, environment=installation, typed=PASSWORD)
        assert done.returncode == 0, done.stderr
        done = command("token", "create", "--email", email, environment=installation)
        found.append(done.stdout.strip())
    return found


def newest_import(browser: Browser) -> str:
    """The id of its change."""
    line = r"Imported [0-9,]+ bank lines.*?/history/([\w-]+)/undo/"
    found = re.search(line, browser.send("GET", "/history/")[1], re.DOTALL)
    assert found is not None
    return found[1]


def test_everybody_goes_on_while_a_hundred_thousand_lines_are_taken_in(
    installation: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = tokens(installation)
    with serving(environment=installation) as server:
        browser = Browser(server)
        browser.enter("ada@example.com")
        (worker,) = _children(server.process.pid)

        def read() -> int:
            return reader.send("GET", "/clients/")[0]

        reader = Browser(server)
        reader.enter("ada@example.com")
        beside = {}

        def begin() -> None:
            beside["healthz"] = Beside(lambda: server.get("/healthz")[0], {200})
            beside["a page"] = Beside(read, {200})
            beside["a write of others"] = Beside(lambda: made(server, other), {201})
            beside["a write of one's own"] = Beside(lambda: made(server, mine), {201})

        figures = {}
        begin()
        began = time.monotonic()
        status, text, where = browser.upload(
            "/import/", statement(), account="new", account_name="Bank", kind="bank", currency="EUR"
        )
        assert status == 302, text[:500]
        figures["upload"] = time.monotonic() - began
        began = time.monotonic()
        path, _, query = where.partition("?")
        account = query.partition("account=")[2]
        status, text, _ = browser.post(path, account=account, do="import")
        assert status == 302, text[:3000]
        figures["import"] = time.monotonic() - began
        for name, one in beside.items():
            p99, most = one.stop()
            figures[f"{name} p99"], figures[f"{name} most"] = p99, most
        begin()
        began = time.monotonic()
        imported = newest_import(browser)
        status, text, _ = browser.post(f"/history/{imported}/undo/", undo_all="1")
        assert status in {200, 204, 302}, (status, text[:500])
        figures["undo"] = time.monotonic() - began
        for name, one in beside.items():
            p99, most = one.stop()
            figures[f"{name} p99 (undo)"], figures[f"{name} most (undo)"] = p99, most
        high = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{worker}/status").read_text())
        assert high is not None
        memory = int(high[1]) / 1024
    with capsys.disabled():
        told = [f"{name} {seconds:.2f} s" for name, seconds in figures.items()]
        print(f"\nmemory {memory:.0f} MB", *told, sep="; ")
    assert memory <= 500
    for name in ("healthz", "a page"):
        assert figures[f"{name} p99"] <= 1
        assert figures[f"{name} p99 (undo)"] <= 1
    limit = 0.5 if ON_POSTGRES else 2
    assert figures["a write of others p99"] <= limit
    assert figures["a write of others p99 (undo)"] <= limit
