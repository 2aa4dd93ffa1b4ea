"""Wherever the rate of a rare currency is lacking, its door asks for it, and goes on with it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.finance.models import Account, Invoice, Payment, Transaction
from tests.books import Books
from tests.web.cells.test_asked import RARE, inputs

Ask = tuple[str, dict[str, str]]
"""An address, and what is sent there."""


class House:
    """A sent invoice, an entry and an account of which no rate is known."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.there: Account = books.account("Shells", currency=RARE)
        self.invoice: Invoice = books.make(Invoice)
        books.income(100_00, invoice=self.invoice)
        books.call(self.invoice, "send")
        self.entry: Transaction = books.expense(50_00)

    def paid(self, **more: str) -> dict[str, str]:
        return {"account": str(self.there.pk), "paid_on": "2026-05-04", **more}


def pasted(house: House, *more: str) -> str:
    """A row that is paid on the account there, and one that is not paid."""
    names = ("date", "description", "amount", "account")
    rows = [("2026-05-04", "Shell", "5", "Shells"), ("2026-05-05", "Paper", "7", *more)]
    return json.dumps([["", [[n, t, None] for n, t in zip(names, r, strict=False)]] for r in rows])


DOORS: dict[str, tuple[str, Callable[[House], Ask]]] = {
    "account of an entry": (
        "also.account_rate",
        lambda h: (f"/transactions/{h.entry.pk}/cell/account/", {"value": str(h.there.pk)}),
    ),
    "mark an entry as paid": (
        "account_rate",
        lambda h: (f"/transactions/{h.entry.pk}/do/pay/", h.paid()),
    ),
    "status of an invoice": (
        "also.account_rate",
        lambda h: (f"/invoices/{h.invoice.pk}/cell/status/", {"value": f"paid:{h.there.pk}"}),
    ),
    "drag to Paid": (
        "also.account_rate",
        lambda h: (
            f"/invoices/{h.invoice.pk}/cell/status/",
            {"value": "paid", **{f"also.{name}": value for name, value in h.paid().items()}},
        ),
    ),
    "mark an invoice as paid": (
        "account_rate",
        lambda h: (f"/invoices/{h.invoice.pk}/do/pay/", h.paid()),
    ),
    "record a part of it": (
        "account_rate",
        lambda h: (f"/invoices/{h.invoice.pk}/do/pay-part/", h.paid(amount="5000")),
    ),
    "many entries at once": (
        "also.account_rate",
        lambda h: (
            "/transactions/bulk/account/",
            {"ids": f"{h.entry.pk}", "value": str(h.there.pk)},
        ),
    ),
    "a new entry that is paid": (
        "account_rate",
        lambda h: (
            "/transactions/",
            {"kind": "expense", "amount": "5", "date": "2026-05-04", "account": str(h.there.pk)},
        ),
    ),
    "a new payment": (
        "account_rate",
        lambda h: (
            "/payments/",
            {"transaction": str(h.entry.pk), "account": str(h.there.pk), "amount": "5000"},
        ),
    ),
    "rows of a spreadsheet": (
        "also.account_rate",
        lambda h: ("/transactions/paste/", {"rows": pasted(h), "starts": "kind=expense"}),
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_the_rate_is_asked_for(books: Books, web: Web, door: str) -> None:
    name, ask = DOORS[door]
    address, given = ask(House(books))
    script: Any = {"hx-request": "true"}
    asked = web.post(address, given, headers=script)
    assert "account_rate" in inputs(asked)
    assert "Enter the rate." in asked.content.decode()
    assert books.all(Payment) == []
    done = web.post(address, {**given, name: "119.33"}, headers=script)
    assert done.status_code in {200, 204, 302}, done.content
    assert {one.account_rate for one in books.all(Payment)} == {119_3300000000}


def test_one_rate_is_not_for_entries_of_two_currencies(books: Books, web: Web) -> None:
    house = House(books)
    other = books.expense(7_00, currency="USD", exchange_rate=9 * 10**9)
    keys = f"{house.entry.pk},{other.pk}"
    given = {"ids": keys, "value": str(house.there.pk), "also.account_rate": "119.33"}
    answer = web.post("/transactions/bulk/account/", given, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert "EUR + USD" in answer.content.decode()
    assert books.all(Payment) == []


def test_a_pasted_row_that_needs_no_rate_takes_none(books: Books, web: Web) -> None:
    house, bank = House(books), books.account("Bank")
    given = {"rows": pasted(house, bank.name), "starts": "kind=expense"}
    script: Any = {"hx-request": "true"}
    assert "account_rate" in inputs(web.post("/transactions/paste/", given, headers=script))
    assert len(books.all(Transaction)) == 2
    web.post("/transactions/paste/", {**given, "also.account_rate": "119.33"}, headers=script)
    found = {one.transaction.description: one.account_rate for one in books.all(Payment)}
    assert found == {"Shell": 119_3300000000, "Paper": None}
