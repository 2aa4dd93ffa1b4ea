"""The server is killed again and again while invoices are sent and reminded of: no mail twice, none
lost in silence, no number lost or doubled."""

import json
import os
import random
import signal
import sqlite3
import urllib.request
from collections import Counter
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import command, serving
from tests.cli.test_serve import _children
from tests.cli.visitor import new_token
from tests.smtp import post

KILLS = 50
TO = "client@example.com"


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


def _sent(port: int, token: str, client: str, category: str) -> None:
    """An invoice that is due at once, so that it is reminded of as soon as it has arrived."""
    today = date.today().isoformat()
    made = _call(port, token, "invoices", {"client": client, "due_date": today})
    line = {"kind": "income", "date": today, "category": category, "amount": "10.00"}
    _call(port, token, "transactions", {**line, "invoice": made["id"]})
    to = {"to": TO, "subject": "Sent {number}", "message": "Hello"}
    _call(port, token, f"invoices/{made['id']}/send", to)


def _begun_long_ago(installation: dict[str, str]) -> None:
    """A rule speaks of days from tomorrow on; this one was made before."""
    file = next(Path(installation["FREELANCER_OS_DATA"]).glob("*.sqlite3"))
    with closing(sqlite3.connect(file)) as books, books:
        books.execute("UPDATE invoicing_reminder SET since = '2020-01-01'")


@pytest.mark.long
def test_kills(installation: dict[str, str]) -> None:
    token, luck = new_token(installation), random.Random(12)
    with post() as found:
        address = f"smtp://{found.host}:{found.port}/?plain&from=studio@example.com"
        environment = {**installation, "FREELANCER_OS_SMTP": address}
        with serving(environment=environment) as server:
            client = _call(server.port, token, "clients", {"name": "Acme", "email": TO})["id"]
            (category,) = _everything(server.port, token, "categories")
            _call(server.port, token, "reminders", {"days": 0, "occasion": "first"})
        _begun_long_ago(installation)
        for _ in range(KILLS):
            with serving(environment=environment) as server, suppress(OSError):
                for _ in range(luck.randint(2, 8)):
                    _sent(server.port, token, client, category["id"])
                for process in (*_children(server.process.pid), server.process.pid):
                    os.kill(process, signal.SIGKILL)
        for _ in range(2):  # what waits, then the reminders of it
            assert command("due", environment=environment).returncode == 0
        with serving(environment=environment) as server:
            mails = _everything(server.port, token, "outbox")
            invoices = _everything(server.port, token, "invoices")
    arrived = Counter(found.ids)
    assert set(arrived.values()) == {1}  # no mail twice
    states = {mail["message_id"]: mail["state"] for mail in mails}
    assert set(states.values()) <= {"sent", "perhaps"}
    assert {one for one, state in states.items() if state == "sent"} <= arrived.keys()
    assert arrived.keys() <= states.keys()
    own = [mail for mail in mails if mail["subject"].startswith("Sent ")]
    reminders = Counter(mail["invoice"] for mail in mails if mail not in own)
    numbered = {one["id"]: int(one["number"][5:]) for one in invoices if one["number"]}
    assert Counter(mail["invoice"] for mail in own) == dict.fromkeys(numbered, 1)
    there = [mail["invoice"] for mail in own if mail["state"] == "sent"]
    assert reminders == dict.fromkeys(there, 1)  # each once, of what is known to be there
    assert sorted(numbered.values()) == list(range(1, len(numbered) + 1))  # none lost or doubled
    assert len(own) > KILLS
