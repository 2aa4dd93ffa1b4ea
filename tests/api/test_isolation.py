"""Two workspaces: nothing of the one is seen, named, changed or undone from the other."""

from typing import Any
from uuid import uuid4

import pytest

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.query.why import explained
from freelancer_os.people.models import ApiToken, Membership
from tests.api.cast import Program
from tests.api.samples import ALL, FIELDS, body, sample, with_field

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)
LINKS = [(c, f) for c, f in FIELDS if isinstance(f, Link)]


def told(answer: Any) -> tuple[int, Any]:
    return answer.status_code, answer.json()


@each_collection
def test_a_record_of_another_is_not_there(
    me: Program, stranger: Program, collection: Collection
) -> None:
    record = me.made(collection.slug, body(me, collection))
    address, nowhere = (f"{collection.slug}/{key}" for key in (record["id"], uuid4()))
    paths = ["", *(f"/explain/{name}" for name in explained(collection))]
    for path in paths:
        assert told(stranger.get(address + path)) == told(stranger.get(nowhere + path))
        assert stranger.get(address + path).status_code == 404
    for method in ("PATCH", "DELETE"):
        for given in ({}, body(me, collection), {"nonsense": 1}):
            theirs = stranger.ask(method, address, given, If_Match="*")
            assert told(theirs) == told(stranger.ask(method, nowhere, given, If_Match="*"))
            assert theirs.status_code == 404
    assert me.read(f"{collection.slug}/{record['id']}") == record


@each_collection
def test_lists_hold_ones_own(me: Program, stranger: Program, collection: Collection) -> None:
    mine = {me.made(collection.slug, body(me, collection))["id"] for _ in range(2)}
    theirs = {r["id"] for r in stranger.everything(collection.slug)}
    assert not mine & theirs
    following = me.read(f"{collection.slug}?limit=1")["next"]
    assert {r["id"] for r in stranger.everything(following)} <= theirs
    for order in ("id", "-id"):
        path = f"{collection.slug}?order={order}&limit=1"
        assert not mine & {r["id"] for r in stranger.everything(path)}


@pytest.mark.parametrize(
    ("collection", "link"), LINKS, ids=[f"{c.slug}-{f.name}" for c, f in LINKS]
)
def test_links_stay_inside(
    me: Program, stranger: Program, collection: Collection, link: Link
) -> None:
    mine = sample(me, link)
    address = f"{collection.slug}?{link.name}={mine}"
    assert stranger.read(address)["items"] == []
    record = stranger.made(collection.slug, body(stranger, collection))
    whole = with_field(stranger, collection, link, mine)
    made = stranger.post(collection.slug, whole)
    changed = stranger.patch(f"{collection.slug}/{record['id']}", {link.name: mine})
    unknown = stranger.post(collection.slug, {**whole, link.name: str(uuid4())})
    assert told(made) == told(unknown)
    for answer in (made, changed):
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == [link.name]
    assert stranger.read(f"{collection.slug}/{record['id']}") == record


def test_an_invoice_is_not_paid_on_the_account_of_another(me: Program, stranger: Program) -> None:
    account = me.made("accounts", {"name": "Giro", "kind": "bank"})
    invoice = stranger.made("invoices", {})
    given = {"status": "paid", "account": account["id"]}
    answer = stranger.patch(f"invoices/{invoice['id']}", given)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["account"]


def test_search_finds_ones_own(me: Program, stranger: Program) -> None:
    me.made("clients", {"name": "Secret"})
    assert me.read("search?q=secret")["items"] != []
    assert stranger.read("search?q=secret")["items"] == []


def test_undo_takes_back_ones_own(me: Program, stranger: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    assert stranger.post("undo").status_code == 409
    assert stranger.post("undo", {"with_later": True}).status_code == 409
    assert stranger.post("redo").status_code == 409
    assert me.read(f"clients/{client['id']}") == client


def test_one_person_in_two_workspaces(me: Program, stranger: Program) -> None:
    Membership.objects.create(workspace=stranger.workspace, user=me.user)
    there = me.with_token(ApiToken.issue(me.user, stranger.workspace))
    client = there.made("clients", {"name": "Acme"})
    assert me.get(f"clients/{client['id']}").status_code == 404
    assert me.post("undo").status_code == 409
    assert there.post("undo").status_code == 200


def test_keys_of_another_token_are_not_known(me: Program, stranger: Program) -> None:
    mine = me.post("clients", {"name": "Acme"}, Idempotency_Key="one").json()
    theirs = stranger.post("clients", {"name": "Acme"}, Idempotency_Key="one").json()
    assert mine["id"] != theirs["id"]
