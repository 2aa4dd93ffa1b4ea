"""The sample data on its page: it comes by one click, says what goes, and goes by another."""

import pytest
from django.test import Client as Browser

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Invoice
from freelancer_os.projects.models import Project
from tests.books import Books
from tests.web.test_every_collection import signed_in

PAGE = "/settings/sample/"


@pytest.fixture
def browser(books: Books) -> Browser:
    return signed_in(books.user)


def test_it_comes_and_goes_by_one_click_each(browser: Browser, books: Books) -> None:
    assert "Add the sample data" in browser.get("/settings/").content.decode()
    browser.post(f"{PAGE}add/")
    assert Invoice.objects.filter(number="SAMPLE-001").exists()
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


def test_no_workspace_gets_it_unasked(books: Books) -> None:
    assert books.workspace.sample is None and not Client.objects.exists()
