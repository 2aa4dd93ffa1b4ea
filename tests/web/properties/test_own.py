"""Own properties on pages: every kind, in every collection; and the forms that make them."""

import json
import re
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from freelancer_os.clients.models import Client
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.operators import Takes
from freelancer_os.engine.models import Property
from freelancer_os.engine.query.listing import read_page
from freelancer_os.people.models import Membership, User
from tests.books import Books, open_books
from tests.engine.properties import EVERY_KIND, SAMPLES, add, add_every_kind, clients, kinds_of, of
from tests.sql import assert_scoped
from tests.web.choosing import Chosen
from tests.web.test_every_collection import ALL, fill, signed_in

OWNERS = [one for one in ALL if one.takes_properties]
EVERY = pytest.mark.parametrize("collection", OWNERS, ids=lambda one: one.slug)


def save(web: Web, slug: str, pk: Any, name: str, **given: str) -> Any:
    headers = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/bin/"}
    return web.post(f"/{slug}/{pk}/cell/{name}/", given, headers=headers)


def shown(web: Web, slug: str, pk: Any, one: Field) -> tuple[str, str]:
    """What a cell says that it holds, and its HTML, on the page of its record."""
    page = web.get(f"/{slug}/{pk}/").content.decode()
    found = re.search(rf'<td [^>]*cell/{one.name}/"[^>]*data-raw="([^"]*)"[^>]*>(.*?)</td>', page)
    assert found is not None, one.name
    return found[1], found[2]


def kind_of(one: Field) -> str:
    return one.name.removeprefix("own_")


def test_every_collection_of_records_takes_them() -> None:
    settings = {
        "outbox",
        "reminders",
        "wordings",
        "tax-rates",
        "rules",
        "bank-lines",
        "receipts",
    }  # what the program does, no record of work
    assert {one.slug for one in ALL} - settings == {one.slug for one in OWNERS}


@EVERY
def test_each_cell_holds_what_was_typed_and_undo_takes_it_back(
    collection: Collection, books: Books, web: Web
) -> None:
    slug, pk = collection.slug, fill(books)[collection.slug].pk
    add_every_kind(books, slug)
    before = books.state()
    for one in of(books, slug).own:
        lesser, greater = SAMPLES[kind_of(one)].typed
        for typed in (greater, lesser):
            opened = raw(books, one, slug, pk)
            answer = save(web, slug, pk, one.name, value=typed, opened=opened)
            assert answer.status_code == 200, (one.name, answer.content.decode()[:300])
            held = raw(books, one, slug, pk)
            assert held != opened
            assert save(web, slug, pk, one.name, value=held, opened=held).status_code == 200
            assert raw(books, one, slug, pk) == held
        assert shown(web, slug, pk, one)[0] == escape(held)
        books.undo()
        books.undo()
    assert books.state() == before


def raw(books: Books, one: Field, slug: str, pk: Any) -> str:
    """What an editor of a cell starts with."""
    record = of(books, slug).rows(books.workspace).get(pk=pk)
    return one.raw(record, Formats.of(books.workspace))


@EVERY
def test_each_cell_refuses_nonsense_and_what_is_stale(
    collection: Collection, books: Books, web: Web
) -> None:
    slug, pk = collection.slug, fill(books)[collection.slug].pk
    add_every_kind(books, slug)
    before = books.state()
    for one in of(books, slug).own:
        for bad in SAMPLES[kind_of(one)].bad_text:
            answer = save(web, slug, pk, one.name, value=bad)
            assert answer.status_code == 422, (one.name, bad)
            assert re.search(r'<p class="problem">[^<]*\.</p>', answer.content.decode())
        stale = save(web, slug, pk, one.name, value="x", opened="something else")
        assert stale.status_code == 409
    assert books.state() == before


@EVERY
def test_lists_are_filtered_and_sorted_by_each(collection: Collection, books: Books) -> None:
    slug = collection.slug
    ours = [fill(books)[slug] for _ in range(3)]
    if slug == "categories":
        ours = [books.make(collection.model, name=name, kind="income") for name in "abc"]
    made = add_every_kind(books, slug)
    with CaptureQueriesContext(connection) as captured:
        for one in of(books, slug).own:
            for record, text in zip(ours, SAMPLES[kind_of(one)].typed, strict=False):
                value = one.parse(text, Formats.of(books.workspace), {}, record)
                books.edit(record, **one.spread(value))
            _, greater, without = (record.pk for record in ours)
            wanted = "blue" if one.name == "own_multi_select" else SAMPLES[kind_of(one)].typed[1]
            assert listed(books, slug, ours, **{one.name: wanted}) == [greater], one.name
            if one.name != "own_checkbox":
                assert listed(books, slug, ours, **{one.name: "none"}) == [without], one.name
            if one.sortable:
                assert_sorted(books, slug, one, ours)
            with pytest.raises(ValidationError):
                listed(books, slug, ours, **{one.name: "\x00"})
    assert_scoped(captured)
    assert tuple(made) == kinds_of(slug)


