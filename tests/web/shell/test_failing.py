"""A database that fails while something is written: what is told is what became of it."""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.backends.signals import connection_created

from freelancer_os.clients.models import Client
from freelancer_os.core.failures import Kind, failure_of
from freelancer_os.core.files.store import folder
from freelancer_os.core.models import Change
from freelancer_os.people.models import Workspace
from tests.api.cast import Program, new_program
from tests.cutting import Wire, wire
from tests.settings import ON_POSTGRES
from tests.web.test_every_collection import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
on_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no connection to cut")
on_sqlite = pytest.mark.skipif(ON_POSTGRES, reason="of SQLite's file")
HTMX = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/"}


@pytest.fixture
def me() -> Program:
    made = new_program()
    made.client.raise_request_exception = False
    return made


@pytest.fixture
def web(me: Program) -> Any:
    found = signed_in(me.user)
    found.raise_request_exception = False
    return found


@pytest.fixture
def line() -> Iterator[Wire]:
    with TemporaryDirectory(prefix="wire-") as folder, wire(Path(folder)) as made:
        yield made


def written(me: Program, name: str) -> int:
    """How many clients of that name there are, as the next request would find them."""
    connection.close()
    return Client.objects.of(me.workspace).filter(name=name).count()


def word(is_heard: bool) -> str:
    return "heard" if is_heard else "unheard"


@on_postgres
@pytest.mark.parametrize("is_heard", [False, True], ids=word)
def test_a_cut_commit_is_told_as_it_ended(
    me: Program, web: Any, line: Wire, is_heard: bool
) -> None:
    line.cut_at(b"COMMIT", is_heard=is_heard)
    answer = me.post("clients", {"name": "By API"})
    assert line.is_cut
    assert answer.status_code == (201 if is_heard else 503), answer.content
    assert written(me, "By API") == is_heard
    if not is_heard:
        assert answer["Retry-After"]
        assert "Nothing was written" in answer.json()["detail"]
    line.cut_at(b"COMMIT", is_heard=is_heard)
    page = web.post("/clients/", {"name": "By page"}, headers=HTMX)
    assert page.status_code == (200 if is_heard else 503), page.content
    assert written(me, "By page") == is_heard
    assert ("By page" if is_heard else "Nothing was written") in page.content.decode()


@on_postgres
def test_every_word_of_a_write_may_be_the_last(me: Program, web: Any, line: Wire) -> None:
    """Whatever the connection is cut at: what is told holds, and sending it again does it once."""
    for at in range(1, 200):
        name, key = f"Cut at {at}", str(uuid4())
        for is_heard in (False, True):
            name = f"Cut at {at} {word(is_heard)}"
            key = str(uuid4())
            connection.close()
            line.cut_at(b"", at, is_heard=is_heard)
            body = {"name": name}
            answer = web.post("/clients/", body, headers={**HTMX, "idempotency-key": key})
            was_cut, line.at = line.is_cut, 0
            text = answer.content.decode()
            if answer.status_code == 200:
                assert written(me, name) == 1
            else:
                assert answer.status_code == 503
                assert written(me, name) == ("Nothing was written" not in text), text
                again = web.post("/clients/", body, headers={**HTMX, "idempotency-key": key})
                assert again.status_code == 200
                assert written(me, name) == 1
        if not was_cut:
            return
    pytest.fail("The write has no end.")


@on_postgres
def test_where_nobody_can_be_asked_it_says_perhaps(me: Program, line: Wire) -> None:
    line.stays_cut = True
    line.cut_at(b"COMMIT", is_heard=True)
    key = {"Idempotency-Key": "once"}
    answer = me.post("clients", {"name": "Perhaps"}, **key)
    assert answer.status_code == 503
    assert "Perhaps it was written" in answer.json()["detail"]
    line.stays_cut = False
    again = me.post("clients", {"name": "Perhaps"}, **key)
    assert again.status_code == 201
    assert written(me, "Perhaps") == 1


def test_what_is_sent_once_more_is_done_once(me: Program, web: Any) -> None:
    key = {**HTMX, "idempotency-key": str(uuid4())}
    for _ in range(2):
        answer = web.post("/clients/", {"name": "Once"}, headers=key)
        assert answer.status_code == 200
        assert "Once" in answer.content.decode()
    client = Client.objects.of(me.workspace).get(name="Once")
    key = {**HTMX, "idempotency-key": str(uuid4())}
    cell = f"/clients/{client.pk}/cell/company/"
    for _ in range(2):  # the second time the cell is no more as it was opened
        answer = web.post(cell, {"opened": "", "value": "Acme", "company": "Acme"}, headers=key)
        assert answer.status_code == 200, answer.content
    assert Change.objects.filter(workspace=me.workspace, door="page").count() == 2
    other = signed_in(new_program().user)
    answer = other.post("/clients/", {"name": "Stranger"}, headers=key)
    assert answer.status_code == 409  # of somebody else's, of which nothing is told
    assert "Acme" not in answer.content.decode()


