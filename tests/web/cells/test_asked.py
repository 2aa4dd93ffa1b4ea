"""What a write lacks is asked for with the refusal, and sent along with it once more."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client as Web

from freelancer_os.core.values.written_dates import written
from freelancer_os.finance.models import Invoice, Transaction
from tests.books import Books
from tests.finance.payments.test_payments import proven

RARE = "XPF"  # no rate of the European Central Bank


@pytest.fixture
def sent(books: Books) -> Invoice:
    invoice = books.invoice()
    books.income(100_00, invoice=invoice)
    books.call(invoice, "send")
    return invoice


@pytest.fixture
def web(web: Web) -> Web:
    """As the scripts of a page ask."""
    web.defaults["HTTP_HX_REQUEST"] = "true"
    return web


def inputs(answer: HttpResponse) -> dict[str, str]:
    """The fields that an answer asks for, with what they begin with."""
    page = answer.content.decode()
    assert answer.status_code == 422, page
    form = re.search(r'<form class="form asked">(.*?)</form>', page, re.DOTALL)
    return dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', form[1])) if form else {}


def test_an_account_and_a_day_are_asked_for(books: Books, web: Web, sent: Invoice) -> None:
    address = f"/invoices/{sent.pk}/cell/status/"
    answer = web.post(address, {"value": "paid", "opened": "sent"})
    today = written(books.workspace.today.isoformat(), books.workspace.locale)
    assert inputs(answer) == {"account": "", "paid_on": today}
    bank = books.account("Savings")
    given = {"value": "paid", "also.account": str(bank.pk), "also.paid_on": "31 February"}
    assert inputs(web.post(address, given)) == {"paid_on": "31 February"}
    assert web.post(address, {**given, "also.paid_on": ""}).status_code in {200, 302}
    assert books.fresh(sent).state == "paid"


def test_what_is_wrong_is_not_asked_for(books: Books, web: Web, sent: Invoice) -> None:
    assert inputs(web.post(f"/invoices/{sent.pk}/cell/due_date/", {"value": "31 February"})) == {}
    books.call(sent, "void")
    assert inputs(web.post(f"/invoices/{sent.pk}/cell/status/", {"value": "paid"})) == {}


def test_a_form_takes_in_a_field_that_it_has_not(books: Books, web: Web) -> None:
    given = {"kind": "income", "date": "2026-05-02", "amount": "10", "currency": RARE}
    assert list(inputs(web.post("/transactions/", given))) == ["exchange_rate"]
    assert web.post("/transactions/", {**given, "exchange_rate": "0.0084"}).status_code in {
        200,
        302,
    }
    assert Transaction.objects.of(books.workspace).get().exchange_rate == 84_000_000


def test_other_fields_are_those_of_the_collection(books: Books, web: Web) -> None:
    entry = books.income(100_00)
    address = f"/transactions/{entry.pk}/cell/currency/"
    answer = web.post(address, {"value": RARE, "also.workspace": "1", "also.exchange_rate": "1"})
    assert answer.status_code == 422
    assert books.fresh(entry).currency == "EUR"


def test_bank_lines_are_a_way_on(books: Books, web: Web, sent: Invoice) -> None:
    (entry,) = books.all(Transaction)
    line = proven(books, entry, books.account())
    for address, given in (
        (f"/invoices/{sent.pk}/cell/status/", {"value": "sent"}),
        (f"/invoices/{sent.pk}/do/reopen/", {}),
    ):
        refused = web.post(address, given)
        assert refused.status_code == 409
        assert 'data-way="with_lines"' in refused.content.decode()
        assert web.post(address, {**given, "with_lines": "1"}).status_code in {200, 302}
        assert books.fresh(line).state == "new"
        books.undo()
        assert books.fresh(sent).state == "paid"
