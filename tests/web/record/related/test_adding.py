"""Adding to the small tables of a record: a form on demand, and what exists already."""

import re
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.relations import relations
from freelancer_os.finance.models import Category, Invoice, Transaction
from freelancer_os.people.models import Membership, User
from freelancer_os.projects.models import Project
from freelancer_os.tools.models import Meeting
from tests.books import NOON, Books, open_books
from tests.sql import assert_scoped
from tests.web.record.test_peek import statements
from tests.web.test_every_collection import ALL, fill, signed_in

RELATIONS = [(to, one) for to in ALL for one in relations(to) if collections.get(one.slug).composer]
EACH = pytest.mark.parametrize(
    ("to", "one"), RELATIONS, ids=[f"{to.slug}-{one.slug}-{one.field}" for to, one in RELATIONS]
)
HX = {"hx-request": "true"}


def form(web: Web, address: str) -> str:
    answer = web.get(address, headers=HX)
    assert answer.status_code == 200, address
    return answer.content.decode()


def offered(web: Web, address: str, text: str = "") -> list[dict[str, str]]:
    """What the list of records to link offers: what each sends where."""
    page = web.get(address, {"q": text}).content.decode()
    names = ("value", "opened", "address")
    pattern = r'<div role="option".*?' + ".*?".join(rf'data-{n}="([^"]*)"' for n in names)
    return [
        {**dict(zip(names, found[:3], strict=True)), "title": found[3]}
        for found in re.findall(pattern + r"><span>(.*?)</span>", page)
    ]


@EACH
def test_the_form_asks_for_all_but_the_record(
    to: Collection, one: Any, books: Books, web: Web
) -> None:
    record = fill(books)[to.slug]
    page = form(web, f"/{one.slug}/new/?{one.field}={record.pk}")
    assert f'<input type="hidden" name="{one.field}" value="{record.pk}">' in page
    assert f'method="post" action="/{one.slug}/"' in page
    assert not re.search(
        rf'<(?:select|input)[^>]* name="{one.field}"(?! value="{record.pk}")', page
    )
    assert_scoped(statements(web, f"/{one.slug}/new/?{one.field}={record.pk}"))


@EACH
def test_others_get_no_form_and_no_list(to: Collection, one: Any, books: Books) -> None:
    record = fill(books)[to.slug]
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    for reader in (signed_in(open_books().user), signed_in(user)):
        assert reader.get(f"/{one.slug}/new/?{one.field}={record.pk}").status_code == 404
        assert reader.get(f"/{one.slug}/loose/{one.field}/{record.pk}/").status_code == 404


@EACH
def test_what_is_offered_to_be_linked_stays_in_the_workspace(
    to: Collection, one: Any, books: Books, web: Web
) -> None:
    record = fill(books)[to.slug]
    fill(open_books())
    address = f"/{one.slug}/loose/{one.field}/{record.pk}/"
    assert_scoped(statements(web, address))
    other = collections.get(one.slug)
    assert other is not None
    mine = {str(pk) for pk in other.rows(books.workspace).values_list("pk", flat=True)}
    assert {option["address"].split("/")[2] for option in offered(web, address)} <= mine


def test_a_new_record_is_linked(web: Web, books: Books) -> None:
    client = books.client()
    page = form(web, f"/projects/new/?client={client.pk}")
    assert 'name="name"' in page
    given = {"client": str(client.pk), "name": "Site"}
    here = {**HX, "hx-current-url": f"http://127.0.0.1/?peek=clients:{client.pk}"}
    answer = web.post("/projects/", given, headers=here).content.decode()
    assert "Added project Site" in answer
    assert "Site" in answer.split('<aside id="peek"')[1]
    refused = web.post("/projects/", {"client": str(client.pk)}, headers=here)
    assert refused.status_code == 422
    assert '<li data-field="name">' in refused.content.decode()


def test_entries_are_made_of_the_kind_that_fits(web: Web, books: Books) -> None:
    office = books.make(Category, name="Office", kind="expense")
    page = form(web, f"/transactions/new/?category={office.pk}")
    assert '<input type="hidden" name="kind" value="expense">' in page
    assert "Add expense" in page
    invoice = books.invoice(client=books.client())
    page = form(web, f"/transactions/new/?invoice={invoice.pk}")
    assert f'name="category" value="{books.client_income.pk}"' in page
    given = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))
    given |= {"amount": "100", "date": "2026-10-01"}
    assert web.post("/transactions/", given, headers=HX).status_code == 200
    (entry,) = books.all(Transaction)
    assert (entry.invoice, entry.client) == (invoice, books.fresh(invoice).client)


NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "query",
    ["client=nonsense", "client=", f"client={NOBODY}", "name=x", "client=\x00", "account=1"],
)
def test_a_link_that_leads_nowhere_gives_no_form(web: Web, books: Books, query: str) -> None:
    assert web.get(f"/projects/new/?{query}").status_code == 404
    assert web.get(f"/payments/new/?{query}").status_code == 404


def test_what_exists_is_linked_by_its_own_cell(web: Web, books: Books) -> None:
    client, other = books.client(), books.client("Other")
    loose = books.make(Project, name="Site")
    books.make(Project, name="Taken", client=other)
    address = f"/projects/loose/client/{client.pk}/"
    (option,) = offered(web, address)
    assert (option["title"], option["opened"]) == ("Site", "")
    assert offered(web, address, "nothing of the kind") == []
    answer = web.post(option["address"], option, headers=HX)
    assert answer.status_code == 200
    assert books.fresh(loose).client == client
    assert books.last().sentence == "Client of Site is Acme"
    assert offered(web, address) == []


def test_one_of_several_is_added(web: Web, books: Books) -> None:
    acme, beta = books.client(), books.client("Beta")
    meeting = books.make(Meeting, title="Call", starts_at=NOON, clients=[beta])
    (option,) = offered(web, f"/meetings/loose/clients/{acme.pk}/")
    assert web.post(option["address"], option, headers=HX).status_code == 200
    assert books.fresh(meeting).clients == [acme, beta]
    assert offered(web, f"/meetings/loose/clients/{acme.pk}/") == []


def test_only_entries_that_may_be_linked_are_offered(web: Web, books: Books) -> None:
    acme, beta = books.client(), books.client("Beta")
    books.expense(description="Rent")
    books.income(description="Of Beta", client=beta)
    books.income(description="Loose")
    books.income(description="In dollars", currency="USD", exchange_rate=9_000_000_000)
    invoice = books.make(Invoice, client=acme)

    def titles(slug: str, name: str, record: Any) -> set[str]:
        return {one["title"] for one in offered(web, f"/{slug}/loose/{name}/{record.pk}/")}

    assert titles("transactions", "client", acme) == {"Loose", "In dollars"}
    assert titles("transactions", "invoice", invoice) == {"Loose"}
    office = books.make(Category, name="Office", kind="expense")
    assert titles("transactions", "category", office) == {"Rent"}


@pytest.mark.parametrize("name", ["name", "nonsense", "status"])
def test_only_links_are_offered_records(web: Web, books: Books, name: str) -> None:
    assert web.get(f"/projects/loose/{name}/{books.client().pk}/").status_code == 404
