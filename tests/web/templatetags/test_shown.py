"""What stands beside a record, in the words of its workspace."""

from datetime import timedelta

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Invoice
from tests.books import Books


def sent(books: Books, days: int) -> Invoice:
    """A sent invoice that is due so many days from today."""
    due = books.workspace.today + timedelta(days=days)
    invoice = books.invoice(client=books.client(), due_date=due)
    books.income(invoice=invoice)
    return books.call(invoice, "send")


@pytest.mark.parametrize(("days", "words"), [(-1, "was due "), (0, ">due "), (3, ">due ")])
def test_an_open_invoice_says_when_it_is_due(books: Books, web: Web, days: int, words: str) -> None:
    sent(books, days)
    assert words in web.get("/client/").content.decode()


def test_a_paid_one_does_not(books: Books, web: Web) -> None:
    books.call(sent(books, -1), "mark_paid", books.account(), books.workspace.today)
    assert "due " not in web.get("/client/").content.decode()
