"""Actions over the API: the same as on the page, in the order of every write."""

import pytest

from freelancer_os.core.models import Change
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.people.models import ApiToken, Membership
from tests.acts import ACTIONS, SAMPLES
from tests.api.cast import Program, colleague_of, new_program
from tests.books import Books

EVERY = pytest.mark.parametrize(
    ("collection", "action"), ACTIONS, ids=[f"{c.slug}-{a.verb}" for c, a in ACTIONS]
)


def books_of(me: Program) -> Books:
    return Books(me.workspace, me.user)


@EVERY
def test_it_is_done_once_and_answers_the_record(
    collection: Collection, action: Action, me: Program
) -> None:
    books = books_of(me)
    found = SAMPLES[collection.slug, action.verb](books)
    where = f"{collection.slug}/{found.record.pk}/do/{action.verb}"
    before, count = books.state(), Change.objects.filter(workspace=me.workspace).count()
    answer = me.post(where, found.given)
    assert answer.status_code == (201 if action.makes else 200), answer.json()
    left = found.given.get("into", str(found.record.pk))
    if action.makes or action.into:
        left = answer.json()["id"]
    there = f"{action.into or collection.slug}/{left}"
    if action.makes:
        assert answer["Location"].endswith(f"/{there}")
    assert answer.json() == me.read(there)
    assert answer["ETag"] == me.get(there)["ETag"]
    assert Change.objects.filter(workspace=me.workspace).count() == count + 1
    assert books.last().door == "api"
    assert me.post("undo", {}).status_code == 200
    assert books.state() == before


@EVERY
def test_it_is_refused(collection: Collection, action: Action, me: Program) -> None:
    books = books_of(me)
    found = SAMPLES[collection.slug, action.verb](books)
    where = f"{collection.slug}/{found.record.pk}/do/{action.verb}"
    before = books.state()
    token = ApiToken.issue(me.user, me.workspace, read_only=True)
    for reader in (me.with_token(token), colleague_of(me, Membership.Role.ACCOUNTANT)):
        assert reader.post(where, found.given).status_code == 403
    assert new_program().post(where, found.given).status_code == 404
    assert me.get(where).status_code == 405
    assert me.send("POST", where, b"not JSON").status_code == 400
    assert me.post(where, {**found.given, "colour": "red"}).status_code == 422
    if required := [one.name for one in collection.asked(action) if one.required]:
        assert list(me.post(where, {}).json()["errors"]) == required
    if found.refuses is not None:
        answer = me.post(f"{collection.slug}/{found.refuses.pk}/do/{action.verb}", found.given)
        assert (answer.status_code, answer.json()["detail"]) == (409, action.otherwise)
    assert books.state() == before


def test_the_same_key_does_it_once(me: Program) -> None:
    books = books_of(me)
    invoice = books.billed()
    where = f"invoices/{invoice.pk}/do/send"
    first, again = (me.post(where, {}, Idempotency_Key="abc") for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert again.json() == first.json()
    assert again["Idempotent-Replayed"] == "true"


def test_without_a_body(me: Program) -> None:
    invoice = books_of(me).billed()
    answer = me.send("POST", f"invoices/{invoice.pk}/do/send", b"")
    assert answer.json()["status"] == "sent"


def test_there_is_no_other_action(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    answer = me.post(f"clients/{client['id']}/do/send", {})
    assert answer.status_code == 404
    assert answer.json()["detail"] == "Clients have no action “send”."
