"""The note of a record over the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.attached.notes import LONGEST
from freelancer_os.core.ids import new_id
from freelancer_os.engine.collection import Collection
from freelancer_os.people.models import Membership
from tests.api.cast import Program, colleague_of, new_program
from tests.api.samples import ALL, body
from tests.sql import assert_scoped

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)
BODY = "# Plan\n\n- [ ] Signed contract"


def address(me: Program, collection: Collection) -> str:
    """Where the note of a new record is."""
    return f"{collection.slug}/{me.made(collection.slug, body(me, collection))['id']}/note"


@each_collection
def test_a_note_is_read_and_replaced(me: Program, collection: Collection) -> None:
    note = address(me, collection)
    with CaptureQueriesContext(connection) as captured:
        assert me.ask("PUT", note, {"body": BODY}).json() == {"body": BODY}
        assert me.read(note) == {"body": BODY}
    assert_scoped(query["sql"] for query in captured.captured_queries)
    assert me.ask("PUT", note, {"body": "other\r\n"}).json() == {"body": "other"}
    assert me.post("undo").status_code == 200
    assert me.read(note) == {"body": BODY}


def test_the_body_of_some_is_their_note(me: Program) -> None:
    resource = me.made("resources", {"title": "Taxes", "body": BODY})
    note = f"resources/{resource['id']}/note"
    assert me.read(note) == {"body": BODY}
    me.ask("PUT", note, {"body": "other"})
    assert me.read(f"resources/{resource['id']}")["body"] == "other"
    refused = me.ask("PUT", note, {"body": "x" * 20_001})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["body"])


def test_only_the_version_that_was_read_is_replaced(me: Program) -> None:
    note = f"clients/{me.made('clients', {'name': 'Acme'})['id']}/note"
    tag = me.get(note)["ETag"]
    answer = me.ask("PUT", note, {"body": "mine"}, If_Match=tag)
    assert answer.status_code == 200
    assert answer["ETag"] != tag
    stale = me.ask("PUT", note, {"body": "more"}, If_Match=tag)
    assert (stale.status_code, me.read(note)) == (412, {"body": "mine"})
    assert me.ask("PUT", note, {"body": "more"}, If_Match="*").status_code == 200
    assert me.ask("PUT", note, {"body": "most"}, If_Match=answer["ETag"]).status_code == 412


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "body"),
        ({"body": None}, "body"),
        ({"body": 5}, "body"),
        ({"body": "a\x00b"}, "body"),
        ({"body": "\ud800"}, "body"),
        ({"body": "x" * (LONGEST + 1)}, "body"),
        ({"body": "x", "text": "y"}, "text"),
    ],
)
def test_what_no_note_can_hold_is_refused(me: Program, given: dict[str, object], name: str) -> None:
    note = f"clients/{me.made('clients', {'name': 'Acme'})['id']}/note"
    refused = me.ask("PUT", note, given)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, [name])
    assert me.read(note) == {"body": ""}


def test_others_neither_read_nor_write_it(me: Program) -> None:
    note = f"clients/{me.made('clients', {'name': 'Acme'})['id']}/note"
    me.ask("PUT", note, {"body": BODY})
    stranger = new_program()
    assert stranger.get(note).status_code == 404
    assert stranger.ask("PUT", note, {"body": "x"}).status_code == 404
    accountant = colleague_of(me, Membership.Role.ACCOUNTANT)
    assert accountant.read(note) == {"body": BODY}
    assert accountant.ask("PUT", note, {"body": "x"}).status_code == 403
    assert me.read(note) == {"body": BODY}
    assert me.get(f"clients/{new_id()}/note").status_code == 404
    assert me.get("nothing/1/note").status_code == 404


def test_it_takes_nothing_else(me: Program) -> None:
    note = f"clients/{me.made('clients', {'name': 'Acme'})['id']}/note"
    assert me.post(note, {"body": "x"}).status_code == 405
    assert me.delete(note).status_code == 405
    assert me.get(f"{note}?limit=1").status_code == 422


def test_any_of_the_versions_that_are_named_may_be_the_present_one(me: Program) -> None:
    note = f"clients/{me.made('clients', {'name': 'Acme'})['id']}/note"
    tag = me.get(note)["ETag"]
    assert me.ask("PUT", note, {"body": "a"}, If_Match=f'"x", {tag}').status_code == 200
    assert me.ask("PUT", note, {"body": "b"}, If_Match=f'{tag}, "x"').status_code == 412
    assert (
        me.ask("PUT", note, {"body": "b"}, If_Match=f"W/{me.get(note)['ETag']}").status_code == 412
    )
    assert me.read(note) == {"body": "a"}
    assert me.ask("PUT", note, {"body": "b"}, If_Match='"x", *').status_code == 200
