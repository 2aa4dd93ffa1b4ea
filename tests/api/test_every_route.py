"""What holds for every address of the API: the order of checks, and what a refusal looks like."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Web
from django.urls import reverse

from freelancer_os.api.urls import urlpatterns
from freelancer_os.people.models import ApiToken, Membership
from tests.api.cast import Program, colleague_of
from tests.books import Books, State

Route = tuple[str, list[Any]]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN = {"openapi": {"GET"}, "docs": {"GET"}}
CLOSED: dict[str, set[str]] = {
    "search": {"GET"},
    "quick": {"GET", "POST"},
    "me": {"GET"},
    "workspace": {"GET", "PATCH"},
    "currency": {"POST"},
    "undo": {"POST"},
    "redo": {"POST"},
    "collection": {"GET", "POST"},
    "record": {"GET", "PATCH", "DELETE"},
    "note": {"GET", "PUT"},
    "do": {"POST"},
    "do_it": {"POST"},
    "duplicate": {"POST"},
    "together": {"POST"},
    "explain": {"GET"},
    **{
        name: {"GET"}
        for name in (
            "profit",
            "tax",
            "receivables",
            "mine",
            "balance",
            "entries",
            "coming",
            "reconciliation",
        )
    },
    **{name: {"GET"} for name in ("report_csv", "report_excel")},
}
# Those of one collection, and of files: `test_sending.py`, `test_papers.py`, `test_receipts.py`.
OTHERS = {"nowhere", "send", "from_hours", "pdf", "statement", "share", "year_end", "accept_sure"}
OTHERS |= {"receipts", "attach_sure", "attachments"}
ASKED = {"search": "?q=acme", "quick": "?text=acme"}  # what these cannot do without
OF_A_RECORD = ["record", "note", "do", "do_it", "duplicate", "explain"]
WRITING = [(n, m) for n, taken in CLOSED.items() for m in taken if m in {"POST", "PUT", "PATCH"}]
EVERY = pytest.mark.parametrize("name", CLOSED)
NO_KEYS = ["1", "nonsense", "%00", "0" * 36, "0192A4B0-0000-7000-8000-00000000ABCD"]


def address(name: str, key: Any) -> str:
    """Where a route leads for the client of this id."""
    parts: dict[str, list[Any]] = {
        "collection": ["clients"],
        "record": ["clients", key],
        "note": ["clients", key],
        "do": ["clients", key, "move"],
        "do_it": ["clients", key, "move"],
        "duplicate": ["clients", key],
        "explain": ["clients", key, "income"],
        "together": ["budgets", "again"],
        "report_csv": ["tax"],
        "report_excel": ["tax"],
    }
    return reverse(f"api:{name}", args=parts.get(name, [])).removeprefix("/api/v1/")


@pytest.fixture
def books(me: Program) -> Books:
    return Books(me.workspace, me.user)


@pytest.fixture
def key(me: Program) -> str:
    return str(me.made("clients", {"name": "Acme"})["id"])


def assert_problem(answer: Any, status: int) -> None:
    """Problem details as RFC 9457 has them, and a sentence for a person."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    told = json.loads(answer.content)
    assert told.keys() - {"errors"} == {"type", "title", "status", "detail"}
    assert ("errors" in told) == (status == 422)
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"] == answer.reason_phrase
    assert told["detail"][0].isupper() or told["detail"][0] in "“"
    assert told["detail"].endswith(".") or told["detail"].endswith("…")
    for sentences in told.get("errors", {}).values():
        assert sentences
        assert all(isinstance(one, str) and one for one in sentences)


def test_no_address_is_left_out() -> None:
    named = {pattern.name for pattern in urlpatterns} - OTHERS
    assert named == {*OPEN, *CLOSED}


@EVERY
def test_a_token_is_asked_for_before_all_else(
    name: str, me: Program, key: str, books: Books
) -> None:
    before = books.state()
    nobody = me.with_token("fos_nobody")
    for method in METHODS:
        for where in (key, uuid4()):
            path = address(name, where)
            bare = Web().generic(method, f"/api/v1/{path}", b"{", "text/plain")
            assert_problem(bare, 401)
            assert_problem(nobody.send(method, path, b"{", "text/plain"), 401)
    assert books.state() == before


@EVERY
def test_who_only_reads_is_told_so_before_what_is_there(
    name: str, me: Program, key: str, books: Books
) -> None:
    before = books.state()
    token = ApiToken.issue(me.user, me.workspace, read_only=True)
    readers = [me.with_token(token), colleague_of(me, Membership.Role.ACCOUNTANT)]
    for reader in readers:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            for where in (key, uuid4(), "nonsense"):
                assert_problem(reader.send(method, address(name, where), b"{"), 403)
        for where in (key,) if "GET" in CLOSED[name] else ():
            assert reader.get(address(name, where) + ASKED.get(name, "")).status_code == 200
    assert books.state() == before


@pytest.mark.parametrize("name", OF_A_RECORD)
def test_what_is_not_there_is_told_before_method_and_body(
    name: str, me: Program, stranger: Program, books: Books
) -> None:
    theirs = stranger.made("clients", {"name": "Secret"})["id"]
    before = books.state()
    for method in METHODS:
        told = []
        for where in (theirs, uuid4(), *NO_KEYS):
            answer = me.send(method, address(name, where).replace("%2500", "%00"), b"{", "x/y")
            assert_problem(answer, 404)
            assert "Secret" not in answer.content.decode()
            told.append(answer.content)
        assert len(set(told)) == 1
    assert books.state() == before


