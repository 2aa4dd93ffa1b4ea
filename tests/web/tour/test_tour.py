"""The tours: whom they lead where, and that one comes back to where one left."""

import pytest
from django.test import Client as Browser

from freelancer_os.people.models import Membership
from freelancer_os.web.tour.steps import TOURS
from tests.books import Books
from tests.web.test_every_collection import signed_in


@pytest.fixture
def browser(books: Books) -> Browser:
    return signed_in(books.user)


@pytest.mark.parametrize("name", TOURS)
def test_each_step_leads_to_a_page_that_is_there(browser: Browser, name: str) -> None:
    steps = browser.get(f"/tour/{name}/").json()["steps"]
    assert len(steps) == len(TOURS[name])
    for page in {step["page"] for step in steps}:
        assert browser.get(page).status_code == 200


def test_an_accountant_is_not_shown_what_only_writers_have(browser: Browser, books: Books) -> None:
    Membership.objects.filter(user=books.user).update(role="accountant")
    steps = browser.get("/tour/finance/").json()["steps"]
    assert "Add income" not in {step["title"] for step in steps} and len(steps) == 7


def test_it_is_left_resumed_and_ended_for_good(browser: Browser) -> None:
    assert browser.get("/tour/finance/").json()["at"] == 0
    assert browser.post("/tour/finance/", {"at": "3"}).status_code == 204
    assert browser.get("/tour/finance/").json()["at"] == 3
    assert browser.get("/tour/clients/").json()["at"] == 0
    browser.post("/tour/finance/", {"at": "ended"})
    assert browser.get("/tour/finance/").json()["at"] == 0
    browser.post("/tour/finance/", {"at": "5"})
    assert browser.get("/tour/finance/").json()["at"] == 5
    assert Membership.objects.get().guided == {"finance": "ended", "finance at": 5}


@pytest.mark.parametrize("at", ["", "-1", "99", "x", "²"])
def test_a_step_that_is_none_is_refused(browser: Browser, at: str) -> None:
    assert browser.post("/tour/finance/", {"at": at}).status_code == 422


def test_there_is_no_other_tour(browser: Browser) -> None:
    assert browser.get("/tour/other/").status_code == 404
