"""Idempotency keys, entity tags, and a database that stays busy."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, connections
from django.utils import timezone

from freelancer_os.api.models import LIFE, KeptAnswer
from freelancer_os.clients.models import Client
from freelancer_os.people.models import ApiToken
from tests.api.cast import Program, new_program


def test_the_same_request_is_done_once(me: Program) -> None:
    first = me.post("clients", {"name": "Grün"}, Idempotency_Key="k1")
    again = me.post("clients", {"name": "Grün"}, Idempotency_Key="k1")
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    for header in ("Location", "ETag", "Content-Type"):
        assert first[header] == again[header]
    assert me.read("clients")["count"] == 1
    assert Client.objects.of(me.workspace).count() == 1


def test_the_answer_stays_that_of_the_first_time(me: Program) -> None:
    first = me.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    me.delete(f"clients/{first.json()['id']}")
    again = me.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    assert (again.status_code, again.content) == (201, first.content)
    assert me.read("clients")["count"] == 0


def test_another_body_or_address_under_a_key_is_refused(me: Program) -> None:
    me.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    for path, given in (
        ("clients", {"name": "Other"}),
        ("projects", {"name": "Acme"}),
        ("undo", {}),
    ):
        answer = me.post(path, given, Idempotency_Key="k1")
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == ["Idempotency-Key"]
    assert me.read("clients")["count"] == 1
    assert me.read("projects")["count"] == 0


def test_a_refused_request_may_be_sent_again(me: Program) -> None:
    assert me.post("clients", {"name": ""}, Idempotency_Key="k1").status_code == 422
    assert me.post("clients", {"name": "Acme"}, Idempotency_Key="k1").status_code == 201


def test_undo_is_done_once_too(me: Program) -> None:
    for name in ("One", "Two"):
        me.made("clients", {"name": name})
    answers = [me.post("undo", Idempotency_Key="k1").json() for _ in range(3)]
    assert answers == [answers[0]] * 3
    assert [client["name"] for client in me.read("clients")["items"]] == ["One"]


def test_keys_belong_to_a_token(me: Program) -> None:
    other = me.with_token(ApiToken.issue(me.user, me.workspace))
    me.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    other.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    assert me.read("clients")["count"] == 2


def test_a_key_lasts_a_day_and_is_swept(me: Program) -> None:
    me.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    KeptAnswer.objects.update(made_at=timezone.now() - LIFE + timedelta(minutes=1))
    me.post("clients", {"name": "Acme"}, Idempotency_Key="k1")
    assert me.read("clients")["count"] == 1
    KeptAnswer.objects.update(made_at=timezone.now() - LIFE - timedelta(minutes=1))
    me.post("clients", {"name": "Other"}, Idempotency_Key="k1")
    assert me.read("clients")["count"] == 2
    assert KeptAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", "with space", "x" * 201, "ü"])
def test_a_key_of_another_make(me: Program, key: str) -> None:
    assert me.post("clients", {"name": "Acme"}, Idempotency_Key=key).status_code == 400
    assert me.read("clients")["count"] == 0


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_time_is_done_once() -> None:
    program = new_program()

    def post(number: int) -> bytes:
        try:
            mine = program.with_token(program.token)
            answer = mine.post("clients", {"name": "Acme"}, Idempotency_Key=f"k{number % 2}")
            assert answer.status_code == 201, answer.content
            return bytes(answer.content)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(post, range(8)))
    assert len(answers) == 2
    assert program.read("clients")["count"] == 2


def test_a_record_carries_its_version(me: Program) -> None:
    made = me.post("clients", {"name": "Acme"})
    address = f"clients/{made.json()['id']}"
    assert me.get(address)["ETag"] == made["ETag"]
    changed = me.patch(address, {"name": "Other"})
    assert changed["ETag"] not in ("", made["ETag"])
    assert me.get(address)["ETag"] == changed["ETag"]


def test_a_write_against_an_older_version_is_refused(me: Program) -> None:
    made = me.post("clients", {"name": "Acme"})
    address, old = f"clients/{made.json()['id']}", made["ETag"]
    new = me.patch(address, {"name": "Other"}, If_Match=old)["ETag"]
    for stale in (old, "", '"nonsense"', f"W/{new}", new.strip('"')):
        for answer in (
            me.patch(address, {"name": "Third"}, If_Match=stale),
            me.delete(address, If_Match=stale),
        ):
            assert answer.status_code == 412
            assert answer["Content-Type"] == "application/problem+json"
    assert me.read(address)["name"] == "Other"
    assert me.patch(address, {}, If_Match=f'"a", {new}').status_code == 200
    assert me.patch(address, {"name": "Third"}, If_Match="*").status_code == 200
    assert me.delete(address, If_Match=me.get(address)["ETag"]).status_code == 204


def test_totals_are_no_part_of_the_version(me: Program) -> None:
    made = me.post("clients", {"name": "Acme"})
    address, tag = f"clients/{made.json()['id']}", made["ETag"]
    entry = {"kind": "income", "date": "2026-11-01", "amount": "100"}
    links = {"category": me.client_category(), "client": made.json()["id"]}
    me.made("transactions", {**entry, **links})
    now = me.get(address)
    assert (now.json()["income"], now["ETag"]) == ("100.00", tag)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_stays_busy() -> None:
    program = new_program()
    holder = _hold_the_lock(program)
    try:
        answer = program.post("clients", {"name": "Acme"})
        assert answer.status_code == 503, answer.content
        assert int(answer["Retry-After"]) > 0
        assert "busy" in answer.json()["detail"]
    finally:
        holder.close()
    assert program.read("clients")["count"] == 0
    assert program.post("clients", {"name": "Acme"}).status_code == 201


def _hold_the_lock(program: Program) -> "sqlite3.Connection | psycopg.Connection":
    """Another process writes, and takes longer than we wait."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        _wait_briefly("PRAGMA busy_timeout = 50")
        return other
    parameters = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
    parameters.pop("context", None)
    holder = psycopg.connect(**parameters)
    key = program.workspace.pk
    holder.execute("SELECT 1 FROM people_workspace WHERE id = %s FOR UPDATE", [key])
    _wait_briefly("SET lock_timeout = '50ms'")
    return holder


def _wait_briefly(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