@EVERY
def test_a_method_that_is_none_of_its_own_is_named_with_those_that_are(
    name: str, me: Program, key: str, books: Books
) -> None:
    before = books.state()
    taken = CLOSED[name]
    for method in {*METHODS, "TRACE", "PURGE"} - taken:
        answer = me.send(method, address(name, key), b"{", "text/plain")
        assert_problem(answer, 405)
        assert set(answer["Allow"].split(", ")) == taken | ({"HEAD"} if "GET" in taken else set())
    assert books.state() == before


@EVERY
def test_a_head_is_the_answer_without_its_body(name: str, me: Program, key: str) -> None:
    if "GET" not in CLOSED[name]:
        return
    path = address(name, key) + ASKED.get(name, "")
    head, got = me.ask("HEAD", path), me.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == got["Content-Type"]
    assert head.headers.get("ETag") == got.headers.get("ETag")


BAD_BODIES: dict[str, tuple[bytes, str, int]] = {
    "not JSON": (b"nonsense", "application/json", 400),
    "cut off": (b'{"name": "A', "application/json", 400),
    "no object": (b'["name"]', "application/json", 400),
    "twice": (b'{"name": "A", "name": "B"}', "application/json", 400),
    "not UTF-8": (b'{"name": "\xff"}', "application/json", 400),
    "a form": (b"name=A", "application/x-www-form-urlencoded", 415),
    "text": (b"{}", "text/plain", 415),
    "large": (b'{"name": "' + b"x" * 1_000_001 + b'"}', "application/json", 413),
    "unknown": (b'{"nonsense": 1}', "application/json", 422),
}


@pytest.mark.parametrize(("name", "method"), sorted(WRITING))
def test_a_body_that_is_none_writes_nothing(
    name: str, method: str, me: Program, key: str, books: Books
) -> None:
    before = books.state()
    path = address(name, key)
    for what, (raw, media, status) in BAD_BODIES.items():
        answer = me.send(method, path, raw, media)
        assert answer.status_code == status, (what, answer.content)
        assert_problem(answer, status)
    assert books.state() == before


def asked(me: Program, name: str, key: str, query: str) -> list[tuple[str, Any]]:
    """The answers of a route with every method it takes, under this query."""
    given = {
        "note": {"body": "x"},
        "do": {"stage": "lead"},
        "do_it": {"stage": "lead"},
        "undo": {},
        "redo": {},
    }
    usual = {"name": "Beta"}
    path = f"{address(name, key)}{query}"
    return [(m, me.ask(m, path, given.get(name, usual))) for m in sorted(CLOSED[name])]


@EVERY
@pytest.mark.parametrize("query", ["?nonsense=1", "?limit=1&limit=1", "?%00=1", "?%ED%A0%80=1"])
def test_an_unknown_parameter_is_named_and_nothing_is_done(
    name: str, query: str, me: Program, key: str, books: Books
) -> None:
    before: State = books.state()
    for method, answer in asked(me, name, key, query):
        assert_problem(answer, 422)
        assert len(answer.json()["errors"]) == 1, method
    assert books.state() == before


BUSY: list[tuple[str, Callable[[str], Any]]] = [
    ("collection", lambda key: {"name": "Beta"}),
    ("undo", lambda key: {}),
    ("do", lambda key: {"stage": "negotiation"}),
]


@pytest.mark.parametrize(("name", "given"), BUSY, ids=[name for name, _ in BUSY])
@pytest.mark.parametrize("wrong", ["", " ", "x" * 201, "a\tb", "ä"])
def test_a_key_of_another_make_does_nothing(
    name: str, given: Callable[[str], Any], wrong: str, me: Program, key: str, books: Books
) -> None:
    before = books.state()
    answer = me.post(address(name, key), given(key), Idempotency_Key=wrong)
    assert answer.status_code in {400, 422}
    assert_problem(answer, answer.status_code)
    assert books.state() == before


@pytest.mark.parametrize(("name", "given"), BUSY, ids=[name for name, _ in BUSY])
def test_under_one_key_the_answer_is_that_of_the_first_time(
    name: str, given: Callable[[str], Any], me: Program, key: str, books: Books
) -> None:
    first = me.post(address(name, key), given(key), Idempotency_Key="k")
    done = books.state()
    again = me.post(address(name, key), given(key), Idempotency_Key="k")
    assert first.status_code in {200, 201}
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers.get("Location") == first.headers.get("Location")
    assert again.headers.get("ETag") == first.headers.get("ETag")
    assert books.state() == done
    other = me.post(address(name, key), {"name": "Gamma"}, Idempotency_Key="k")
    assert_problem(other, 422)
    assert books.state() == done


@pytest.mark.parametrize("name", OPEN)
def test_the_document_is_for_everybody_and_takes_nothing(name: str, db: None) -> None:
    path = reverse(f"api:{name}")
    assert Web().get(path).status_code == 200
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert Web().generic(method, path, b"{}").status_code == 405