def assert_sorted(books: Books, slug: str, one: Field, ours: list[Any]) -> None:
    lesser, greater, without = (record.pk for record in ours)
    up, down = (listed(books, slug, ours, order=f"{sign}{one.name}") for sign in ("", "-"))
    if one.name == "own_checkbox":
        assert (up[-1], down[0]) == (greater, greater)
    else:
        assert (up, down) == ([lesser, greater, without], [greater, lesser, without]), one.name


def listed(books: Books, slug: str, among: list[Any], **query: str) -> list[Any]:
    """Some records in the order in which a list has them, read page by page."""
    formats, found, collection = Formats.of(books.workspace), [], of(books, slug)
    page = read_page(collection, formats, query, limit=2)
    found += page.records
    while page.cursor:
        page = read_page(collection, formats, {**query, "cursor": page.cursor}, limit=2)
        found += page.records
    return [record.pk for record in found if record in among]


def test_a_list_takes_them_from_its_address(books: Books, web: Web) -> None:
    sizes = add(books, "Size", "number"), add(books, "Source", "select", options=[{"label": "Web"}])
    size, source = (one.key for one in sizes)
    for name, own in (("A", {size: 20_000, source: "web"}), ("B", {size: 10_000}), ("C", {})):
        books.client(name, own=own)

    def names(query: str, status: int = 200) -> list[str]:
        answer = web.get(f"/clients/?{query}")
        assert answer.status_code == status
        return [record.name for record in answer.context["sheet"].page.records]

    assert names("order=-own_size") == ["A", "B", "C"]
    assert names("order=own_size&own_source=none") == ["B", "C"]
    assert names("own_size=1") == ["B"]
    for wrong in ("own_size=x", "own_source=pink", "own_weight=1", "order=own_weight"):
        assert names(wrong, 422)
    assert "Source is Web" in web.get("/clients/?view=gallery&own_source=web").content.decode()


@EVERY
def test_a_stranger_and_an_accountant_write_nothing(collection: Collection, books: Books) -> None:
    slug, pk = collection.slug, fill(books)[collection.slug].pk
    made = add_every_kind(books, slug)
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    before, accountant, stranger = books.state(), signed_in(user), signed_in(open_books().user)
    page = accountant.get(f"/{slug}/{pk}/").content.decode()
    assert "prop-edit" not in page
    assert "Add a property" not in page
    assert all(one.name in page for one in made.values())
    for one in of(books, slug).own:
        assert save(accountant, slug, pk, one.name, value="").status_code == 403
        assert save(stranger, slug, pk, one.name, value="").status_code == 404
        assert stranger.get(f"/{slug}/{pk}/cell/{one.name}/").status_code == 404
        assert stranger.get(f"/{slug}/?{one.name}=none").status_code == 422
    for one in made.values():
        for act in ("change", "delete"):
            address = f"/properties/{one.pk}/{act}/"
            assert accountant.post(address, {"name": "x"}).status_code == 403
            assert stranger.post(address, {"name": "x"}).status_code == 404
    assert books.state() == before


def test_a_list_costs_one_statement_more_however_many(books: Books, web: Web) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            web.get("/clients/")
        return len(captured)

    books.client()
    few = cost()
    add_every_kind(books, "clients")
    assert cost() == few


# Cells


def test_links_lead_where_they_say(books: Books, web: Web) -> None:
    add_every_kind(books, "clients")
    client = books.client()
    cells = {one.name: one for one in clients(books).own}
    for name, typed in (
        ("own_link", "a.example/x?y=1&z"),
        ("own_email", "ada@example.com"),
        ("own_phone", "+49 (30) 1 ext. 5"),
    ):
        assert save(web, "clients", client.pk, name, value=typed).status_code == 200
    assert shown(web, "clients", client.pk, cells["own_link"])[1] == (
        '<a class="out" href="https://a.example/x?y=1&amp;z" target="_blank"'
        ' rel="noopener noreferrer">a.example/x?y=1&amp;z</a>'
    )
    assert (
        'href="mailto:ada@example.com"' in shown(web, "clients", client.pk, cells["own_email"])[1]
    )
    assert 'href="tel:+49301"' in shown(web, "clients", client.pk, cells["own_phone"])[1]


