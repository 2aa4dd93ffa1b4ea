"""The server is killed again and again while invoices are sent: no mail twice, none lost."""

import json
import os
import random
import signal
import urllib.request
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from tests.cli.process import command, serving
from tests.cli.test_serve import _children
from tests.cli.visitor import new_token
from tests.smtp import post

KILLS = 50


def _call(port: int, token: str, path: str, body: object = None) -> Any:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return json.load(answer)


def _everything(port: int, token: str, slug: str) -> list[Any]:
    path, found = f"{slug}?limit=200", list[Any]()
    while path:
        page = _call(port, token, path)
        found += page["items"]
        path = (page["next"] or "").rpartition("/api/v1/")[2]
    return found


@pytest.mark.long
def test_kills(installation: dict[str, str]) -> None:
    token, luck = new_token(installation), random.Random(12)
    with post() as found:
        address = f"smtp://{found.host}:{found.port}/?plain&from=studio@example.com"
        environment = {**installation, "FREELANCER_OS_SMTP": address}
        for _ in range(KILLS):
            with serving(environment=environment) as server, suppress(OSError):
                for _ in range(luck.randint(2, 12)):
                    made = _call(server.port, token, "invoices", {})
                    to = {"to": "client@example.com", "subject": "{number}", "message": "Hello"}
                    _call(server.port, token, f"invoices/{made['id']}/send", to)
                for process in (*_children(server.process.pid), server.process.pid):
                    os.kill(process, signal.SIGKILL)
        assert command("due", environment=environment).returncode == 0
        with serving(environment=environment) as server:
            mails = _everything(server.port, token, "outbox")
            invoices = _everything(server.port, token, "invoices")
    arrived = Counter(found.ids)
    assert set(arrived.values()) == {1}  # no mail twice
    states = {mail["message_id"]: mail["state"] for mail in mails}
    assert set(states.values()) <= {"sent", "perhaps"}
    assert {one for one, state in states.items() if state == "sent"} <= arrived.keys()
    numbers = sorted(int(one["number"][5:]) for one in invoices if one["number"])
    assert numbers == list(range(1, len(mails) + 1))  # none lost, none doubled
    assert len(mails) > KILLS
