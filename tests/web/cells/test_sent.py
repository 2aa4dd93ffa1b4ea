"""What was sent loses nothing in silence, from whichever place: a person is asked first."""

import json
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Category, Transaction
from freelancer_os.projects.models import Project, Service
from tests.books import Books


def post(web: Web, address: str, given: dict[str, Any]) -> Any:
    here = "http://127.0.0.1/transactions/"
    return web.post(address, given, headers={"hx-request": "true", "hx-current-url": here})


@pytest.fixture
def line(books: Books) -> Transaction:
    """A line of a sent invoice."""
    invoice = books.invoice(client=books.client())
    line = books.income(invoice=invoice, description="Logo")
    books.edit(invoice, status="sent")
    return books.fresh(line)


def requests(books: Books, line: Transaction) -> list[tuple[str, dict[str, Any]]]:
    """Each that would take it out of the workflow: its address, and what is sent."""
    fees = books.make(Category, name="Fees", kind="income")
    cell = f"/transactions/{line.pk}/cell"
    pasted = json.dumps([[str(line.pk), [["category", "Fees", None]]]])
    return [
        (f"{cell}/category/", {"value": str(fees.pk)}),
        (f"{cell}/category/", {"value": ""}),
        (f"{cell}/category/", {"typed": "Fees", "opened": str(line.category_id)}),
        ("/transactions/bulk/category/", {"ids": str(line.pk), "value": str(fees.pk)}),
        ("/transactions/paste/", {"rows": pasted}),
    ]


@pytest.mark.parametrize("place", range(5))
def test_a_line_leaves_a_sent_invoice_only_once_one_has_said_so(
    books: Books, web: Web, line: Transaction, place: int
) -> None:
    address, given = requests(books, line)[place]
    refused = post(web, address, given)
    body = refused.content.decode()
    assert refused.status_code == 409, body[:300]
    assert "has been sent and would lose it" in body
    assert 'data-way="leave_sent" data-words="Take it off"' in body
    assert books.fresh(line).invoice is not None
    assert post(web, address, {**given, "leave_sent": "1"}).status_code == 200
    assert books.fresh(line).invoice is None
    books.undo()
    assert books.fresh(line).invoice is not None


def test_a_line_of_a_draft_leaves_as_its_list_says(books: Books, web: Web) -> None:
    entry = books.income(invoice=books.invoice())
    cell = f"/transactions/{entry.pk}/cell/category/"
    fees = books.make(Category, name="Fees", kind="income")
    assert "clears: invoice" in web.get(cell).content.decode()
    assert post(web, cell, {"value": str(fees.pk)}).status_code == 200


def test_that_a_covered_draft_is_paid_once_it_is_sent_is_said_before(
    books: Books, web: Web
) -> None:
    invoice, account = books.invoice(number="A-1"), books.account()
    entry = books.income(invoice=invoice)
    offered = web.get(f"/transactions/{entry.pk}/cell/account/").content.decode()
    assert "A-1 is Paid as soon as it is sent." in offered
    books.edit(entry, account=account)
    said = "Its lines are paid already, so it is Paid at once."
    assert said in web.get(f"/invoices/{invoice.pk}/cell/status/").content.decode()
    assert said in web.get(f"/invoices/{invoice.pk}/").content.decode()


@pytest.mark.parametrize("way", ["with_linked", "without_linked"])
def test_a_wrong_client_is_put_right_in_one_step(books: Books, web: Web, way: str) -> None:
    right = books.client("Right")
    project = books.make(Project, name="Site", client=books.client("Wrong"))
    service = books.make(Service, name="Design", project=project)
    entries = [books.income(service=service), books.income(service=service)]
    ids = ",".join(str(one.pk) for one in entries)
    for address, given in (
        (f"/transactions/{entries[0].pk}/cell/client/", {"value": str(right.pk)}),
        ("/transactions/bulk/client/", {"ids": ids, "value": str(right.pk)}),
    ):
        refused = post(web, address, given)
        body = refused.content.decode()
        assert refused.status_code == 422
        assert 'data-words="Move them along"' in body and 'data-words="Take them off"' in body
        assert post(web, address, {**given, way: "1"}).status_code == 200
        moved = books.fresh(entries[0])
        assert moved.client == right
        assert (moved.project is None) is (way == "without_linked")
        books.undo()