def test_a_cell_offers_the_options_and_makes_one(books: Books, web: Web) -> None:
    add_every_kind(books, "clients")
    client = books.client()
    cell = f"/clients/{client.pk}/cell/own_select/"
    offered = web.get(cell).content.decode()
    assert re.findall(r'data-value="(\w*)"', offered) == ["red", "blue", "green"]
    assert "+ New: “Pink”" in web.get(f"{cell}?q=Pink").content.decode()
    assert "+ New" not in web.get(f"{cell}?q=RED").content.decode()
    before = books.state()
    answer = save(web, "clients", client.pk, "own_select", create="Pink", opened="")
    assert "select of Acme is Pink" in answer.content.decode()
    one = clients(books).by_name["own_select"]
    assert shown(web, "clients", client.pk, one) == (
        "pink",
        '<span class="tag tag-blue">Pink</span>',
    )
    assert "No select" in web.get(cell).content.decode()
    books.undo()
    assert books.state() == before


def test_a_cell_of_several_adds_and_takes_away(books: Books, web: Web) -> None:
    add_every_kind(books, "clients")
    client = books.client()

    def offered(text: str = "") -> list[tuple[str, str]]:
        cell = web.get(f"/clients/{client.pk}/cell/own_multi_select/?q={text}").content.decode()
        return re.findall(r'data-value="([\w,]*)" aria-selected="(\w+)"', cell)

    name = "own_multi_select"
    assert offered() == [("red", "false"), ("blue", "false"), ("green", "false")]
    save(web, "clients", client.pk, name, value="green", opened="")
    save(web, "clients", client.pk, name, value="green,red", opened="green")
    assert shown(web, "clients", client.pk, clients(books).by_name[name])[0] == "red,green"
    assert offered() == [
        ("green", "true"),
        ("red,green,blue", "false"),
        ("red", "true"),
        ("", "false"),
    ]
    save(web, "clients", client.pk, name, create="Pink", opened="red,green")
    assert shown(web, "clients", client.pk, clients(books).by_name[name])[0] == "red,green,pink"
    assert books.last().sentence == "multi select of Acme is Red, Green, Pink"
    save(web, "clients", client.pk, name, value="", opened="red,green,pink")
    assert books.fresh(client).own is None


def test_who_changed_a_value_is_named(books: Books, web: Web) -> None:
    made = add_every_kind(books, "clients")
    client = books.client()
    books.colleague("Ben").edit(client, own={made["number"].key: 10_000})
    answer = save(web, "clients", client.pk, "own_number", value="2", opened="")
    assert answer.status_code == 409
    assert "This is “1” now. Ben changed it" in answer.content.decode()


# Forms


def post(web: Web, address: str, client: Client, **given: str) -> Any:
    here = f"http://127.0.0.1/clients/{client.pk}/"
    return web.post(address, given, headers={"hx-request": "true", "hx-current-url": here})


def test_a_property_is_added_on_the_page_of_a_record(books: Books, web: Web) -> None:
    client = books.client()
    page = web.get("/clients/new-property/").content.decode()
    assert {kind for kind, _ in Chosen(page).offered["kind"]} == {*EVERY_KIND}
    form = {"collection": "clients", "name": "So<b>urce", "kind": "select", "options": "A, B\nC;"}
    answer = post(web, "/properties/", client, **form)
    assert answer.status_code == 200
    assert "So&lt;b&gt;urce" in answer.content.decode()
    assert "So<b>" not in answer.content.decode()
    assert "data-made" not in answer.content.decode()  # no list would show it
    assert books.last().sentence == "Added property So<b>urce"
    one = books.all(Property)[0]
    assert [option["label"] for option in one.options] == ["A", "B", "C"]
    post(web, "/properties/", client, **{**form, "name": "Plain", "kind": "text"})
    assert books.all(Property)[1].options == []
    refused = post(web, "/properties/", client, **{**form, "name": " "})
    assert refused.status_code == 422
    assert 'data-field="name"' in refused.content.decode()


