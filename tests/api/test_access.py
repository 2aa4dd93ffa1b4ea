"""Who is let in, and in which order a request is checked."""

import re

import pytest
from django.test import Client

from freelancer_os.api.callers import BAD_TOKENS
from freelancer_os.people.models import ApiToken, Membership
from tests.api.cast import Program, colleague_of
from tests.api.samples import ALL

PATHS = [
    *(collection.slug for collection in ALL),
    *("search?q=a", "me", "undo", "redo", "nonsense", "clients/1", "clients/1/explain/income"),
]
METHODS = ["GET", "POST", "PATCH", "DELETE", "PUT"]


@pytest.mark.parametrize("path", PATHS)
def test_without_a_token(me: Program, path: str) -> None:
    for method in METHODS:
        answer = Client().generic(method, f"/api/v1/{path}", b"not JSON", "application/json")
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="Freelancer OS"'
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer nonsense", "Basic {}", "{}", "Bearer {} {}", "Bearer {}x"],
)
def test_with_a_bad_token(me: Program, header: str) -> None:
    headers = {"Authorization": header.replace("{}", me.token)}
    answer = Client().get("/api/v1/me", headers=headers)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_the_scheme_is_written_in_any_case(me: Program) -> None:
    answer = Client().get("/api/v1/me", headers={"Authorization": f"bearer {me.token}"})
    assert answer.status_code == 200


def test_a_session_opens_nothing(me: Program) -> None:
    browser = Client()
    browser.force_login(me.user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/clients").status_code == 401


def test_no_csrf_token_is_asked_for(me: Program) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/api/v1/clients",
        {"name": "Acme"},
        "application/json",
        headers={"Authorization": f"Bearer {me.token}"},
    )
    assert answer.status_code == 201


def test_no_cookie_is_set(me: Program) -> None:
    assert not me.get("clients").cookies


def test_who_left_the_workspace_is_not_let_in(me: Program) -> None:
    Membership.objects.filter(user=me.user).delete()
    assert me.get("me").status_code == 401


def test_who_is_switched_off_is_not_let_in(me: Program) -> None:
    me.user.is_active = False
    me.user.save()
    assert me.get("me").status_code == 401


def test_bad_tokens_are_slowed_down_and_good_ones_never(me: Program) -> None:
    thief = me.with_token("fos_nonsense")
    codes = [thief.get("me").status_code for _ in range(2 * BAD_TOKENS + 1)]
    assert codes[:BAD_TOKENS] == [401] * BAD_TOKENS
    assert codes[-1] == 429
    answer = thief.get("me")
    assert re.fullmatch("[1-9]|[1-5][0-9]|60", answer["Retry-After"])
    assert [me.get("me").status_code for _ in range(5)] == [200] * 5


@pytest.fixture
def readers(me: Program) -> list[Program]:
    """Those who read and do not write."""
    token = ApiToken.issue(me.user, me.workspace, read_only=True)
    return [me.with_token(token), colleague_of(me, Membership.Role.ACCOUNTANT)]


def test_readers_read(me: Program, readers: list[Program]) -> None:
    client = me.made("clients", {"name": "Acme"})
    for reader in readers:
        for path in ("clients", f"clients/{client['id']}", "me", "search?q=acme"):
            assert reader.get(path).status_code == 200
        assert reader.ask("HEAD", "clients").status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_readers_do_not_write(readers: list[Program], path: str) -> None:
    for reader in readers:
        for method in ("POST", "PATCH", "DELETE", "PUT"):
            answer = reader.send(method, path, b"not JSON", "text/plain")
            assert answer.status_code == 403, (method, path)
            assert answer["Content-Type"] == "application/problem+json"


def test_members_write(me: Program) -> None:
    member = colleague_of(me, Membership.Role.MEMBER)
    client = member.made("clients", {"name": "Acme"})
    assert me.read(f"clients/{client['id']}") == client


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("clients", "GET, POST, HEAD"),
        ("clients/{id}", "GET, PATCH, DELETE, HEAD"),
        ("clients/{id}/explain/income", "GET, HEAD"),
        ("search", "GET, HEAD"),
        ("me", "GET, HEAD"),
        ("undo", "POST"),
        ("redo", "POST"),
    ],
)
def test_a_method_that_is_not_there(me: Program, path: str, allowed: str) -> None:
    client = me.made("clients", {"name": "Acme"})
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - set(allowed.split(", ")):
        answer = me.send(method, path.format(id=client["id"]), b"not JSON")
        assert (answer.status_code, answer["Allow"]) == (405, allowed)
        assert answer["Content-Type"] == "application/problem+json"


NOBODY = "0192a4b0-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "path", ["", "nonsense", "clients/", f"clients/{NOBODY}/", "clients/1/2", "%00", "../me", "✓"]
)
def test_an_address_that_is_not_there(me: Program, path: str) -> None:
    for method in METHODS:
        answer = me.send(method, path, b"not JSON", "text/plain")
        assert answer.status_code == 404, (method, path)
        assert answer.json()["detail"].endswith(".")


def test_a_problem_says_what_it_is(me: Program) -> None:
    answer = me.post("clients", {"contract_value": "1e5"})
    assert answer.json() == {
        "type": "about:blank",
        "title": answer.reason_phrase,
        "status": 422,
        "detail": answer.json()["errors"]["contract_value"][0],
        "errors": {
            "contract_value": ['Write the amount as a string of plain digits like "1234.56".']
        },
    }


def test_me(me: Program) -> None:
    assert me.read("me") == {
        "email": me.user.email,
        "workspace": "Studio",
        "role": "owner",
        "calendar_feed": None,
    }