@pytest.fixture
def impatient() -> Iterator[None]:
    """Who waits for a lock does so for a second."""
    options = connection.settings_dict["OPTIONS"]
    quick = {"options": "-c lock_timeout=1s"} if ON_POSTGRES else {"timeout": 1}
    connection.close()
    connection.settings_dict["OPTIONS"] = {**options, **quick}
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = options


@pytest.mark.usefixtures("impatient")
def test_who_waits_for_a_lock_is_told_to_come_again(me: Program, web: Any) -> None:
    with held(me):
        page = web.post("/clients/", {"name": "Waits"}, headers=HTMX)
        assert page.status_code == 503
        assert page["Retry-After"] == "2"
        assert "The database is busy" in page.content.decode()
        assert "<html" not in page.content.decode()
        whole = web.post("/clients/", {"name": "Waits"})
        assert whole.status_code == 503
        assert "what you typed is still there" in whole.content.decode()
        assert "default-src" in whole["Content-Security-Policy"]
        assert me.post("clients", {"name": "Waits"}).status_code == 503
        assert web.get("/clients/").status_code == 200
        assert web.get("/healthz").content == b"ok"
    assert web.post("/clients/", {"name": "Waits"}, headers=HTMX).status_code == 200
    assert written(me, "Waits") == 1


@pytest.mark.usefixtures("impatient")
def test_an_upload_that_fails_leaves_nothing(me: Program, web: Any) -> None:
    client = me.made("clients", {"name": "With files"})
    here = f"/clients/{client['id']}/files/"
    before, content = set(folder().glob("*/*")), uuid4().bytes
    with held(me):
        answer = web.post(here, {"files": BytesIO(content)}, headers=HTMX)
        assert answer.status_code == 503, answer.content
    assert set(folder().glob("*/*")) == before
    web.post(here, {"files": BytesIO(content)}, headers=HTMX)
    with held(me):  # the same file once more, which is named already
        assert web.post(here, {"files": BytesIO(content)}, headers=HTMX).status_code == 503
    assert len(set(folder().glob("*/*")) - before) == 1


def test_a_disk_that_reports_errors(me: Program, web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    here = f"/clients/{me.made('clients', {'name': 'With files'})['id']}/files/"
    before = set(folder().glob("*"))

    def fails(_handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("os.fsync", fails)
    answer = web.post(here, {"files": BytesIO(uuid4().bytes)}, headers=HTMX)
    assert answer.status_code == 503, answer.content
    assert "The disk reports an error" in answer.content.decode()
    assert set(folder().glob("*")) == before
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    failure = failure_of(error)
    assert failure is not None and failure.kind is Kind.FAILING


@contextmanager
def held(me: Program) -> Iterator[None]:
    """Another session holds what a writer of this workspace needs."""
    is_held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=me.workspace.pk)
            is_held.set()
            let_go.wait(60)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert is_held.wait(10)
    yield
    let_go.set()
    other.join()


@on_sqlite
@pytest.mark.parametrize(
    ("spoil", "words"),
    [("query_only=1", "may only be read"), ("max_page_count=1", "The disk is full")],
)
def test_a_full_disk_and_one_that_takes_no_writes(
    me: Program, web: Any, spoil: str, words: str
) -> None:
    client = me.made("clients", {"name": "Full"})

    def spoiled(connection: Any, **_of_signal: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {spoil}")

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no room is left over from rows that are gone
    connection.close()
    connection_created.connect(spoiled)
    try:
        note = me.ask("PUT", f"clients/{client['id']}/note", {"body": "long " * 10_000})
        page = web.post(f"/clients/{client['id']}/note/", {"body": "long " * 10_000}, headers=HTMX)
        for answer in (note, page):
            assert answer.status_code == 503, answer.content
            assert words in answer.content.decode()
            assert answer["Retry-After"] == "60"
    finally:
        connection_created.disconnect(spoiled)
        connection.close()
    assert me.get(f"clients/{client['id']}/note").json() == {"body": ""}


@on_sqlite
def test_a_damaged_file_is_said_on_every_page(me: Program, web: Any) -> None:
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    whole = path.read_bytes()
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    whole = path.read_bytes()
    try:
        path.write_bytes(b"\0" * len(whole))
        for address in ("/", "/clients/", "/auth/login/"):
            answer = web.get(address)
            assert answer.status_code == 503, address
            assert "damaged" in answer.content.decode()
        assert web.get("/healthz").status_code == 503
        assert me.get("clients").status_code == 503
    finally:
        connection.close()
        for rest in ("-wal", "-shm"):
            Path(f"{path}{rest}").unlink(missing_ok=True)
        path.write_bytes(whole)
