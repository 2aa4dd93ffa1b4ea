"""Records that a link can name are found by typing, wherever one is named, of any number."""

import re

import pytest
from django.test import Client as Web

from freelancer_os.clients.models import Client
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Transaction
from freelancer_os.projects.models import Project, Service
from freelancer_os.tools.models import Meeting
from freelancer_os.web.cells.targets import OFFERED
from tests.books import Books, open_books

LINKS = [
    (one.slug, link.name)
    for one in collections
    if one.has_page
    for link in one.fields
    if isinstance(link, Link | Links)
]


@pytest.fixture
def many(books: Books) -> list[Client]:
    """250 clients, whose names sort as they were made."""

    def add(unit: object) -> list[Client]:
        made = [Client(workspace=books.workspace, name=f"Client {n:03}") for n in range(1, 251)]
        unit.add(made)  # type: ignore[attr-defined]
        return made

    return books.do(add)


def names(answer: object) -> list[str]:
    page = answer.content.decode()  # type: ignore[attr-defined]
    options = re.findall(r'role="option"[^>]*>(.*?)</div>', page)
    return [re.sub("<[^>]*>", "", one).strip() for one in options]


def test_the_last_of_many_clients_is_found_everywhere(
    many: list[Client], books: Books, web: Web
) -> None:
    entry = books.income(description="Job")
    project = books.make(Project, name="Site")
    wanted = many[204]
    places = [
        "/transactions/controls/targets/client/?new=1&",  # a form
        "/projects/controls/targets/client/?",  # a filter
        f"/transactions/{entry.pk}/cell/client/?",  # a cell
        f"/projects/{project.pk}/cell/client/?",
    ]
    for place in places:
        assert names(web.get(f"{place}q=client 205")) == ["Client 205"], place
    loose = web.get(f"/clients/{wanted.pk}/").content.decode()
    assert f"/projects/loose/client/{wanted.pk}/" in loose  # and from the other side
    assert "Site" in web.get(f"/projects/loose/client/{wanted.pk}/?q=site").content.decode()


def test_more_than_are_shown_are_told(many: list[Client], web: Web) -> None:
    answer = web.get("/projects/controls/targets/client/?q=client")
    assert names(answer) == [f"Client {n:03}" for n in range(1, OFFERED + 1)]
    assert "Type to find more." in answer.content.decode()
    assert (
        "Type to find more."
        not in web.get("/projects/controls/targets/client/?q=client 20").content.decode()
    )


def test_a_name_that_begins_so_comes_before_one_that_holds_it(books: Books, web: Web) -> None:
    for name in ("Big Änne", "Anne", "Zoe", "anna"):
        books.client(name)
    found = names(web.get("/projects/controls/targets/client/?q=ann"))
    assert found == ["anna", "Anne", "Big Änne"]


def test_a_page_holds_no_list_of_records(many: list[Client], books: Books, web: Web) -> None:
    for page in ("/client/", "/workflow/", "/projects/", "/meetings/", "/finance/"):
        assert "Client 100" not in web.get(page).content.decode()


def test_a_form_offers_what_fits_what_it_says_so_far(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    for client, name in ((acme, "Acme site"), (beta, "Beta site"), (None, "Open site")):
        books.make(Project, name=name, client=client)
    asked = "/transactions/controls/targets/project/?new=1&make=1&q=site"
    new = "+ New project “site”"
    assert names(web.get(asked)) == ["Acme site", "Beta site", "Open site", new]
    assert names(web.get(f"{asked}&client={acme.pk}")) == ["Acme site", "Open site", new]
    exact = asked.replace("q=site", "q=acme+site")
    assert names(web.get(exact)) == ["Acme site"]
    nonsense = f"{asked}&client=x&kind=y&status=z&invoice={beta.pk}"
    assert names(web.get(nonsense)) == ["Acme site", "Beta site", "Open site", new]


@pytest.mark.parametrize(("slug", "name"), LINKS)
def test_each_link_finds_only_in_its_own_workspace(
    slug: str, name: str, books: Books, web: Web
) -> None:
    other = open_books()
    client = other.client("Elsewhere")
    other.invoice(client=client, number="ELSEWHERE")
    other.account("Elsewhere")
    for model in (Project, Service):
        other.make(model, name="Elsewhere")
    for query in ("", "?new=1", f"?new=1&client={client.pk}"):
        sign = "&" if query else "?"
        answer = web.get(f"/{slug}/controls/targets/{name}/{query}{sign}q=elsewhere")
        assert answer.status_code == 200
        assert [one for one in names(answer) if not one.startswith("+ New")] == []


def test_a_record_is_named_by_its_id_or_by_the_name_that_it_alone_has(
    books: Books, web: Web
) -> None:
    acme = books.client("Acme")
    for typed in (str(acme.pk), "acme", " ACME "):
        assert web.post("/projects/", {"name": "Site", "client": typed}).status_code == 302
    assert {one.client_id for one in books.all(Project)} == {acme.pk}
    ada = books.client("Ada")
    both = {"title": "Talk", "starts_at": "2026-11-26T09:00", "clients": "Acme, ada"}
    assert web.post("/meetings/", both).status_code == 302
    (meeting,) = books.all(Meeting)
    assert {str(one) for one in meeting.clients} == {str(acme), str(ada)}


def test_a_name_of_nobody_or_of_several_is_said_at_the_field(books: Books, web: Web) -> None:
    books.client("Twin")
    books.client("twin")
    for typed, said in (("Nobody", "There is no client called"), ("Twin", "There are several")):
        answer = web.post("/projects/", {"name": "Site", "client": typed})
        assert answer.status_code == 422
        assert f'data-field="client">{said}' in answer.content.decode()
    assert not books.all(Project)


def test_the_form_of_income_takes_all_its_links_by_name(books: Books, web: Web) -> None:
    books.client("Acme")
    books.account("Bank")
    form = {"kind": "income", "category": books.client_income.name, "description": "Job"}
    form |= {"amount": "12.00", "date": "2026-11-26", "client": "Acme", "account": "bank"}
    assert web.post("/transactions/", form).status_code == 302
    (entry,) = books.all(Transaction)
    assert (str(entry.client), str(entry.account)) == ("Acme", "Bank")


def test_a_list_without_anything_says_so(books: Books, web: Web) -> None:
    """That nothing fits is said of what was typed."""
    project = books.make(Project, name="Site")
    told = {
        "/projects/controls/targets/client/?new=&make=": "None yet. Type a name.",
        "/projects/controls/targets/client/?new=&q=x": "Nothing fits.",
        f"/projects/{project.pk}/cell/client/?q=": "None yet. Type a name.",
    }
    for address, said in told.items():
        assert said in web.get(address).content.decode(), address
