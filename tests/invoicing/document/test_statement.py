"""The statement of account: claims and payments of a period, what was before it, what is left."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Account, Invoice
from freelancer_os.invoicing.document.statement import statement_of, usual_currency
from freelancer_os.invoicing.document.statement_sheet import statement_drawn
from freelancer_os.invoicing.pdf.typesetting import statement_pdf
from tests.books import Books
from tests.invoicing.pdf.test_typesetting import folder  # noqa: F401

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def acme(books: Books) -> Client:
    return books.client("Acme", language="en")


def sent(books: Books, client: Client, on: date, amount: int) -> Invoice:
    invoice = books.invoice(client=client, issue_date=on)
    books.income(description="Work", invoice=invoice, amount=amount, date=on)
    return books.call(invoice, "send")


def test_claims_and_payments_add_up(books: Books, acme: Client) -> None:
    bank = books.make(Account, name="Bank", kind="bank")
    old = sent(books, acme, date(2025, 12, 1), 10_000)
    new = sent(books, acme, date(2026, 3, 1), 25_000)
    sent(books, books.client("Other"), date(2026, 3, 1), 99_000)
    books.income(description="Draft", invoice=books.invoice(client=acme), amount=5_000)
    books.call(old, "mark_paid", bank, date(2026, 2, 1))
    found = statement_of(acme, FIRST, LAST, "EUR")
    assert found.opening == 10_000
    assert [(one.kind, one.amount) for one in found.entries] == [
        ("payment", -10_000),
        ("invoice", 25_000),
    ]
    assert found.balances == [0, 25_000] and found.closing == 25_000
    assert found.entries[1].number == str(new)


def test_it_is_printed_in_the_client_s_language(books: Books, acme: Client) -> None:
    sent(books, acme, date(2026, 3, 1), 25_000)
    german = books.edit(acme, language="de")
    drawn = statement_drawn(statement_of(german, FIRST, LAST, "EUR"))
    assert drawn["title"] == "Kontoauszug"
    pages = PdfReader(BytesIO(statement_pdf(statement_of(german, FIRST, LAST, "EUR")))).pages
    text = " ".join(pages[0].extract_text().split())
    assert "Offener Betrag" in text and "250,00" in text


def test_the_usual_currency_is_that_of_the_newest_invoice(books: Books, acme: Client) -> None:
    assert usual_currency(acme) == "EUR"
    invoice = books.invoice(client=acme, issue_date=date(2026, 3, 1), currency="USD")
    books.call(invoice, "send")
    assert usual_currency(acme) == "USD"
