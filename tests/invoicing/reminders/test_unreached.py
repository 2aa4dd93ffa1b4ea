"""Invoices whose reminders have no address are told of: once their first reminder has come."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.models import MailServer, Reminder
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.invoicing.reminders.unreached import unreached
from freelancer_os.people import workspaces
from tests.books import Books
from tests.web.test_every_collection import signed_in

DUE = date(2030, 3, 1)
SAID = "no email, so no reminder of"


@pytest.fixture
def ruled(books: Books, monkeypatch: pytest.MonkeyPatch) -> Books:
    """A reminder 3 days before; it is the day after an invoice was due."""
    monkeypatch.setattr(workspaces, "today_in", lambda zone: DUE + timedelta(days=1))
    books.make(Reminder, days=-3, occasion="before")
    books.make(Reminder, days=7, occasion="first")
    return books


def sent(books: Books, due: date = DUE, **client: Any) -> Invoice:
    invoice = books.invoice(client=books.client("Acme", **client), due_date=due)
    books.income(10_000, invoice=invoice)
    return books.call(invoice, "send")


def told(books: Books, ahead: int = 0) -> list[Invoice]:
    return list(unreached(books.fresh(books.workspace), ahead))


def test_a_client_without_an_address_is_told_of(ruled: Books) -> None:
    invoice = sent(ruled)
    sent(ruled, email="a@example.com")
    sent(ruled, billing_email="b@example.com")
    assert told(ruled) == [invoice]


def test_only_once_its_first_reminder_has_come(ruled: Books) -> None:
    due = DUE + timedelta(days=10)
    invoice = sent(ruled, due=due)
    assert told(ruled) == [] and told(ruled, 6) == [invoice]


def test_none_is_told_of_that_went_somewhere_or_is_not_to_be_reminded(ruled: Books) -> None:
    mailed = sent(ruled)
    ruled.do(lambda unit: enqueue(unit.fresh(mailed), to="c@example.com", subject="It", body="x"))
    sent(ruled, no_reminders=True)
    ruled.edit(sent(ruled), no_reminders=True)
    ruled.edit(sent(ruled), status="paid", account=ruled.account())
    assert told(ruled) == []


def test_without_a_rule_nobody_is_told_of(books: Books) -> None:
    sent(books, due=date(2026, 1, 1))
    assert told(books, 365) == []


def test_home_the_invoice_and_the_list_say_so_with_the_way(ruled: Books) -> None:
    invoice, web = sent(ruled), signed_in(ruled.user)
    way = f'href="/clients/{invoice.client_id}/"'
    assert SAID in (home := web.get("/").content.decode()) and way in home
    page = web.get(f"/invoices/{invoice.pk}/").content.decode()
    assert "Reminders have no address to go to." in page and way in page
    listed = web.get("/reminders/").content.decode()
    assert "Acme has no email, so no reminder of" in listed and way in listed
    ruled.edit(invoice.client, email="a@example.com")
    for where in ("/", f"/invoices/{invoice.pk}/", "/reminders/"):
        shown = web.get(where).content.decode()
        assert "no reminder of" not in shown and "no address" not in shown, where


def test_the_list_says_beforehand_that_they_leave_by_themselves(books: Books) -> None:
    page = signed_in(books.user).get("/reminders/").content.decode()
    told, form = page.index("Each leaves by itself on its day"), page.index('id="composer-reminder')
    assert told < form and "from tomorrow on" in page


def test_the_list_says_where_no_mail_can_leave(books: Books) -> None:
    web: Web = signed_in(books.user)
    assert "No mail server" not in web.get("/reminders/").content.decode()
    books.make(Reminder, days=7, occasion="first")
    assert "No mail server is known yet" in web.get("/reminders/").content.decode()
    books.make(MailServer, host="127.0.0.1", port=25, from_address="ada@example.com")
    assert "No mail server" not in web.get("/reminders/").content.decode()
