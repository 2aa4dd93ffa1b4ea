"""Own properties over the API: flat fields of records, in every collection, of every kind."""

from typing import Any
from urllib.parse import quote

import pytest
from jsonschema_rs import Draft202012Validator

from freelancer_os.api.document.openapi import document, name_of
from freelancer_os.engine.collection import Collection
from freelancer_os.people.models import Membership
from tests.api.cast import Program, colleague_of, new_program
from tests.api.samples import ALL, body
from tests.engine.properties import EVERY_KIND, OPTIONS, SAMPLES, kinds_of

OWNERS = [one for one in ALL if one.takes_properties]
each_owner = pytest.mark.parametrize("collection", OWNERS, ids=lambda one: one.slug)
EMPTY: dict[str, Any] = {**dict.fromkeys(EVERY_KIND), "multi_select": [], "checkbox": False}


def add(me: Program, slug: str, kind: str, **more: Any) -> dict[str, Any]:
    """A property, which must be taken."""
    given = {"collection": slug, "name": kind, "kind": kind, **more}
    if "select" in kind:
        given.setdefault("options", OPTIONS)
    return me.made("properties", given)


def add_every_kind(me: Program, slug: str) -> dict[str, str]:
    """A property of each kind that is tried; the name of its field by the kind."""
    return {kind: add(me, slug, kind)["field"] for kind in kinds_of(slug)}


@each_owner
def test_each_kind_is_written_read_listed_and_refused(me: Program, collection: Collection) -> None:
    slug, fields = collection.slug, add_every_kind(me, collection.slug)
    given = {name: SAMPLES[kind].values[0] for kind, name in fields.items()}
    needed = body(me, collection)
    record = me.made(slug, {**needed, **given})
    assert {name: record[name] for name in given} == given
    address = f"{slug}/{record['id']}"
    for kind, name in fields.items():
        value = SAMPLES[kind].values[1]
        answer = me.patch(address, {name: value})
        assert (answer.status_code, answer.json()[name]) == (200, value), answer.content
        assert answer["ETag"] == me.get(address)["ETag"]
        assert me.patch(address, {name: EMPTY[kind]}).json()[name] == EMPTY[kind]
    record = me.patch(address, given).json()
    assert me.read(address) == record
    assert record in me.read(slug)["items"]
    longest = max(len(SAMPLES[kind].bad) for kind in fields)
    for place in range(longest):
        bad = {n: SAMPLES[k].bad[place % len(SAMPLES[k].bad)] for k, n in fields.items()}
        for answer in (me.patch(address, bad), me.post(slug, {**needed, **bad})):
            assert answer.status_code == 422
            assert answer.json()["errors"].keys() == bad.keys(), answer.json()
    assert me.read(address) == record
    _is_as_documented(collection, record)


def _is_as_documented(collection: Collection, record: dict[str, Any]) -> None:
    schemas = document()["components"]["schemas"]
    for name in (name_of(collection), f"{name_of(collection)}Changes"):
        schema = {"patternProperties": schemas[name]["patternProperties"]}
        assert "^own_" in schema["patternProperties"]
        Draft202012Validator({**schema, "type": "object"}).validate(record)
    Draft202012Validator(schemas[name_of(collection)]).validate(record)


@each_owner
def test_lists_filter_and_sort_by_each(me: Program, collection: Collection) -> None:
    slug, fields = collection.slug, add_every_kind(me, collection.slug)
    for kind, name in fields.items():
        lesser, greater = SAMPLES[kind].values
        ids = [me.made(slug, {**body(me, collection), name: v})["id"] for v in (lesser, greater)]
        wanted = greater[0] if isinstance(greater, list) else greater
        text = quote({True: "true"}.get(wanted, wanted))
        found = [one["id"] for one in me.everything(f"{slug}?{name}={text}")]
        assert ids[1] in found
        assert ids[0] not in found
        if kind != "multi_select":
            up = [one["id"] for one in me.everything(f"{slug}?order={name}&limit=3")]
            assert up.index(ids[0]) < up.index(ids[1]), kind
            down = [one["id"] for one in me.everything(f"{slug}?order=-{name}&limit=3")]
            assert down.index(ids[1]) < down.index(ids[0]), kind
            assert sorted(up) == sorted(down) == sorted(set(up))


