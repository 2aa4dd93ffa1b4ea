"""The sample data on its page: it comes by one click, says what goes, and goes by another."""

import re

import pytest
from django.test import Client as Browser

from freelancer_os.clients.models import Client
from freelancer_os.engine.models import View
from freelancer_os.finance.models import Invoice
from freelancer_os.projects.models import Project
from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in

PAGE = "/settings/sample/"


@pytest.fixture
def browser(books: Books) -> Browser:
    return signed_in(books.user)


def test_it_comes_and_goes_by_one_click_each(browser: Browser, books: Books) -> None:
    assert "Add the sample data" in browser.get("/settings/").content.decode()
    browser.post(f"{PAGE}add/")
    assert Invoice.objects.filter(number="SAMPLE-001").exists()
    page = browser.get("/").content.decode()
    undo = re.search(r'"(/history/[^"]+/undo/)"', page)
    assert undo is not None
    asked = browser.post(undo[1]).content.decode()
    assert "12 invoices" in asked and "1 workspace" not in asked
    assert 'href="/settings/sample/"' in browser.get("/settings/").content.decode()
    browser.post(f"{PAGE}remove/")
    assert not Client.objects.exists() and not Invoice.objects.exists()
    books.undo()
    assert Invoice.objects.filter(number="SAMPLE-001").exists()


def test_the_page_tells_before_what_goes_and_what_stays(browser: Browser, books: Books) -> None:
    browser.post(f"{PAGE}add/")
    context = browser.get(PAGE).context
    counts = {one.count: one.names for one in context["going"]}
    assert "Northwind Coffee" in counts["9 clients"]
    assert context["staying"] == []
    acme = Client.objects.get(name="Northwind Coffee")
    books.make(Project, name="Mine", client=acme)
    context = browser.get(PAGE).context
    assert [(one.title, one.by) for one in context["staying"]] == [("Northwind Coffee", "Mine")]
    assert "8 clients" in {one.count for one in context["going"]}
    browser.post(f"{PAGE}remove/")
    assert [one.name for one in Client.objects.all()] == ["Northwind Coffee"]


def test_a_view_of_ones_own_that_asks_for_the_sample_stays_and_is_told(
    browser: Browser, books: Books
) -> None:
    browser.post(f"{PAGE}add/")
    came = Client.objects.get(name="Northwind Coffee")
    view = books.make(View, collection="invoices", name="Of them", query=f"client={came.pk}")
    books.make(View, collection="invoices", name="Drafts", query="status=draft")
    assert browser.get(PAGE).context["emptied"] == [view]
    browser.post(f"{PAGE}remove/")
    page = browser.get("/invoices/?view=of_them").content.decode()
    assert "Client is (gone)" in page and "Nothing fits this view." in page
    books.undo()
    assert "Client is Northwind Coffee" in browser.get("/invoices/?view=of_them").content.decode()


def test_days_are_told_as_the_workspace_writes_them(db: None) -> None:
    browser = signed_in(open_books(locale="en-GB").user)
    browser.post(f"{PAGE}add/")
    names = {one.count: one.names for one in browser.get(PAGE).context["going"]}
    assert re.match(r"Transfer of \d{1,2} \w{3,4} \d{4}", names["2 transfers"])


def test_no_workspace_gets_it_unasked(books: Books) -> None:
    assert books.workspace.sample is None and not Client.objects.exists()
