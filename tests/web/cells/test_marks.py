"""What is late or still to come is marked wherever a record is drawn; tags have their colour."""

from datetime import timedelta

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Category, Invoice
from tests.books import Books

MARK = '<span class="tag tag-rose">Overdue</span>'
LATE = '<span class="neg num">was due'


def sent(books: Books, days: int) -> Invoice:
    due = books.workspace.today + timedelta(days=days)
    invoice = books.invoice(client=books.client("Acme"), due_date=due)
    books.income(10_000, invoice=invoice)
    return books.edit(invoice, status="sent")


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("/invoices/", MARK),
        ("/invoices/{invoice.pk}/", MARK),
        ("/clients/{invoice.client_id}/", MARK),
        ("/invoices/?view=board", LATE),
        ("/invoices/?view=gallery", LATE),
        ("/client/", LATE),
    ],
)
def test_an_invoice_is_marked_by_word_and_colour_while_it_is_late(
    address: str, mark: str, books: Books, web: Web
) -> None:
    invoice = sent(books, -1)
    assert mark in web.get(address.format(invoice=invoice)).content.decode()
    books.call(books.fresh(invoice), "mark_paid", books.account())
    assert mark not in web.get(address.format(invoice=invoice)).content.decode()
    later = sent(books, 1)
    assert mark not in web.get(address.format(invoice=later)).content.decode()


def test_a_card_says_when_an_invoice_is_due_and_what_is_left_until_it_is_paid(
    books: Books, web: Web
) -> None:
    invoice = sent(books, 3)
    page = web.get("/invoices/?view=board").content.decode()
    assert 'num">due ' in page
    assert "Outstanding <b>€100.00</b>" in page
    books.call(books.fresh(invoice), "mark_paid", books.account())
    page = web.get("/invoices/?view=board").content.decode()
    assert 'num">due ' not in page
    assert "Outstanding" not in page.split('class="board"')[1].split("</main>")[0]


def test_outstanding_is_what_was_sent_wherever_it_is_told(books: Books, web: Web) -> None:
    books.income(invoice=books.invoice(), amount=5_000)  # of a draft
    sent(books, 3)
    assert "Outstanding <b>€50.00</b>" not in web.get("/invoices/?view=board").content.decode()
    foot = web.get("/invoices/").content.decode().split("<tfoot")[1].split("</tfoot>")[0]
    assert "€100.00" in foot.rpartition("Sum")[2]
    tile = web.get("/").content.decode().split("Still to be paid")[1][:400]
    assert "€100.00" in tile


def test_a_category_is_shown_in_its_colour(books: Books, web: Web) -> None:
    for name, colour in (("Tools", "blue"), ("Travel", "amber")):
        category = books.make(Category, name=name, kind="expense", colour=colour)
        books.expense(category=category)
    page = web.get("/transactions/").content.decode()
    assert '<span class="tag tag-blue">Tools</span>' in page
    assert '<span class="tag tag-amber">Travel</span>' in page
