"""Saved views: kept under a name, found by their address, overridden, one of them the default."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.errors import Conflict
from freelancer_os.engine.models import View
from freelancer_os.people.models import Membership, User
from tests import guard
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import signed_in

HEADERS = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/?stage=lead"}


@pytest.fixture
def books(db: None) -> Books:
    found = open_books(currency="EUR", locale="en-US")
    found.client("Acme", stage="lead")
    found.client("Beta", stage="client")
    return found


def save(web: Web, **given: str) -> tuple[int, str]:
    body = {"name": "Hot leads", "collection": "clients", "layout": "table", "query": "stage=lead"}
    answer = web.post("/views/", {**body, **given}, headers=HEADERS)
    return answer.status_code, answer.content.decode()


def view(books: Books, **given: Any) -> View:
    """The view that is made with these values."""
    values = {"name": "Hot leads", "collection": "clients", "query": "stage=lead", **given}
    return books.make(View, **values)


def shown(web: Web, address: str) -> set[str]:
    """The clients on a page."""
    page = web.get(address).content.decode()
    return {name for name in ("Acme", "Beta", "Gamma") if f">{name}" in page}


def test_a_view_is_kept_and_opened_by_its_address(books: Books, web: Web) -> None:
    status, page = save(web)
    assert status == 200
    assert "?view=hot_leads" in page
    assert shown(web, "/clients/?view=hot_leads") == {"Acme"}
    colleague = signed_in(books.colleague().user)
    assert shown(colleague, "/clients/?view=hot_leads") == {"Acme"}
    assert web.get("/projects/?view=hot_leads").status_code == 404


def test_a_view_keeps_all_of_a_look(books: Books, web: Web) -> None:
    where = '{"or":[["name","contains","A"],["stage","is","client"]]}'
    given = {"q": "e", "where": where, "order": "-name,stage", "group": "stage", "fold": "client"}
    made = view(books, layout="board", query=urlencode(given))
    look = web.get("/clients/?view=hot_leads").context["look"]
    assert (look.layout, look.params, look.view) == ("board", given, made)
    assert look.url() == "/clients/?view=hot_leads"


def test_what_is_given_overrides_the_view_and_given_empty_clears_it(books: Books, web: Web) -> None:
    view(books, query="stage=lead&order=name")
    assert shown(web, "/clients/?view=hot_leads&stage=client") == {"Beta"}
    assert shown(web, "/clients/?view=hot_leads&stage=") == {"Acme", "Beta"}
    look = web.get("/clients/?view=hot_leads&stage=&group=stage").context["look"]
    assert look.params == {"order": "name", "group": "stage"}
    assert look.url() == "/clients/?view=hot_leads&group=stage&stage="
    assert look.url({"stage": "lead", "group": ""}) == "/clients/?view=hot_leads"


def test_a_changed_look_is_saved_to_its_view_or_reset(books: Books, web: Web) -> None:
    made = view(books)
    assert "Save to view" not in web.get("/clients/?view=hot_leads").content.decode()
    page = web.get("/clients/?view=hot_leads&stage=client&order=-name").content.decode()
    form = page.split("Save to view")[0].rsplit("<form", 1)[1]
    found = re.search(r'hx-post="([^"]+)".*name="value" value="([^"]+)"', form, re.DOTALL)
    assert found and found[1] == f"/views/{made.pk}/cell/query/"
    assert 'href="/clients/?view=hot_leads" data-go>Reset</a>' in page
    answer = web.post(found[1], {"value": found[2].replace("&amp;", "&")}, headers=HEADERS)
    assert answer.status_code == 200
    assert books.last().sentence == "Changed the look of Hot leads"
    assert shown(web, "/clients/?view=hot_leads") == {"Beta"}
    books.undo()
    assert shown(web, "/clients/?view=hot_leads") == {"Acme"}


def test_a_reader_sees_what_differs_and_saves_nothing(books: Books, web: Web) -> None:
    view(books)
    user = User.objects.create_user("reader@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    page = signed_in(user).get("/clients/?view=hot_leads&stage=client").content.decode()
    assert "Reset" in page and "Save to view" not in page and "controls/save" not in page


def test_the_default_view_is_what_a_collection_opens_with(books: Books, web: Web) -> None:
    assert web.get("/clients/").context["look"].view is None
    made = view(books, layout="board", is_default=True)
    answer = web.get("/clients/")
    assert answer.context["look"].view == made and answer.context["layout"] == "board"
    assert shown(web, "/clients/?order=-name") == {"Acme"}, "still the view, in another order"
    assert shown(web, "/clients/?stage=") == {"Acme", "Beta"}, "cleared"
    assert shown(web, "/clients/?view=table") == {"Acme", "Beta"}
    look = web.get("/clients/?view=table").context["look"]
    assert look.url() == "/clients/?view=table", "or it would be the view again"
    assert next(way.url for way in answer.context["ways"]) == "/clients/?view=table"


def test_an_address_with_filters_of_its_own_is_not_the_default_view(books: Books, web: Web) -> None:
    """What a figure leads to are exactly its entries."""
    view(books, is_default=True)
    for query in ("stage=client", "q=beta", "where=[%22name%22,%22is%22,%22beta%22]"):
        answer = web.get(f"/clients/?{query}")
        assert answer.context["look"].view is None
        assert shown(web, f"/clients/?{query}") == {"Beta"}


def test_another_default_view_takes_it_from_the_first_in_one_change(books: Books) -> None:
    first = view(books, is_default=True)
    second = view(books, name="Others")
    elsewhere = view(books, collection="projects", query="", is_default=True)
    number = books.last().number
    books.edit(second, is_default=True)
    assert books.last().number == number + 1
    assert [books.fresh(one).is_default for one in (first, second)] == [False, True]
    assert books.fresh(elsewhere).is_default
    books.undo()
    assert [books.fresh(one).is_default for one in (first, second)] == [True, False]
    books.redo()
    assert [books.fresh(one).is_default for one in (first, second)] == [False, True]
    third = view(books, name="Third", is_default=True)
    assert not books.fresh(second).is_default
    books.undo()
    assert books.fresh(second).is_default and not books.has(third)


def test_an_undo_that_would_make_two_default_views_is_refused(books: Books) -> None:
    first = view(books, is_default=True)
    books.remove(first)
    view(books, name="Others", is_default=True)
    gone = books.first_write().__class__.objects.get(sentence=f"Delete {first}")
    with pytest.raises(Conflict):
        books.undo_one(gone)


@pytest.mark.parametrize(
    "given",
    [
        {"name": "Board"},
        {"name": "…"},
        {"collection": "nonsense"},
        {"collection": "accounts", "layout": "board", "query": ""},
        {"query": "nonsense=1"},
        {"query": "stage=No%20stage"},
        {"query": "where=nonsense"},
        {"query": "where=[%22gone%22,%22is%22,%22x%22]"},
        {"query": "order=gone"},
        {"query": "order=name,-name"},
        {"query": "order=name,stage,company,contact,email,income"},
        {"query": "group=name"},
        {"query": "by=due_date"},
        {"query": "show=name,gone"},
    ],
)
def test_a_view_that_shows_nothing_sensible_is_refused(
    books: Books, web: Web, given: dict[str, str]
) -> None:
    assert save(web, **given)[0] == 422
    assert not books.all(View)


@pytest.mark.usefixtures("spoiling")
@pytest.mark.parametrize("layout", ["table", "board", "gallery"])
def test_a_view_of_what_is_gone_leaves_it_out_and_says_so(
    layout: str, books: Books, web: Web
) -> None:
    made = view(books, layout=layout, is_default=True)
    where = '{"and":[["name","contains","a"],["gone","is","x"]]}'
    stored = {"stage": "lead", "where": where, "order": "-name,gone", "group": "gone", "x": "1"}
    stored |= {"by": "gone", "show": "name,gone", "wide": "gone.90", "date_from": "2026-01-01"}
    with guard.by_hand():
        _spoil(made, query=urlencode(stored), layout=layout)
    answer = web.get("/clients/")
    assert answer.status_code == 200
    look = answer.context["look"]
    kept = {"stage": "lead", "where": '{"and":[["name","contains","a"]]}'}
    assert look.params == {**kept, "order": "-name", "show": "name"}
    page = answer.content.decode()
    assert 'class="problem" role="alert"' in page and page.count("“gone”") >= 4
    assert ">Acme" in page and ">Beta" not in page
    assert books.edit(made, name="Renamed").name == "Renamed"


def test_a_view_of_a_layout_that_is_gone_is_a_table(books: Books, web: Web) -> None:
    made = view(books)
    with guard.by_hand():
        _spoil(made, layout="calendar")
    assert web.get("/clients/?view=hot_leads").context["layout"] == "table"


def _spoil(made: View, **values: str) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(
                f"UPDATE engine_view SET {name} = %s WHERE slug = %s", [value, made.slug]
            )


def test_two_views_of_one_name_have_addresses_of_their_own(books: Books, web: Web) -> None:
    assert save(web)[0] == 200
    assert save(web, query="stage=client")[0] == 200
    assert shown(web, "/clients/?view=hot_leads") == {"Acme"}
    assert shown(web, "/clients/?view=hot_leads_2") == {"Beta"}


def test_a_view_keeps_its_address_when_it_is_renamed(books: Books, web: Web) -> None:
    made = view(books)
    answer = web.post(f"/views/{made.pk}/cell/name/", {"value": "Warm leads"}, headers=HEADERS)
    assert answer.status_code == 200 and "Warm leads" in answer.content.decode()
    assert shown(web, "/clients/?view=hot_leads") == {"Acme"}


def test_a_deleted_view_leads_back_to_its_collection(books: Books, web: Web) -> None:
    made = view(books)
    headers = {**HEADERS, "hx-current-url": "http://127.0.0.1/clients/?view=hot_leads"}
    answer = web.post(f"/views/{made.pk}/delete/", headers=headers)
    assert answer["HX-Redirect"] == "/clients/"


def test_undo_takes_a_view_away_again(books: Books, web: Web) -> None:
    save(web)
    books.undo()
    assert web.get("/clients/?view=hot_leads").status_code == 404


def test_a_stranger_does_not_see_it(books: Books, web: Web) -> None:
    made = view(books, is_default=True)
    stranger = signed_in(open_books().user)
    assert stranger.get("/clients/?view=hot_leads").status_code == 404
    assert "Hot leads" not in stranger.get("/clients/").content.decode()
    panel = {"at": "/clients/", "here": "view=hot_leads"}
    assert stranger.get("/clients/controls/view/", panel).status_code == 404
    for name, value in (("name", "Mine"), ("is_default", "false"), ("query", "")):
        address = f"/views/{made.pk}/cell/{name}/"
        assert stranger.post(address, {"value": value}, headers=HEADERS).status_code == 404
    assert stranger.post(f"/views/{made.pk}/delete/", headers=HEADERS).status_code == 404
    assert books.fresh(made).name == "Hot leads"


def test_a_page_reads_no_options_and_no_more_for_a_view(books: Books, web: Web) -> None:
    """What the panels offer is read when they are opened."""
    view(books, query="stage=lead&where=[%22company%22,%22empty%22]", is_default=True)
    with CaptureQueriesContext(connection) as plain:
        web.get("/clients/?view=table")
    with CaptureQueriesContext(connection) as viewed:
        web.get("/clients/")
    assert len(viewed) == len(plain)
    assert_scoped([query["sql"] for query in viewed.captured_queries])
