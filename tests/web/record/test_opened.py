"""What is drawn of an opened record: properties, small tables, history."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.finance.models import Transaction
from freelancer_os.projects.models import Project
from freelancer_os.web.record.past import SHOWN
from tests.books import DAY, Books
from tests.web.tables import cells


def opened(web: Web, record: Any, slug: str = "clients") -> Any:
    return web.get(f"/{slug}/{record.pk}/").context["opened"]


def part(found: Any, slug: str) -> Any:
    return next(one for one in found.parts if one.collection.slug == slug)


# Properties


def test_a_total_says_how_many_entries_are_behind_it(web: Web, books: Books) -> None:
    client = books.client()
    rows = " ".join(opened(web, client).properties.shown)
    assert "why-count" not in rows
    assert 'aria-label="Income of Acme: €0.00, no entries"' in rows
    books.income(client=client)
    rows = " ".join(opened(web, client).properties.shown)
    assert '<span class="why-count">1 entry <span' in rows
    books.income(client=client, invoice=books.invoice(client=client))
    rows = " ".join(opened(web, client).properties.shown)
    assert '<span class="why-count">2 entries <span' in rows
    assert f'href="/clients/{client.pk}/why/income/"' in rows


def test_what_is_empty_and_seldom_asked_for_is_folded_away(web: Web, books: Books) -> None:
    found = opened(web, books.expense(), "transactions").properties
    names = [re.sub("<[^>]+>", "", row.split("</th>")[0]) for row in found.empty]
    assert names == [
        *("Quantity", "Unit", "Unit price", "Discount"),  # which say nothing new
        *("Tax category", "Reason for no tax", "Service from", "Service to", "Position"),
        *("Exchange rate", "Net", "Tax"),
        *("Client", "Project", "Service", "Invoice", "Paid on", "Note"),
    ]
    income = opened(web, books.income(), "transactions").properties
    assert "Invoice" in " ".join(income.shown)
    assert "Invoice" not in " ".join(income.empty)
    assert opened(web, books.client_income, "categories").properties.empty == []


def test_the_title_is_edited_in_the_heading(web: Web, books: Books) -> None:
    found = opened(web, books.client())
    assert f'data-cell="/clients/{found.record.pk}/cell/name/"' in found.heading
    assert not any("/cell/name/" in row for row in found.properties.shown)
    draft = opened(web, books.invoice(), "invoices")
    assert ">Draft</span>" in draft.heading
    payment = books.payments(books.income(account=books.account()))[0]
    assert "data-cell" not in opened(web, payment, "payments").heading


# Small tables


def test_linked_records_are_edited_where_they_are_shown(web: Web, books: Books) -> None:
    client = books.client()
    project = books.make(Project, name="Site", client=client)
    found = part(opened(web, client), "projects")
    assert cells(found.html)[f"/projects/{project.pk}/cell/status/"].label == "Status of Site"
    assert f'id="record-projects-client-{project.pk}"' in found.html
    assert (found.count, found.has_more, found.new_label) == ("1", False, "New project")


def test_a_small_table_is_bounded_and_leads_to_the_rest(web: Web, books: Books) -> None:
    client, other = books.client(), books.client("Other")
    for number in range(12):
        books.make(Project, name=f"Site {number:02}", client=client)
    books.make(Project, name="Elsewhere", client=other)
    found = part(opened(web, client), "projects")
    assert (found.count, found.has_more) == ("12", True)
    assert found.html.count("<tr") == 11
    assert "Elsewhere" not in found.html
    assert web.get(found.url).context["sheet"].count == "12"


def test_what_is_not_made_by_hand_is_not_added(web: Web, books: Books) -> None:
    entry = books.income(account=books.account())
    found = part(opened(web, entry, "transactions"), "payments")
    assert (found.new, found.loose) == ("", "")


# History


def test_the_history_of_a_record_holds_its_changes_alone(web: Web, books: Books) -> None:
    client = books.client()
    books.client("Other")
    books.edit(client, company="Acme Ltd")
    page = web.get(f"/clients/{client.pk}/history/")
    sentences = [line.change.sentence for line in page.context["past"].lines]
    assert sentences == ["Edit Acme", "New client"]
    edited = books.last()
    here = {"hx-request": "true", "hx-current-url": f"http://127.0.0.1/clients/{client.pk}/"}
    answer = web.post(f"/history/{edited.pk}/undo/", headers=here).content.decode()
    assert "Undid: Edit Acme" in answer
    assert books.fresh(client).company == ""


def test_the_history_of_a_record_goes_back_page_by_page(web: Web, books: Books) -> None:
    client = books.client()
    for number in range(SHOWN + 3):
        books.edit(client, company=f"Acme {number}")
    first = web.get(f"/clients/{client.pk}/history/").context["past"]
    older = web.get(first.older).context["past"]
    assert (len(first.lines), len(older.lines), older.older) == (SHOWN, 4, "")
    assert older.newest == f"/clients/{client.pk}/history/"
    beside = web.get(f"/?peek=clients:{client.pk}:history").content.decode()
    address = re.search(r'href="(/\?peek=clients:[^"]+:history:\d+)"', beside)
    assert address
    assert "New client" in web.get(address[1]).content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_a_place_that_is_none_is_the_beginning(web: Web, books: Books, before: str) -> None:
    client = books.client()
    answer = web.get(f"/clients/{client.pk}/history/", {"before": before})
    assert len(answer.context["past"].lines) == 1


def test_history_costs_the_same_however_much_there_is(web: Web, books: Books) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            web.get(f"/clients/{client.pk}/history/")
        return len(captured)

    client = books.client()
    few = statements()
    for number in range(5):
        books.edit(client, company=f"Acme {number}")

    def many(unit: Any) -> None:
        unit.fresh(client).edit({"company": "Acme"})
        for amount in range(1, 9):
            row = Transaction(workspace=books.workspace)
            row.edit({"kind": "expense", "date": DAY, "amount": amount})

    books.do(many)
    assert statements() == few
