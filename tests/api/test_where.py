"""The filter by operators over the API: every operator of every field of every collection."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.day_ranges import WITHIN
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.operators import Takes
from tests.api.cast import Program
from tests.api.samples import ALL
from tests.api.test_lists import several
from tests.engine.oracle import holds

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)
ID = "0192f0c1-2345-7890-abcd-0123456789ab"
PLAIN = {
    "month": "2026-11",
    "money": "12.00",
    "number": "1",
    "hours": "1.5",
    "percent": "26.67",
    "date": "2026-11-01",
    "instant": "2026-11-01",
    "link": ID,
    "links": ID,
    "bool": True,
}
NAMED = {"currency": "EUR", "year": "2026"}


def values(one: Field, records: list[dict[str, Any]], takes: Takes) -> list[Any]:
    """Some that records have, and one that none has, in the shape that an operator takes."""
    if takes is Takes.NOTHING:
        return []
    if takes is Takes.PERIOD:
        return list(WITHIN)
    plain = NAMED.get(one.name) or PLAIN.get(one.kind, "x")
    if one.kind == "choice":
        plain = one.choices[-1][0]  # type: ignore[attr-defined]  # of a choice
    known = [_bare(one, record[one.name]) for record in records]
    found = [plain, *(value for value in known[:2] if value not in (None, ""))]
    if takes is Takes.TWO:
        return [[low, high] for low in found for high in found]
    return [*found, found] if takes is Takes.MANY else found


def _bare(one: Field, value: Any) -> Any:
    if one.kind == "links":
        return next(iter(value), None)
    if one.kind == "instant" and value:
        return value[:10]
    return value.split("\n")[0] if one.kind == "note" else value


def ask(me: Program, collection: Collection, tree: Any) -> Any:
    return me.get(f"{collection.slug}?{urlencode({'where': json.dumps(tree), 'limit': 200})}")


@each_collection
def test_every_operator_of_every_field(me: Program, collection: Collection) -> None:
    formats = Formats.of(me.workspace)
    for count in (0, 3):
        records = several(me, collection, count)
        whole = me.read(f"{collection.slug}?limit=200")["items"]
        for one in collection.fields:
            for operator in one.operators:
                for value in values(one, records, operator.takes) or [None]:
                    tree = [one.name, operator.name, *([] if value is None else [value])]
                    answer = ask(me, collection, tree)
                    assert answer.status_code == 200, (tree, answer.content)
                    wanted = [r["id"] for r in whole if holds(collection, r, tree, formats)]
                    assert [r["id"] for r in answer.json()["items"]] == wanted, tree


def test_it_is_joined_with_the_plain_filters_and_the_order(me: Program) -> None:
    for name, value in (("Acme", "5"), ("Beta", "5"), ("Gamma", None)):
        me.made("clients", {"name": name, "contract_value": value, "stage": "lead"})
    me.made("clients", {"name": "Delta", "contract_value": "9", "stage": "client"})
    where = json.dumps({"or": [["contract_value", "at_least", "5"], ["name", "is", "GAMMA"]]})
    query = {"where": where, "stage": "lead", "order": "-contract_value,-name", "limit": "2"}
    pages = me.pages(f"clients?{urlencode(query)}")
    assert [[r["name"] for r in page["items"]] for page in pages] == [["Beta", "Acme"], ["Gamma"]]
    assert {page["count"] for page in pages} == {3}


def test_an_id_of_elsewhere_finds_nothing(me: Program) -> None:
    me.made("projects", {"name": "Site"})
    assert ask(me, _of("projects"), ["client", "is", ID]).json()["items"] == []
    assert len(ask(me, _of("projects"), ["client", "is_not", ID]).json()["items"]) == 1


@pytest.mark.parametrize(
    "query",
    [
        "where=",
        "where=nonsense",
        "where=[%22name%22,%22is%22,%22a%00%22]",
        "where=[%22nonsense%22,%22is%22,%22a%22]",
        "where=[]&where=[]",
        "order=name,nonsense",
        "order=name,-name",
        "until=x",
        "group=stage",
    ],
)
def test_what_makes_no_sense_is_refused(me: Program, query: str) -> None:
    answer = me.get(f"clients?{query}")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [query.partition("=")[0]]


def _of(slug: str) -> Collection:
    return next(one for one in ALL if one.slug == slug)
