"""The mark beside the status of an invoice whose mail did not arrive."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.collections.work.delivery import Delivery
from freelancer_os.core.words import Sentence
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.models import Mail
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.invoicing.outbox.talking import Outcome
from tests.books import NOON, Books, open_books
from tests.web.test_every_collection import signed_in

FAILED, PERHAPS = "Not delivered", "Perhaps sent"
LIST = "/invoices/"
PLACES = (LIST, *(f"{LIST}?{way}" for way in ("view=board", "view=gallery", "group=status")))


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


@pytest.fixture
def web(books: Books) -> Web:
    return signed_in(books.user)


def mailed(books: Books, state: str, invoice: Any = None, **more: Any) -> Mail:
    """A mail about a sent invoice with which a server did so."""
    if invoice is None:
        invoice = books.invoice(client=books.client("Acme"))
        books.income(invoice=invoice)
        invoice = books.call(invoice, "send")

    def write(unit: Any) -> Any:
        mail = enqueue(unit.fresh(invoice), to="a@example.com", subject="It", body="", **more)
        mail.settle(Outcome(state, Sentence("It was cut off.")), NOON)
        return mail

    return books.do(write, "Mailed it")


def mark(books: Books, mail: Mail) -> str:
    found = Delivery(books.workspace).mark(books.fresh(mail.invoice))
    return "" if found is None else found[1]


@pytest.mark.parametrize(
    ("state", "said"), [("failed", FAILED), ("perhaps", PERHAPS), ("sent", ""), ("waiting", "")]
)
def test_what_became_of_it_is_marked(books: Books, state: str, said: str) -> None:
    assert mark(books, mailed(books, state)) == said


def test_the_newest_holds_and_what_arrived_later_ends_it(books: Books) -> None:
    mail = mailed(books, "failed")
    mailed(books, "perhaps", mail.invoice)
    assert mark(books, mail) == PERHAPS
    mailed(books, "sent", mail.invoice)
    assert mark(books, mail) == ""
    assert not Mail.objects.of(books.workspace).undelivered()


def test_what_a_person_let_be_is_not_marked(books: Books) -> None:
    mail = mailed(books, "failed")
    books.call(mail, "leave")
    assert mark(books, mail) == ""


def test_a_void_invoice_is_not_marked(books: Books) -> None:
    mail = mailed(books, "failed")
    books.call(mail.invoice, "void")
    assert mark(books, mail) == ""


@pytest.mark.parametrize("place", PLACES)
def test_every_list_of_invoices_marks_it(books: Books, web: Web, place: str) -> None:
    mailed(books, "failed")
    other = mailed(books, "sent")
    page = web.get(place).content.decode()
    assert page.count(FAILED) == 1
    assert str(other.invoice.pk) in page


def test_a_group_is_not_called_by_the_mark_of_its_first(books: Books, web: Web) -> None:
    mailed(books, "failed")
    page = web.get("/invoices/?group=status").content.decode()
    head = page.split('class="group-head"')[1].split("</th>")[0]
    assert "Sent" in head and FAILED not in head


def test_the_page_of_the_invoice_says_it_at_its_head_and_what_was_said(
    books: Books, web: Web
) -> None:
    mail = mailed(books, "failed")
    page = web.get(f"/invoices/{mail.invoice.pk}/").content.decode()
    head = page.split('class="invoice-title"')[1].split("</header>")[0]
    assert FAILED in head
    assert "It was cut off." in page and f"/outbox/{mail.pk}/" in page


def test_beside_the_invoice_of_an_entry_it_stands_too(books: Books, web: Web) -> None:
    mailed(books, "perhaps")
    assert PERHAPS in web.get("/workflow/").content.decode()


def test_it_is_read_once_for_all_rows(books: Books, web: Web) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            web.get("/invoices/")
        return sum("NOT (EXISTS" in one["sql"] or "outbox" in one["sql"] for one in captured)

    mailed(books, "failed")
    first = asked()
    for _ in range(5):
        mailed(books, "failed")
    assert len(Invoice.objects.of(books.workspace)) == 6
    assert asked() == first


def test_where_nothing_was_sent_nothing_is_read(books: Books) -> None:
    draft = books.invoice()
    with CaptureQueriesContext(connection) as captured:
        assert Delivery(books.workspace).mark(draft) is None
    assert len(captured) == 0
