"""What stands around a page: window, sections with their counts, theme."""

import pytest
from django.test import Client, RequestFactory

from freelancer_os.people.models import Membership, User
from freelancer_os.web.shell.frame.rail import shell, window_of
from freelancer_os.web.shell.frame.words import words
from tests.books import Books


@pytest.mark.parametrize(
    ("path", "window"),
    [
        ("/", "clients"),
        ("/client/", "clients"),
        ("/workflow/", "clients"),
        ("/invoices/", "clients"),
        ("/time-entries/0192/", "clients"),
        ("/finance/", "finance"),
        ("/import/", "finance"),
        ("/accounts/", "finance"),
        ("/transfers/0192/", "finance"),
        ("/settings/", ""),
        ("/history/", ""),
    ],
)
def test_a_page_belongs_to_its_window(path: str, window: str) -> None:
    assert window_of(path) == window


def test_the_sections_show_how_much_there_is(client: Client, books: Books) -> None:
    acme = books.client()
    books.client("Northwind")
    for status in ("draft", "sent", "sent"):
        invoice = books.invoice(client=acme)
        books.income(invoice=invoice)
        books.edit(invoice, status=status)
    client.force_login(books.user)
    sections = {s.label: s for s in client.get("/clients/").context["shell"]["sections"]}
    assert sections["Clients"].count == "2"
    assert sections["Invoices"].count == "2 open"
    assert sections["Projects"].count == ""
    assert [s.label for s in sections.values() if s.current] == ["Clients"]


def test_the_sections_are_those_of_the_window(client: Client, books: Books) -> None:
    client.force_login(books.user)
    found = client.get("/accounts/").context["shell"]
    assert found["window"] == "finance"
    assert [section.url for section in found["sections"]] == [
        "/finance/",
        "/transactions/",
        "/bank-lines/",
        "/receipts/",
        "/transfers/",
        "/accounts/",
        "/categories/",
        "/budgets/",
        "/recurring/",
        "/reports/",
        "/import/",
    ]


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("x", "")])
def test_the_theme_is_the_persons_choice(cookie: str, theme: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["freelancer_os_theme"] = cookie
    assert shell(request) == {"theme": theme, "words": words}


def test_every_section_answers_whom_it_is_shown(client: Client, books: Books) -> None:
    """Who only reads is led to no page that is for those who write."""
    reader = User.objects.create_user("reader@example.com", name="Reader")
    role = Membership.Role.ACCOUNTANT
    Membership.objects.create(user=reader, workspace=books.workspace, role=role)
    for person in (books.user, reader):
        client.force_login(person)
        for start in ("/finance/", "/clients/"):
            for section in client.get(start).context["shell"]["sections"]:
                assert client.get(section.url).status_code == 200, section.url
