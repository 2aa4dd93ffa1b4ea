"""Undo and redo over the API."""

import pytest

from freelancer_os.core.undo.undo import undo
from freelancer_os.people.models import Membership
from tests.api.cast import Program, colleague_of


def names(me: Program) -> list[str]:
    return sorted(client["name"] for client in me.read("clients")["items"])


def test_back_and_forth(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    me.patch(f"clients/{client['id']}", {"name": "Other"})
    first = me.post("undo", {})
    assert first.status_code == 200
    assert first.json().keys() == {"undone", "change"}
    assert "Other" in first.json()["undone"]
    assert names(me) == ["Acme"]
    assert me.post("undo").status_code == 200
    assert names(me) == []
    assert me.post("undo").status_code == 409
    assert [me.post("redo").status_code for _ in range(3)] == [200, 200, 409]
    assert names(me) == ["Other"]


def test_a_new_write_ends_redoing(me: Program) -> None:
    me.made("clients", {"name": "One"})
    me.post("undo")
    me.made("clients", {"name": "Two"})
    answer = me.post("redo")
    assert (answer.status_code, answer.json()["detail"]) == (409, "There is nothing to redo.")


def test_what_others_changed_since_stands_in_the_way(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    colleague = colleague_of(me, Membership.Role.MEMBER)
    colleague.patch(f"clients/{client['id']}", {"name": "Other"})
    answer = me.post("undo")
    assert answer.status_code == 409
    assert "Other" in answer.json()["detail"]
    assert names(me) == ["Other"]
    assert me.post("undo", {"with_later": True}).status_code == 200
    assert names(me) == []


def test_a_change_from_another_door(me: Program) -> None:
    me.made("clients", {"name": "Acme"})
    undo(me.workspace, me.user)
    assert me.post("redo").status_code == 200
    assert names(me) == ["Acme"]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        *(("undo", {"with_later": value}) for value in ("true", 1, None, [], {})),
        ("undo", {"nonsense": True}),
        ("redo", {"with_later": True}),
    ],
)
def test_options_are_checked(me: Program, path: str, given: dict[str, object]) -> None:
    me.made("clients", {"name": "Acme"})
    answer = me.post(path, given)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == list(given)
    assert names(me) == ["Acme"]


def test_a_body_must_be_json_if_there_is_one(me: Program) -> None:
    assert me.send("POST", "undo", b"nonsense").status_code == 400
    assert me.send("POST", "undo", b"x=1", "text/plain").status_code == 415
