"""Own properties in filters by operators, in orders, groups, feet, bulk edits and pasted cells."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.clients.models import Client
from freelancer_os.core.models import Change
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.operators import Operator, Takes
from freelancer_os.engine.models import Property
from freelancer_os.engine.query.address import mended
from freelancer_os.engine.query.grouping import grouping
from freelancer_os.engine.query.listing import filtered, read_page
from freelancer_os.engine.write.bulk import edit_many
from freelancer_os.engine.write.cells import Edit
from freelancer_os.engine.write.pasted import Cell, Row
from freelancer_os.engine.write.pasting import paste
from freelancer_os.engine.write.writing import create
from freelancer_os.web.board.columns import board
from freelancer_os.web.table.columns import Columns
from freelancer_os.web.table.foot import functions, results
from tests.books import Books
from tests.engine.oracle import holds
from tests.engine.properties import EVERY_KIND, add_every_kind, clients

# What the clients hold; nothing at all, and nothing of some, are among them.
HELD: list[dict[str, Any]] = [
    {},
    {"own_text": "Ähre 100 %", "own_number": "-1.5", "own_select": "red", "own_checkbox": True},
    {"own_text": "under_score", "own_money": "12.00", "own_multi_select": ["red", "green"]},
    {"own_number": "0", "own_date": "2026-02-01", "own_multi_select": ["blue"]},
    {"own_money": "-0.01", "own_date": "2026-01-31", "own_link": "https://a.example/Ähre"},
    {"own_email": "ada@example.com", "own_phone": "+49 30", "own_select": "green"},
    {"own_text": "ahre", "own_select": "blue", "own_checkbox": True, "own_number": "12"},
]
ASKED: dict[str, list[Any]] = {
    "text": ["ÄHRE", "%", "_", "ahre", "100 %", "\\"],
    "link": ["ahre", "https://a.example/ahre", "http"],
    "email": ["ADA", "ada@example.com"],
    "phone": ["+49", "30"],
    "number": ["0", "-1.5", "12"],
    "money": ["12", "-0.01"],
    "date": ["2026-01-31", "2026-02-01"],
    "select": ["red", ["red", "blue"]],
    "multi_select": ["red", ["green", "blue"]],
    "checkbox": [True, False],
}


@pytest.fixture
def full(books: Books) -> Books:
    """Clients with and without values of every kind."""
    made = add_every_kind(books, "clients")
    for place, values in enumerate(HELD):
        create(clients(books), books.workspace, books.user, {"name": f"C{place}", **values})
    books.call(made["select"], "add_option", "Gone")
    return books


def found(books: Books, **query: str) -> list[str]:
    """The names of the clients that a list has."""
    page = read_page(clients(books), Formats.of(books.workspace), query, order="id")
    return [record.name for record in page.records]


def values_of(operator: Operator, kind: str) -> list[list[Any]]:
    """What a condition with this operator may be asked with."""
    if operator.takes is Takes.NOTHING:
        return [[]]
    if operator.takes is Takes.TWO:
        return [[ASKED[kind][:2]]]
    if operator.takes is Takes.PERIOD:
        return [["this_year"], ["last_month"]]
    return [[value] for value in ASKED[kind]]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_operator_means_what_it_says(full: Books, kind: str) -> None:
    formats, collection = Formats.of(full.workspace), clients(full)
    one = collection.by_name[f"own_{kind}"]
    printed = [
        {f.name: f.dump(record, formats) for f in collection.fields}
        for record in collection.rows(full.workspace).order_by("id")
    ]
    for operator in one.operators:
        for value in values_of(operator, kind):
            node = [one.name, operator.name, *value]
            wanted = [r["name"] for r in printed if holds(collection, r, node, formats)]
            assert found(full, where=json.dumps(node)) == wanted, node
    other = [["name", "is", "C0"], [one.name, *_any(one)]]
    for joint in ("and", "or"):
        wanted = [r["name"] for r in printed if holds(collection, r, {joint: other}, formats)]
        assert found(full, where=json.dumps({joint: other})) == wanted


def _any(one: Field) -> list[Any]:
    return ["is", True] if one.operators is ops.FLAG else ["not_empty"]


@pytest.mark.parametrize(
    "node",
    [
        ["own_number", "greater", "x"],
        ["own_text", "contains", "\x00"],
        ["own_text", "contains", ""],
        ["own_select", "is", "pink"],
        ["own_multi_select", "contains", ["red", "pink"]],
        ["own_multi_select", "is", "red"],
        ["own_checkbox", "is", "yes"],
        ["own_date", "within", "some_time"],
        ["own_gone", "empty"],
    ],
)
def test_what_makes_no_sense_is_refused(full: Books, node: list[Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        found(full, where=json.dumps(node))
    assert list(refused.value.message_dict) == ["where"]


def test_lists_are_sorted_by_several(full: Books) -> None:
    query = {"order": "own_select,-own_number", "limit": "2"}
    page = read_page(clients(full), Formats.of(full.workspace), query)
    records = page.records
    while page.cursor:
        page = read_page(
            clients(full), Formats.of(full.workspace), {**query, "cursor": page.cursor}
        )
        records += page.records
    assert [record.name for record in records] == ["C1", "C6", "C5", "C3", "C4", "C2", "C0"]


def test_a_board_has_a_column_for_each_option_and_one_for_none(full: Books) -> None:
    collection, formats = clients(full), Formats.of(full.workspace)
    grouped = grouping(collection, "own_select")
    rows = filtered(collection, formats, {})
    drawn = board(
        collection, rows, formats, grouped, order="id", folded=frozenset(), may_write=True
    )
    columns = {column.value: len(column.cards) for column in drawn.columns}
    assert columns == {"red": 1, "blue": 1, "green": 1, "gone": 0, "": 4}
    assert 'cell/own_select/"' in drawn.columns[0].cards[0]
    for name in ("own_multi_select", "own_text", "own_gone"):
        with pytest.raises(ValidationError):
            grouping(collection, name)


def test_a_foot_says_what_a_column_comes_to(full: Books) -> None:
    collection, formats = clients(full), Formats.of(full.workspace)
    told = {}
    for name in ("own_number", "own_money", "own_date"):
        one = collection.by_name[name]
        for function in functions(one):
            rows = filtered(collection, formats, {})
            told[name, function] = results(collection, [one], {name: function}, rows, formats)[name]
    assert told["own_number", "sum"] == "10.5"
    assert told["own_money", "least"] == "−€0.01"
    assert told["own_date", "most"] == "1 Feb"
    assert (told["own_number", "filled"], told["own_number", "empty"]) == ("3", "4")
    assert len(told) == 16
    shown = Columns.of(collection, {"show": "own_tags,own_number,name"}, ("name",))
    assert [one.name for one in shown.fields] == ["own_number", "name"]


def test_no_filter_asks_for_more_than_a_database_takes(books: Books) -> None:
    options = [{"label": f"Option {place}"} for place in range(100)]
    books.make(Property, collection="clients", name="Tag", kind="multi_select", options=options)
    client, collection = books.client(), clients(books)
    for times in (1, 7):
        text = json.dumps({"or": [["own_tag", "empty"]] * times})
        assert list(filtered(collection, Formats.of(books.workspace), {"where": text})) == [client]
    text = json.dumps({"or": [["own_tag", "empty"]] * 50})
    with pytest.raises(ValidationError, match="too much at once"):
        filtered(collection, Formats.of(books.workspace), {"where": text})
    kept, said = mended(collection, Formats.of(books.workspace), {"where": text})
    assert (kept, len(said)) == ({}, 1)  # so no view keeps it


def test_many_records_are_given_a_new_option_at_once(full: Books) -> None:
    keys = [one.pk for one in full.all(Client)]
    had = len(found(full, own_multi_select="red"))
    for name in ("own_select", "own_multi_select"):
        one, before = clients(full).by_name[name], full.state()
        edit = Edit(create="Pink")
        unit = edit_many(clients(full), full.workspace, full.user, lambda: keys, one, edit)
        assert "of 7 clients" in str(unit.sentence)
        assert "Pink" in str(unit.sentence)
        assert len(found(full, **{name: "pink"})) == 7
        assert len(found(full, own_multi_select="red")) == had > 0  # each keeps what it has
        full.undo()
        assert full.state() == before


def test_cells_of_several_properties_are_pasted_at_once(full: Books) -> None:
    collection, log = clients(full), Change.objects.count()
    first = full.all(Client)[1]
    cells = [
        Cell("own_select", "blue", "red"),
        Cell("own_multi_select", "Red, green", ""),
        Cell("own_checkbox", "No", "true"),
        Cell("own_number", "", "−1.5"),
        Cell("own_date", "2026-03-04", ""),
    ]
    new = [Cell("name", "New"), Cell("own_text", "pasted"), Cell("own_link", "b.example")]
    rows = [Row(first.pk, cells), Row(None, new)]
    starts = {"own_select": "green", "own_number": "3"}
    paste(collection, full.workspace, full.user, rows, starts=starts)
    formats = Formats.of(full.workspace)
    told = {one.name: one.dump(full.fresh(first), formats) for one in collection.own}
    assert told["own_text"] == "Ähre 100 %"
    assert told["own_multi_select"] == ["red", "green"]
    assert (told["own_select"], told["own_checkbox"], told["own_number"]) == ("blue", False, None)
    assert told["own_date"] == date(2026, 3, 4).isoformat()
    made = full.all(Client)[-1]
    told = {one.name: one.dump(made, formats) for one in collection.own}
    assert (told["own_text"], told["own_link"]) == ("pasted", "https://b.example")
    assert (told["own_select"], told["own_number"]) == ("green", "3")
    assert Change.objects.count() == log + 1
