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


def changes(line: Transaction) -> list[tuple[str, dict[str, Any]]]:
    """Each that would change what its invoice came to."""
    cell = f"/transactions/{line.pk}/cell"
    pasted = json.dumps([[str(line.pk), [["amount", "10", None]]], ["", NEW]])
    return [
        (f"{cell}/amount/", {"value": "10"}),
        (f"{cell}/tax_rate/", {"value": "19"}),
        (f"{cell}/quantity/", {"value": "3"}),
        (f"{cell}/invoice/", {"value": ""}),
        ("/transactions/bulk/tax_rate/", {"ids": str(line.pk), "value": "19"}),
        ("/transactions/paste/", {"rows": pasted}),
    ]


NEW = [["date", "2026-11-02", None], ["amount", "20", None], ["kind", "Income", None]]


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("is_paid", [False, True])
def test_what_a_sent_invoice_came_to_changes_only_once_one_has_said_so(
    books: Books, web: Web, line: Transaction, place: int, is_paid: bool
) -> None:
    number, total = line.invoice.number, line.total
    if is_paid:
        books.edit(line.invoice, status="paid", account=books.account())
    address, given = changes(line)[place]
    refused = post(web, address, given)
    body = refused.content.decode()
    assert refused.status_code == 409, body[:300]
    assert f"Invoice {number} {'is paid' if is_paid else 'has been sent'}: it came to " in body
    assert 'class="question"' in body
    assert 'data-way="change_sent" data-words="Change it all the same"' in body
    assert books.fresh(line).total == total
    assert post(web, address, {**given, "change_sent": "1"}).status_code == 200
    assert books.fresh(line.invoice).total != total
    books.undo()
    assert books.fresh(line.invoice).total == total


def test_what_takes_nothing_from_a_sent_invoice_is_not_asked(
    books: Books, web: Web, line: Transaction
) -> None:
    added = books.income(description="More")
    for pk, name, value in (
        (line.pk, "description", "Logos"),
        (added.pk, "invoice", str(line.invoice_id)),
    ):
        address = f"/transactions/{pk}/cell/{name}/"
        assert post(web, address, {"value": value}).status_code == 200


@pytest.mark.parametrize("status", ["draft", "sent"])
def test_payments_are_taken_away_only_once_one_has_said_so(
    books: Books, web: Web, line: Transaction, status: str
) -> None:
    books.edit(line.invoice, status="paid", account=books.account(name="Till"))
    address = f"/invoices/{line.invoice_id}/cell/status/"
    refused = post(web, address, {"value": status})
    assert refused.status_code == 409
    assert "is paid. This takes its payments away:" in refused.content.decode()
    assert "on Till" in refused.content.decode()
    assert books.fresh(line.invoice).state == "paid"
    assert post(web, address, {"value": status, "take_back": "1"}).status_code == 200
    assert books.fresh(line.invoice).state == status


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