def test_what_is_not_there_is_refused_like_any_unknown_field(me: Program) -> None:
    field = add(me, "clients", "number")["field"]
    other = new_program()
    client = other.made("clients", {"name": "Acme"})
    for who, name in ((other, field), (me, "own_weight"), (me, "own_"), (me, "own")):
        answer = who.post("clients", {"name": "Acme", name: "1"})
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == [name]
        for query in (f"{name}=1", f"order={name}"):
            assert who.get(f"clients?{query}").status_code == 422
    assert field not in other.read(f"clients/{client['id']}")
    assert me.post("projects", {"name": "Site", field: "1"}).status_code == 422
    assert me.get(f"clients?order={add(me, 'clients', 'multi_select')['field']}").status_code == 422


def test_texts_sort_and_are_found_without_case_and_accents_and_nulls_last(me: Program) -> None:
    field = add(me, "clients", "text")["field"]
    for value in ("zebra", "Ähre", "acme", None, "Bär", "a-z", "a z"):
        me.made("clients", {"name": "C", field: value})

    def values(query: str) -> list[Any]:
        return [one[field] for one in me.everything(f"clients?{query}&limit=1")]

    up = ["a z", "a-z", "acme", "Ähre", "Bär", "zebra"]
    assert values(f"order={field}") == [*up, None]
    assert values(f"order=-{field}") == [*reversed(up), None]
    assert values(f"{field}=ahre") == values(f"{field}={quote('ÄHRE')}") == ["Ähre"]


def test_a_property_is_a_record_like_any_other(me: Program) -> None:
    one = add(me, "clients", "select", name="Source", options=[{"label": "Fair"}])
    assert one == {
        "id": one["id"],
        "name": "Source",
        "collection": "clients",
        "kind": "select",
        "options": [{"value": "fair", "label": "Fair", "colour": "stone"}],
        "field": "own_source",
    }
    assert me.read("properties?field=own_source")["items"] == [one]
    assert me.read("properties?collection=projects")["items"] == []
    address = f"properties/{one['id']}"
    renamed = {"value": "fair", "label": "Trade fair", "colour": "rose"}
    changed = me.patch(address, {"name": "Origin", "options": [renamed, {"label": "Web"}]})
    assert changed.status_code == 200
    assert [option["value"] for option in changed.json()["options"]] == ["fair", "web"]
    for wrong in ({"kind": "text"}, {"collection": "projects"}, {"field": "own_x"}):
        answer = me.patch(address, wrong)
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == list(wrong)
    client = me.made("clients", {"name": "Acme", "own_source": "web"})
    assert me.delete(address).status_code == 204
    assert "own_source" not in me.read(f"clients/{client['id']}")
    assert me.post("undo").json()["undone"] == "Undid: Deleted property Origin"
    assert me.read(f"clients/{client['id']}") == client


def test_the_money_of_a_property_is_in_the_workspaces_currency(db: None) -> None:
    me = new_program(currency="KWD")
    account = me.made("accounts", {"name": "Bank", "kind": "bank", "currency": "JPY"})
    field = add(me, "accounts", "money")["field"]
    address = f"accounts/{account['id']}"
    assert me.patch(address, {field: "1.5"}).json()[field] == "1.500"
    assert me.patch(address, {field: "1.2345"}).status_code == 422


def test_an_accountant_and_a_stranger_write_none(me: Program) -> None:
    one = add(me, "clients", "text")
    client = me.made("clients", {"name": "Acme"})
    for who, status in ((colleague_of(me, Membership.Role.ACCOUNTANT), 403), (new_program(), 404)):
        assert who.patch(f"clients/{client['id']}", {one["field"]: "x"}).status_code == status
        assert who.patch(f"properties/{one['id']}", {"name": "x"}).status_code == status
        assert who.delete(f"properties/{one['id']}").status_code == status
    assert me.read(f"properties/{one['id']}") == one


def test_a_version_that_another_value_has_changed_is_refused(me: Program) -> None:
    field = add(me, "clients", "number")["field"]
    client = me.made("clients", {"name": "Acme"})
    address = f"clients/{client['id']}"
    tag = me.get(address)["ETag"]
    assert me.patch(address, {field: "1"}).status_code == 200
    assert me.patch(address, {"name": "Beta"}, If_Match=tag).status_code == 412
