"""What the box offers: records, places, and what can be made, to whom it may be offered."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.attached.notes import write_note
from freelancer_os.engine.models import View
from freelancer_os.engine.registry import collections
from freelancer_os.people.models import Membership, User
from freelancer_os.web.palette.sections import Option
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill, signed_in

OPTION = re.compile(r'<a role="option"(.*?)>\s*(.*?)\s*</a>', re.DOTALL)


def offered(web: Web, typed: str = "", **given: str) -> list[tuple[str, str]]:
    """The words of each option, and where it leads."""
    found = web.get("/palette/", {"q": typed, **given})
    assert found.status_code == 200
    options = OPTION.findall(found.content.decode())
    return [(_words(shown), _address(more)) for more, shown in options]


def _words(shown: str) -> str:
    plain = re.sub(r"</?mark>", "", shown)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split())


def _address(more: str) -> str:
    found = re.search(r'(?:href|data-fills)="([^"]*)"', more)
    return unescape(found[1]) if found else ""


def reader_of(books: Books) -> Web:
    person = User.objects.create_user(f"{uuid4().hex}@example.com", name="Reader")
    Membership.objects.create(
        user=person, workspace=books.workspace, role=Membership.Role.ACCOUNTANT
    )
    return signed_in(person)


def test_a_record_is_told_with_what_it_is(books: Books, web: Web) -> None:
    acme = books.client("Acme Robotics", contract_value=3_600_000)
    label, address = offered(web, "acme")[0]
    assert address == f"/clients/{acme.pk}/"
    assert (
        label == "Client Acme Robotics Lead · Contract value €36,000.00 · Invoice amount €0.00 · 0%"
    )


def test_where_a_word_stands_is_said_if_the_title_lacks_it(books: Books, web: Web) -> None:
    acme = books.client("Acme", company="Müller & Söhne")
    note = f"{'before ' * 20}\n- [ ] **paid** in three parts, bank transfer{' after' * 40}"
    books.do(lambda unit: write_note(unit.fresh(acme), note))
    assert offered(web, "muller")[0][0] == "Client Acme Company: Müller & Söhne"
    told = offered(web, "acme parts")[0][0]
    assert told.startswith("Client Acme Note: - paid in three parts, bank transfer after")
    assert told.endswith("after…")
    assert "<mark>parts</mark>" in web.get("/palette/?q=parts").content.decode()


def test_what_people_typed_is_never_markup(books: Books, web: Web) -> None:
    books.client("<b>Acme</b>", company="<i>kick</i>")
    found = web.get("/palette/?q=kick").content.decode()
    assert "<i>" not in found
    assert "<b>" not in found
    assert "<script" not in web.get("/palette/", {"q": "<script>"}).content.decode()


def test_what_was_opened_last_stands_first(books: Books, web: Web) -> None:
    old, new = books.client("Acme old"), books.client("Acme")
    other = open_books().client("Foreign")
    keys = [f"clients:{one.pk}" for one in (old, other, new)]
    used = ",".join([*keys, "nothing:1", f"nowhere:{old.pk}"])
    found = [address for _, address in offered(web, used=used)]
    assert found == [f"/clients/{old.pk}/", f"/clients/{new.pk}/"]
    here = f"/clients/{old.pk}/"
    assert [address for _, address in offered(web, used=used, at=here)] == [f"/clients/{new.pk}/"]
    assert offered(web, "acme")[0][1] == f"/clients/{new.pk}/"
    assert offered(web, "acme", used=used)[0][1] == f"/clients/{old.pk}/"


def test_every_place_that_is_offered_opens_for_who_reads(books: Books) -> None:
    books.make(View, collection="clients", name="Great ones", query="order=name")
    door = reader_of(books)
    places = dict(offered(door, ">"))
    assert places["Great ones Clients"] == "/clients/?view=great_ones"
    assert {"Home", "Workflow Work", "Bin Settings", "Time zone Settings"} <= places.keys()
    opened = {a.partition("#")[0] for a in places.values() if "?view=" not in a}
    pages = {address: door.get(address) for address in opened}
    assert {one: page.status_code for one, page in pages.items() if page.status_code != 200} == {}
    anchors = {a.partition("#")[2] for a in places.values() if a.startswith("/settings/#")}
    ids = set(re.findall(r' id="([^"]+)"', pages["/settings/"].content.decode()))
    assert anchors <= ids


def test_places_are_found_by_the_beginnings_of_their_words(web: Web) -> None:
    assert ("Profit and loss Reports", "/reports/profit-and-loss/") in offered(web, "prof")
    assert ("Invoices · Calendar", "/invoices/?view=calendar") in offered(web, "inv cal")
    assert offered(web, "> theme") == [("Theme Settings", "/settings/#theme")]
    assert offered(web, "> tax rates")[0] == ("Tax rates Settings", "/tax-rates/")
    assert "/settings/#tax" not in dict(offered(web, "> tax rates")).values()
    for typed, wanted in (
        ("dark", "/settings/#theme"),
        ("sign out", "/settings/#sign-in"),
        ("demo", "/settings/#sample"),
        ("tour", "/finance/#tour-finance"),
        ("shortcuts", "?"),
    ):
        assert wanted in dict(offered(web, typed)).values(), typed


@pytest.mark.parametrize("slug", [one.slug for one in collections if one.composer and one.has_page])
def test_everything_that_has_a_form_is_made_from_the_box(books: Books, web: Web, slug: str) -> None:
    fill(books)
    made = [address for _, address in offered(web, "+ Zürich") if address.startswith(f"/{slug}/?")]
    assert made
    for address in made:
        page = web.get(address).content.decode()
        assert re.search(r'<form class="composer" id="composer-[^"]*"\s+aria-label', page), address
        assert ("named=" in address) == ('value="Zürich"' in page), address


def test_the_name_of_a_collection_says_what_is_made(web: Web) -> None:
    wanted = ("New client “Acme GmbH”", "/clients/?compose=client&named=Acme+GmbH")
    assert offered(web, "+ client Acme GmbH") == [wanted]
    assert wanted in offered(web, "client Acme GmbH")
    assert ("New time entry", "/time-entries/?compose=time+entry") in offered(web, "+ time")
    first = offered(web, "+ Acme", at="/goals/?view=board")[0]
    assert first == ("New goal “Acme”", "/goals/?compose=goal&named=Acme")


def test_nothing_is_made_by_who_only_reads(books: Books) -> None:
    reader = reader_of(books)
    assert offered(reader, "+ Acme") == []
    assert offered(reader, "zzz") == []


def test_it_says_that_nothing_was_found(web: Web) -> None:
    assert "Nothing holds “zzz”." in web.get("/palette/?q=zzz").content.decode()
    assert offered(web, "?") == [("Keyboard shortcuts", "?")]


@pytest.mark.parametrize("typed", ["", "a", "> c", "+ a", "%00\x00", "x" * 900, "><", "+"])
def test_the_answer_is_of_the_workspace_alone(books: Books, web: Web, typed: str) -> None:
    filled = fill(books)
    used = ",".join(f"{slug}:{one.pk}" for slug, one in filled.items())
    with CaptureQueriesContext(connection) as captured:
        found = web.get("/palette/", {"q": typed, "used": used})
    assert found.status_code == 200
    assert_scoped([query["sql"] for query in captured.captured_queries])


def test_an_option_may_be_drawn_and_posted_by_its_maker() -> None:
    option = Option("Add", posts="/quick/", sends={"text": "1200 acme"}, fragment="<b>1200</b>")
    assert option.sends_json == '{"text": "1200 acme"}'
