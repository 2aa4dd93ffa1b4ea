"""Search over the API."""

from typing import Any

from tests.api.cast import Program


def found(me: Program, query: str) -> list[Any]:
    return [(f["collection"], f["title"]) for f in me.read(f"search?{query}")["items"]]


def test_search_finds_titles_of_every_collection(me: Program) -> None:
    me.made("clients", {"name": "Łódź Übersee"})
    me.made("projects", {"name": "Lodz website"})
    me.made("services", {"name": "Logo for LODZ"})
    me.made("invoices", {"number": "LODZ-1"})
    entry = {"kind": "income", "date": "2026-11-01", "amount": "1", "description": "łódz"}
    me.made("transactions", entry)
    me.made("clients", {"name": "Elsewhere"})
    assert sorted(found(me, "q=LÓDZ")) == [
        ("clients", "Łódź Übersee"),
        ("invoices", "LODZ-1"),
        ("projects", "Lodz website"),
        ("services", "Logo for LODZ"),
        ("transactions", "łódz"),
    ]
    assert found(me, "q=lodz")[-1] == ("services", "Logo for LODZ"), "beginnings first"
    assert found(me, "q=%25") == found(me, "q=_") == found(me, "q=") == found(me, "q=%20") == []


def test_what_is_found_is_bounded(me: Program) -> None:
    for number in range(25):
        me.made("clients", {"name": f"Acme {number}"})
    assert len(found(me, "q=acme")) == 20
    assert len(found(me, "q=acme&limit=3")) == 3


def test_an_item_names_its_record(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    items = me.read("search?q=acm")["items"]
    assert items == [{"collection": "clients", "id": client["id"], "title": "Acme"}]


def test_bad_questions(me: Program) -> None:
    for query in ("", "q=%00", "q=" + "x" * 201, "q=a&q=b", "q=a&limit=0", "q=a&nonsense=1"):
        assert me.get(f"search?{query}").status_code == 422, query
