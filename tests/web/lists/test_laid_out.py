"""How a person lays out a list that is no saved view is kept for them, and for nobody else."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.models import View
from freelancer_os.people.models import Membership
from tests.books import Books
from tests.sql import assert_scoped
from tests.web.test_every_collection import EVERY, fill, signed_in

KEEP = {"x-layout": "keep", "hx-request": "true"}


def heads(web: Web, address: str) -> list[str]:
    """The fields that a table shows, in their order."""
    return re.findall(
        r'<th class="cell[^>]* data-field="([^"]+)"', web.get(address).content.decode()
    )


@EVERY
def test_columns_and_order_are_kept(collection: Collection, books: Books, web: Web) -> None:
    fill(books)
    address = f"/{collection.slug}/?view=table"
    usual = heads(web, address)
    wanted = [usual[-1], *usual[:-1][:2]]
    order = next(one.name for one in collection.fields if one.sortable)
    query = urlencode({"show": ",".join(wanted), "order": order, "wide": f"{wanted[0]}.200"})
    assert web.get(f"{address}&{query}").status_code == 200
    assert heads(web, address) == usual  # who only follows an address keeps nothing
    assert web.get(f"{address}&{query}", headers=KEEP).status_code == 200
    assert heads(web, address) == wanted
    page = web.get(address).content.decode()
    assert '<col width="200">' in page
    assert (
        re.search(rf'data-field="{order}"[^>]* aria-sort="ascending"', page) or order not in wanted
    )
    assert heads(signed_in(books.colleague().user), address) == usual
    back = re.search(r'id="control-unlaid" href="([^"]+)"', page)
    assert back
    web.get(back[1].replace("&amp;", "&"), headers=KEEP)
    assert heads(web, address) == usual
    assert "control-unlaid" not in web.get(address).content.decode()


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/clients/?view=board", {"fold": "lead"}),
        ("/projects/?view=board", {"group": "status"}),
        ("/clients/?view=table", {"group": "stage", "calc": "name.filled"}),
        ("/invoices/?view=calendar", {"by": "issue_date"}),
        ("/workflow/?month=2026-10", {"show": "description,amount", "order": "amount"}),
        ("/client/?month=2026-10", {"show": "description,amount"}),
    ],
)
def test_every_layout_is_kept_by_itself(
    address: str, given: dict[str, str], books: Books, web: Web
) -> None:
    fill(books)
    path, _, view = address.partition("?view=")
    web.get(f"{address}&{urlencode(given)}&q=x", headers=KEEP)
    assert list(Membership.objects.get(user=books.user).laid_out.values()) == [urlencode(given)]
    other = "gallery" if view else ""
    if other:
        assert "control-unlaid" not in web.get(f"{path}?view={other}").content.decode()
    assert web.get(address).status_code == 200


def test_a_given_look_goes_before_the_kept_one(books: Books, web: Web) -> None:
    books.client("Acme")
    web.get("/clients/?show=name,company&order=company", headers=KEEP)
    assert heads(web, "/clients/?show=name,stage") == ["name", "stage"]
    assert heads(web, "/clients/?show=") != ["name", "company"]
    assert heads(web, "/clients/?q=Acme") == ["name", "company"]
    view = books.make(View, name="Mine", collection="clients", query="show=name,contact")
    assert heads(web, f"/clients/?view={view.slug}&show=name,email") == ["name", "email"]
    web.get(
        f"/clients/?view={view.slug}&show=name,email", headers=KEEP
    )  # the view is saved by name
    assert heads(web, f"/clients/?view={view.slug}") == ["name", "contact"]
    assert heads(web, "/clients/") == ["name", "company"]


def test_what_is_gone_is_left_out(books: Books, web: Web) -> None:
    books.client("Acme")
    found = Membership.objects.get(user=books.user)
    found.lay_out("/clients/table", "show=name,gone&order=gone&group=gone&wide=x")
    assert heads(web, "/clients/") == ["name"]
    found.lay_out("/clients/table", "show=" + "name," * 1000)  # longer than any list
    assert heads(web, "/clients/") == ["name"]


def test_a_reader_keeps_a_layout_and_it_costs_no_statement(books: Books, web: Web) -> None:
    books.client("Acme")
    Membership.objects.filter(user=books.user).update(role="accountant")
    with CaptureQueriesContext(connection) as plain:
        web.get("/clients/")
    web.get("/clients/?show=company,name", headers=KEEP)
    with CaptureQueriesContext(connection) as laid:
        assert heads(web, "/clients/") == ["company", "name"]
    assert len(laid) == len(plain)
    assert_scoped([query["sql"] for query in laid.captured_queries])


def test_an_empty_filtered_list_leads_to_the_whole(books: Books, web: Web) -> None:
    books.client("Acme")
    page = web.get("/clients/?view=table&stage=client&order=name").content.decode()
    found = re.search(r'href="([^"]+)" data-go>Clear filters', page)
    assert found
    assert "Acme" in web.get(found[1].replace("&amp;", "&")).content.decode()
    page = web.get("/workflow/?q=nothing+of+this+name").content.decode()
    assert "Clear filters" in page and "appears here by itself" not in page
    assert "Clear filters" not in web.get("/goals/?view=table").content.decode()
