"""Saved views: kept under a name, found by their address, shared in the workspace."""

import pytest
from django.test import Client as Web

from freelancer_os.engine.models import View
from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in

HEADERS = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/clients/?stage=lead"}


@pytest.fixture
def books(db: None) -> Books:
    found = open_books(currency="EUR", locale="en-US")
    found.client("Acme", stage="lead")
    found.client("Beta", stage="client")
    return found


@pytest.fixture
def web(books: Books) -> Web:
    return signed_in(books.user)


def save(web: Web, **given: str) -> tuple[int, str]:
    body = {"name": "Hot leads", "collection": "clients", "layout": "table", "query": "stage=lead"}
    answer = web.post("/views/", {**body, **given}, headers=HEADERS)
    return answer.status_code, answer.content.decode()


def test_a_view_is_kept_and_opened_by_its_address(books: Books, web: Web) -> None:
    status, page = save(web)
    assert status == 200
    assert "?view=hot_leads" in page
    shown = web.get("/clients/?view=hot_leads").content.decode()
    assert "Acme" in shown
    assert "Beta" not in shown
    colleague = signed_in(books.colleague().user)
    assert "Beta" not in colleague.get("/clients/?view=hot_leads").content.decode()
    assert web.get("/projects/?view=hot_leads").status_code == 404


def test_a_view_of_a_board_keeps_its_layout(books: Books, web: Web) -> None:
    assert save(web, layout="board", query="stage=lead&q=acme")[0] == 200
    shown = web.get("/clients/?view=hot_leads").content.decode()
    assert "data-board" in shown
    assert "Beta" not in shown


@pytest.mark.parametrize(
    "given",
    [
        {"name": "Board"},
        {"name": "…"},
        {"collection": "nonsense"},
        {"collection": "accounts", "layout": "board", "query": ""},
        {"query": "nonsense=1"},
        {"query": "stage=No%20stage"},
    ],
)
def test_a_view_that_shows_nothing_sensible_is_refused(
    books: Books, web: Web, given: dict[str, str]
) -> None:
    assert save(web, **given)[0] == 422
    assert not books.all(View)


def test_two_views_of_one_name_have_addresses_of_their_own(books: Books, web: Web) -> None:
    assert save(web)[0] == 200
    assert save(web, query="stage=client")[0] == 200
    assert "Beta" not in web.get("/clients/?view=hot_leads").content.decode()
    assert "Acme" not in web.get("/clients/?view=hot_leads_2").content.decode()


def test_undo_takes_a_view_away_again(books: Books, web: Web) -> None:
    save(web)
    books.undo()
    assert web.get("/clients/?view=hot_leads").status_code == 404


def test_the_filter_form_offers_choices_and_links_and_keeps_what_is_set(web: Web) -> None:
    page = web.get("/projects/?priority=high").content.decode()
    assert '<option value="high" selected>High</option>' in page
    assert ">Acme</option>" in page


def test_a_stranger_does_not_see_it(books: Books, web: Web) -> None:
    save(web)
    assert signed_in(open_books().user).get("/clients/?view=hot_leads").status_code == 404