def test_a_property_is_changed_by_its_form(books: Books, web: Web) -> None:
    client, one = books.client(), add(books, "Source", "select", options=[{"label": "A"}])
    address = f"/properties/{one.pk}/change/"
    form = {"option_a": "Fair", "colour_a": "rose", "more": "Web\n\n Call "}
    answer = post(web, address, client, name="Origin", **form)
    assert answer.status_code == 200
    one = books.fresh(one)
    assert (one.name, one.field) == ("Origin", "own_source")
    assert [(option["value"], option["label"], option["colour"]) for option in one.options] == [
        ("a", "Fair", "rose"),
        ("web", "Web", "amber"),
        ("call", "Call", "green"),
    ]
    post(web, address, client, name="Origin", option_web="Web", colour_web="amber", more="")
    assert [option["value"] for option in books.fresh(one).options] == ["web"]
    assert books.fresh(one).retired == ["a", "call"]
    for bad in (
        {"name": ""},
        {"name": "x", "more": "A\na"},
        {"name": "x", "option_?": "A", "more": ""},
    ):
        assert post(web, address, client, **bad).status_code == 422


def test_the_values_of_a_choice_are_arranged_by_a_form(books: Books, web: Web) -> None:
    client = books.client(stage="vip")
    address = "/clients/stage/options/"
    page = web.get(f"/clients/{client.pk}/").content.decode()
    assert f'data-dialog="{address}"' in page
    form = web.get(address).content.decode()
    assert 'name="option_vip" value="Vip"' in form and "Delete property" not in form
    named = {"option_lead": "Prospect", "option_negotiation": "Negotiation"}
    named |= {"option_client": "Client", "option_vip": "VIP"}
    colours = {"colour_lead": "blue", "colour_vip": "rose", "colour_client": "green"}
    places = {"place_lead": "1", "place_negotiation": "2", "place_client": "3", "place_vip": "2"}
    answer = post(web, address, client, **named, **colours, **places, more="Lost")
    assert answer.status_code == 200
    assert books.last().sentence == "Changed the values of Stage of Clients"
    (kept,) = books.all(Property)
    assert [(option["value"], option["label"]) for option in kept.options] == [
        ("lead", "Prospect"),
        ("vip", "VIP"),
        ("negotiation", "Negotiation"),
        ("client", "Client"),
        ("lost", "Lost"),
    ]
    board = web.get("/clients/?view=board").content.decode()
    assert board.index("Prospect") < board.index("VIP") < board.index("Negotiation")
    assert "tag-rose" in board
    refused = post(web, address, client, **{**named, "option_lead": ""}, more="")
    assert refused.status_code == 422 and "built in" in refused.content.decode()
    books.undo()
    assert not books.all(Property)


def test_one_moved_down_stands_behind_the_one_of_its_new_place(books: Books, web: Web) -> None:
    client = books.client()
    form = {"option_lead": "Lead", "option_negotiation": "Negotiation", "option_client": "Client"}
    places = {"place_lead": "3", "place_negotiation": "2", "place_client": "3"}
    post(web, "/clients/stage/options/", client, **form, **places, more="")
    (kept,) = books.all(Property)
    assert [one["value"] for one in kept.options] == ["negotiation", "client", "lead"]
    odd = {"place_lead": "x", "place_negotiation": "99999999", "place_client": ""}
    assert post(web, "/clients/stage/options/", client, **form, **odd, more="").status_code == 200


@pytest.mark.parametrize(
    "place", ["clients/name", "clients/nonsense", "projects/status", "x/stage"]
)
def test_only_choices_that_take_own_values_have_such_a_form(place: str, web: Web) -> None:
    assert web.get(f"/{place}/options/").status_code == 404
    assert web.post(f"/{place}/options/").status_code == 404


def test_a_property_is_deleted_and_undo_brings_it_back(books: Books, web: Web) -> None:
    client, one = books.client(), add(books, "Size", "number")
    books.edit(client, own={one.key: 10_000})
    asked = web.get(f"/properties/{one.pk}/form/").content.decode()
    assert "“Size” is deleted with what was entered in it" in asked
    answer = post(web, f"/properties/{one.pk}/delete/", client)
    assert "Deleted property Size" in answer.content.decode()
    assert "own_size" not in answer.content.decode()
    books.undo()
    assert shown(web, "clients", client.pk, clients(books).by_name["own_size"]) == ("1", "1")


# Views


