"""Lists: pages, orders, filters, counts, and what they cost."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.repeats.recurring_lines import TemplateLines
from freelancer_os.core.log.changes import change
from freelancer_os.core.values.text import fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.own.option_list import OptionList
from tests.api.cast import Program, new_program
from tests.api.samples import ALL, body, sample

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)


def several(me: Program, collection: Collection, number: int = 5) -> list[dict[str, Any]]:
    """Records that differ where they can, and are equal in twos."""
    found = []
    for position in range(number):
        given = body(me, collection)
        for one in collection.fields:
            if isinstance(one, Title):
                given[one.name] = ["Ähre", "zebra", "Acme"][position // 2]
            elif isinstance(one, Choice) and one.required:
                given[one.name] = one.choices[position // 2 % len(one.choices)][0]
            elif isinstance(one, Links):
                given[one.name] = sample(me, one)
        found.append(me.made(collection.slug, given))
    return found


@each_collection
def test_pages_hold_every_record_once(me: Program, collection: Collection) -> None:
    several(me, collection)
    whole = me.read(collection.slug)
    assert whole["next"] is None
    ids = [record["id"] for record in whole["items"]]
    assert ids == sorted(ids, reverse=True), "newest first, by default"
    assert whole["count"] == len(ids) >= 5
    pages = me.pages(f"{collection.slug}?limit=2")
    assert [record for page in pages for record in page["items"]] == whole["items"]
    assert {page["count"] for page in pages} == {len(ids)}
    assert pages[0]["next"].startswith("http://testserver/api/v1/")


@each_collection
def test_every_order_goes_both_ways(me: Program, collection: Collection) -> None:
    several(me, collection)
    for name in ["id", *(one.name for one in collection.fields if one.sortable)]:
        up = [r["id"] for r in me.everything(f"{collection.slug}?order={name}&limit=3")]
        down = [r["id"] for r in me.everything(f"{collection.slug}?order=-{name}&limit=3")]
        whole = [r["id"] for r in me.read(f"{collection.slug}?order={name}")["items"]]
        assert up == whole
        assert sorted(up) == sorted(down) == sorted(set(up))


def test_names_sort_without_case_and_accents_and_nulls_last(me: Program) -> None:
    for name, value in (("zebra", "5"), ("Ähre", None), ("acme", "10"), ("Bär", "-1")):
        me.made("clients", {"name": name, "contract_value": value})

    def names(order: str) -> list[str]:
        return [client["name"] for client in me.everything(f"clients?order={order}&limit=1")]

    assert names("name") == ["acme", "Ähre", "Bär", "zebra"]
    assert names("-name") == ["zebra", "Bär", "Ähre", "acme"]
    assert names("contract_value") == ["Bär", "zebra", "acme", "Ähre"]
    assert names("-contract_value") == ["acme", "zebra", "Bär", "Ähre"]


@each_collection
def test_every_field_filters(me: Program, collection: Collection) -> None:
    records = several(me, collection)
    for one in collection.fields:
        value = records[0][one.name]
        if isinstance(one, OptionList | TemplateLines):
            continue  # is no filter
        if isinstance(one, Links):
            value = value[0] if value else None
        said = {None: "none", True: "true", False: "false"}
        text = said[value] if value is None or isinstance(value, bool) else str(value)
        answer = me.client.get(
            f"/api/v1/{collection.slug}",
            {one.name: text, "limit": 200},
            headers={"Authorization": f"Bearer {me.token}"},
        )
        if value is None and not isinstance(one, Link) and answer.status_code == 422:
            continue
        assert answer.status_code == 200, (one.name, answer.content)
        found = answer.json()["items"]
        assert records[0]["id"] in [record["id"] for record in found], one.name
        for record in found:
            got = record[one.name]
            if isinstance(one, Links):
                assert value in got if value else got == []
                continue
            assert fold(got) == fold(value) if isinstance(one, Title) else got == value


def test_filters_of_the_contract(me: Program) -> None:
    acme = me.made("clients", {"name": "Acme"})
    sent = me.made("invoices", {"client": acme["id"], "due_date": "2020-01-01"})
    draft = me.made("invoices", {})
    line = {"kind": "income", "category": me.client_category(), "invoice": sent["id"]}
    for day in ("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"):
        me.made("transactions", {**line, "date": day, "amount": "1", "description": day})
    me.patch(f"invoices/{sent['id']}", {"status": "sent"})

    def ids(path: str) -> list[str]:
        return [record["id"] for record in me.everything(path)]

    assert ids(f"invoices?client={acme['id']}") == ids("invoices?status=sent") == [sent["id"]]
    assert ids("invoices?overdue=true") == [sent["id"]]
    assert ids("invoices?overdue=false") == ids("invoices?client=none") == [draft["id"]]
    within = me.everything("transactions?date_from=2026-11-01&date_to=2026-11-30&order=date")
    assert [entry["description"] for entry in within] == ["2026-11-01", "2026-11-30"]
    assert len(ids("transactions?q=2026-11&kind=income")) == 2
    assert ids("transactions?kind=expense") == []


def test_meetings_are_found_by_who_takes_part_and_by_the_workspaces_days(db: None) -> None:
    me = new_program(time_zone="America/New_York")
    acme, tax = me.made("clients", {"name": "Acme"})["id"], me.made("contacts", {"name": "T"})["id"]
    seats: list[dict[str, Any]] = [{"clients": [acme]}, {"contacts": [tax]}, {"clients": []}]
    starts = ("2026-11-02T04:59:00Z", "2026-11-02T05:00:00Z", "2026-11-03T04:59:00Z")
    first, second, third = (
        me.made("meetings", {"title": "M", "starts_at": start, **seat})["id"]
        for start, seat in zip(starts, seats, strict=True)
    )

    def ids(query: str) -> list[str]:
        return [record["id"] for record in me.everything(f"meetings?order=starts_at&{query}")]

    assert ids(f"clients={acme}") == [first]
    assert ids(f"contacts={tax}") == [second]
    assert ids("clients=none") == [second, third]
    assert ids("date_from=2026-11-02&date_to=2026-11-02") == [second, third]
    assert ids("date_to=2026-11-01") == [first]
    assert me.get("meetings?clients=nonsense").status_code == 422


def test_a_count_is_exact_to_a_thousand(me: Program) -> None:
    numbers = count(1)

    def add(number: int) -> None:
        with change(me.workspace, me.user, "Added many") as unit:
            names = [f"Client {next(numbers)}" for _ in range(number)]
            unit.add(Client(workspace=unit.workspace, name=name) for name in names)

    add(1000)
    assert me.read("clients?limit=1")["count"] == 1000
    add(1)
    assert me.read("clients?limit=1")["count"] is None
    assert len(me.everything("clients?limit=200")) == 1001


def queries(ask: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as context:
        ask()
    return [query["sql"] for query in context.captured_queries]


def more(collection: Collection) -> int:
    """The statements for what its lists of links name, one for each kind of linking row, and the
    one for the properties that its workspace has added."""
    links = {id(one.through) for one in collection.fields if isinstance(one, Links)}
    return len(links) + collection.takes_properties


@each_collection
def test_a_list_costs_the_same_however_long(me: Program, collection: Collection) -> None:
    several(me, collection, 1)
    few = queries(lambda: me.read(collection.slug))
    several(me, collection, 6)
    assert len(queries(lambda: me.read(collection.slug))) == len(few) <= 5 + more(collection)


@each_collection
def test_a_record_costs_little(me: Program, collection: Collection) -> None:
    record = me.made(collection.slug, body(me, collection))
    path = f"{collection.slug}/{record['id']}"
    assert len(queries(lambda: me.read(path))) <= 3 + more(collection)
