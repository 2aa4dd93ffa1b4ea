"""A transfer to another currency: what it comes to while it is typed, and what it asks for."""

import re

import pytest
from django.test import Client as Web

from freelancer_os.core.values.money import convert
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Account, Transfer
from tests.books import DAY, Books

ADDRESS = "/transfers/controls/exchange/"


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account()


def told(web: Web, **given: object) -> dict[str, str]:
    page = web.get(ADDRESS, given).content.decode()
    found = dict(re.findall(r'data-(\w+)="([^"]*)"', page))
    return {**found, "said": re.sub("<[^>]*>", "", page)}


def test_what_it_comes_to_is_said_while_it_is_typed(books: Books, web: Web, bank: Account) -> None:
    there = books.account("Dollars", currency="USD")
    ends = {"from_account": bank.pk, "to_account": there.pk, "date": DAY.isoformat()}
    known = ecb_rate("EUR", "USD", DAY)
    assert known is not None
    offered = told(web, **ends, amount="100")
    assert offered["how"] == "placeholder"
    assert offered["amount_to"] == f"{convert(10_000, 'EUR', 'USD', known) / 100:.2f}"
    assert "European Central Bank" in offered["said"]
    assert DAY.strftime("%Y") in offered["said"]
    assert told(web, **ends, amount="33.33", exchange_rate="1.0876") == {
        "how": "value", "exchange_rate": "1.0876", "amount_to": "36.25",
        "said": "1 EUR is 1.0876 USD.",
    }  # fmt: skip
    assert told(web, **ends, amount="100", amount_to="125")["exchange_rate"] == "1.25"
    for wrong in ({"amount": "much"}, {"to_account": bank.pk}, {"to_account": "Dollars"}):
        assert told(web, **{**ends, "amount": "1", **wrong}) == {"said": ""}


def test_what_is_not_known_is_asked_for_in_the_form(books: Books, web: Web, bank: Account) -> None:
    assert 'name="exchange_rate"' not in web.get("/transfers/").content.decode()
    there = books.account("Dinars", currency="KWD")
    form = web.get("/transfers/").content.decode()
    assert 'name="exchange_rate"' in form
    assert 'name="amount_to"' in form
    given = {"from_account": bank.pk, "to_account": there.pk, "date": "1 May 2026", "amount": "100"}
    assert "say what 1 EUR is in KWD" in told(web, **given)["said"]
    asked = web.post("/transfers/", given, headers={"hx-request": "true"})
    assert asked.status_code == 422
    assert 'data-field="exchange_rate"' in asked.content.decode()
    web.post("/transfers/", {**given, "exchange_rate": "0.3351", "amount_to": ""})
    (made,) = books.all(Transfer)
    assert made.amount_to == 33_510
    cell = f"/transfers/{made.pk}/cell/exchange_rate/"
    assert web.post(cell, {"value": "0.34", "opened": "0.3351"}).status_code in {200, 302}
    assert books.fresh(made).amount_to == 34_000