def test_the_controls_of_a_list_know_every_kind(books: Books, web: Web) -> None:
    add_every_kind(books, "invoices")
    books.invoice()
    for one in of(books, "invoices").own:
        value = SAMPLES[kind_of(one)].values[1]
        each = value[0] if isinstance(value, list) else value
        given = {Takes.NOTHING: [], Takes.TWO: [[each, each]], Takes.PERIOD: ["this_month"]}
        for operator in one.operators:
            node = [one.name, operator.name, *given.get(operator.takes, [each])]
            here = urlencode({"where": json.dumps(node)})
            page = web.get(f"/invoices/?{here}&show=number,{one.name}")
            assert page.status_code == 200, node
            assert escape(f"{one.label} {operator.label}") in page.content.decode()
            panel = web.get("/invoices/controls/filter/", {"here": here, "at": "/invoices/"})
            assert panel.status_code == 200, node
        for plain in {"checkbox": ["true"]}.get(kind_of(one), [str(each), "none"]):
            page = web.get("/invoices/", {one.name: plain})
            assert page.status_code == 200, (one.name, plain)
        sorted_by = web.get("/invoices/controls/sort/", {"here": f"order={one.name}"})
        assert sorted_by.status_code == 200
        assert web.get(f"/invoices/foot/?show={one.name}&calc={one.name}.sum").status_code == 200


def test_a_board_is_grouped_by_a_select_and_a_card_is_moved(books: Books, web: Web) -> None:
    one = add(books, "Source", "select", options=[{"label": "Fair"}, {"label": "Web"}])
    client = books.client(own={one.key: "fair"})
    address = "http://127.0.0.1/clients/?view=board&group=own_source"
    page = web.get(address.removeprefix("http://127.0.0.1")).content.decode()
    assert "No Source" in page
    assert f'data-cell="/clients/{client.pk}/cell/own_source/" data-raw="fair"' in page
    headers = {"hx-request": "true", "hx-current-url": address}
    moved = {"value": "web", "opened": "fair"}
    answer = web.post(f"/clients/{client.pk}/cell/own_source/", moved, headers=headers)
    assert "Source of Acme is Web" in answer.content.decode()
    assert 'data-raw="web"' in answer.content.decode()


def test_cards_show_them(books: Books, web: Web) -> None:
    made = add_every_kind(books, "clients")
    own = {made["multi_select"].key: ["red", "blue"], made["select"].key: "green"}
    books.client(own={**own, made["number"].key: 15_000, made["text"].key: "<b>"})
    shown = ",".join(f"own_{kind}" for kind in EVERY_KIND)
    for layout in ("gallery", "board"):
        page = web.get(f"/clients/?view={layout}&show={shown}").content.decode()
        for label in ("Red", "Blue", "Green"):
            assert f">{label}</span>" in page
        assert "number <b>1.5</b>" in page
        assert "&lt;b&gt;" in page
        assert "[&#x27;" not in page


def test_a_calendar_stands_by_a_date_of_ones_own(books: Books, web: Web) -> None:
    one = add(books, "Reminder", "date", collection="invoices")
    invoice = books.invoice(own={one.key: "2026-11-23"})
    page = web.get("/invoices/?view=calendar&by=own_reminder&month=2026-11").content.decode()
    assert f'id="entry-{invoice.pk}"' in page
    assert f'data-cell="/invoices/{invoice.pk}/cell/own_reminder/"' in page
    assert str(invoice.pk) not in web.get("/invoices/?view=calendar&month=2026-11").content.decode()


def test_a_view_keeps_them_and_says_when_one_is_gone(books: Books, web: Web) -> None:
    one = add(books, "Size", "number")
    books.client("Big", own={one.key: 420_000})
    books.client("None")
    query = "where=" + quote('["own_size","greater","10"]') + "&show=name,own_size&order=-own_size"
    form = {"name": "Sizes", "collection": "clients", "layout": "table", "query": query}
    headers = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/"}
    assert web.post("/views/", form, headers=headers).status_code == 200
    page = web.get("/clients/?view=sizes")
    assert [record.name for record in page.context["sheet"].page.records] == ["Big"]
    assert 'data-field="own_size"' in page.content.decode()
    books.remove(one)
    page = web.get("/clients/?view=sizes")
    assert page.status_code == 200
    assert "own_size" in page.content.decode()  # the sentence that says so
    books.undo()
    page = web.get("/clients/?view=sizes")
    assert [record.name for record in page.context["sheet"].page.records] == ["Big"]


def test_forms_are_fetched_by_those_who_may_write(books: Books, web: Web) -> None:
    one = add(books, "Size", "select", options=[{"label": "Small"}])
    client = books.client()
    page = web.get(f"/clients/?peek=clients:{client.pk}").content.decode()
    assert f'data-dialog="/properties/{one.pk}/form/"' in page
    assert 'data-dialog="/clients/new-property/"' in page
    assert "option_small" in web.get(f"/properties/{one.pk}/form/").content.decode()
    assert "Add property" in web.get("/clients/new-property/").content.decode()
    assert web.get("/views/new-property/").status_code == 404
    stranger = signed_in(open_books().user)
    assert stranger.get(f"/properties/{one.pk}/form/").status_code == 404
