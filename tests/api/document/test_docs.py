"""The page that documents the API, and what the OpenAPI document says."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from freelancer_os.api.document.openapi import document
from freelancer_os.engine.collection import Collection
from tests.api.cast import Program
from tests.api.samples import ALL, body

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)


def test_the_page_names_every_collection_and_field() -> None:
    answer = Client().get("/api/v1/docs")
    assert answer.status_code == 200
    page = answer.content.decode()
    for collection in ALL:
        section = page.split(f'<section id="{collection.slug}">')[1].split("</section>")[0]
        for one in (*collection.fields, *collection.arguments):
            assert f"<code>{one.name}</code>" in section


def test_the_page_fetches_nothing_from_elsewhere() -> None:
    answer = Client().get("/api/v1/docs")
    page = answer.content.decode()
    fetched = re.findall(r'(?:src|<link[^>]* href)="([^"]*)"', page)
    assert fetched
    assert all(address.startswith("/static/") for address in fetched)
    assert "<script" not in page
    assert " style=" not in page
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_the_commands_of_the_page_work(me: Program) -> None:
    """Those that make a record of which nothing else is needed."""
    page = Client().get("/api/v1/docs").content.decode()
    commands = re.findall(r"-d '(.*?)' http://testserver/api/v1/([a-z-]+)", page)
    assert len(commands) == len(ALL)
    for text, slug in commands:
        given = json.loads(text.replace("&quot;", '"'))
        if "ID" not in given.values() and slug not in {"time-entries", "rules"}:
            me.made(slug, given)


def test_the_document_is_open_to_everybody() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == document()
    assert document()["openapi"].startswith("3.1")
    assert Client().post("/api/v1/openapi.json").status_code == 405


def test_every_reference_leads_somewhere() -> None:
    for target in set(re.findall(r'"#/([^"]+)"', json.dumps(document()))):
        found: Any = document()
        for step in target.split("/"):
            found = found[step]


def test_operations_have_names_of_their_own() -> None:
    names = [
        operation["operationId"]
        for path in document()["paths"].values()
        for method, operation in path.items()
        if method != "parameters"
    ]
    assert len(names) == len(set(names)) >= 5 * len(ALL)


@each_collection
def test_schemas_say_what_is_read_and_written(me: Program, collection: Collection) -> None:
    schemas = document()["components"]["schemas"]
    name = collection.model.__name__
    record = me.made(collection.slug, body(me, collection))
    assert list(schemas[name]["properties"]) == list(record)
    read_only = {n for n, s in schemas[name]["properties"].items() if s.get("readOnly")}
    assert read_only == {"id"} | {f.name for f in collection.fields if f.read_only}
    new = schemas[f"New{name}"]
    assert not read_only & new["properties"].keys()
    needed = [f for f in collection.fields if f.required]
    assert new.get("required", []) == [f.name for f in needed if not f.instead]
    either = [{"required": [n]} for f in needed if f.instead for n in (f.name, f.instead)]
    assert new.get("anyOf", []) == either
    for field, schema in schemas[name]["properties"].items():
        if record[field] is None:
            assert "null" in schema["type"], field


@each_collection
def test_defaults_are_what_a_new_record_has(me: Program, collection: Collection) -> None:
    given = body(me, collection)
    record = me.made(collection.slug, given)
    properties = document()["components"]["schemas"][f"New{collection.model.__name__}"][
        "properties"
    ]
    for name, schema in properties.items():
        if "default" in schema and name not in given:
            assert record[name] == schema["default"], name
