"""Whoever asks a report for one thing anew keeps the rest of what they asked for."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client as Web

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Account, Recurring
from tests.books import Books
from tests.web.reports.test_pages import year

__all__ = ["year"]
SPAN = {"date_from": "2026-01-01", "date_to": "2026-06-30"}
TOGETHER = ({"date_from", "date_to"}, {"account", "closing"}, {"client", "clients"})
ASKED = {
    "/finance/": {**SPAN, "basis": "cash", "compare": "before", "order": "amount", "q": "a"},
    "/reports/profit-and-loss/": {**SPAN, "basis": "cash", "compare": "before", "clients": "all"},
    "/reports/tax/": {**SPAN, "basis": "cash"},
    "/reports/balance/": {**SPAN, "account": ""},
    "/reports/receivables/": {"on": "2026-02-28", "client": ""},
    "/reports/reconciliation/": {"on": "2026-02-28", "account": "", "closing": "10.00"},
}


@pytest.mark.parametrize("path", ASKED)
def test_one_thing_asked_anew_keeps_the_rest(web: Web, year: Books, path: str) -> None:
    account, client = year.all(Account)[0], year.client("One more")
    known = {"account": str(account.pk), "client": str(client.pk)}
    asked = {name: value or known[name] for name, value in ASKED[path].items()}
    page = web.get(path, asked).content.decode()
    others = [dict(parse_qsl(urlsplit(way).query)) for way in _ways(page, path)]
    assert others or path == "/reports/receivables/"  # where the form alone leads on
    for other in others:
        differing = {name for name, value in asked.items() if other.get(name) != value}
        new = {n for n in other.keys() - asked.keys() if n not in {"basis", "compare", "peek"}}
        assert len(differing | new) <= 1 or any(differing | new <= one for one in TOGETHER), other
    (form,) = re.findall(r'<form class="period-ends.*?</form>', page, re.S)
    sent = set(re.findall(r'name="(\w+)"', form))
    assert asked.keys() - sent <= ({"on"} if path == "/finance/" else set())


def test_every_way_from_a_figure_leads_somewhere(web: Web, year: Books) -> None:
    """Also those of what is only expected: invoices that are due, and what recurs."""
    today = year.workspace.today
    soon = today + timedelta(days=40)
    invoice = year.invoice(client=year.all(Client)[0], due_date=soon)
    year.income(10_000, invoice=invoice, date=today)
    year.edit(invoice, status="sent")
    year.make(Recurring, kind="expense", description="Rent", amount=70_000, start_date=soon)
    found = set[str]()
    for page in ("/finance/", f"/finance/?date_from={today}&date_to={soon}", *ASKED):
        shown = unescape(web.get(page).content.decode()).partition("<main")[2]
        found |= set(re.findall(r'href="(/[^"#]*)"', shown))
    asked = [one for one in sorted(found) if "?" in one and not one.startswith(tuple(ASKED))]
    assert any(one.startswith("/invoices/?") and "due_date" in one for one in asked)
    assert [one for one in asked if web.get(one).status_code != 200] == []


def test_what_needs_an_account_leads_to_a_new_one(web: Web, books: Books) -> None:
    for path in ("/reports/balance/", "/reports/reconciliation/"):
        assert 'href="/accounts/?compose=account"' in web.get(path).content.decode()
    books.account()
    for path in ("/reports/balance/", "/reports/reconciliation/"):
        assert "?compose=account" not in web.get(path).content.decode()


def _ways(page: str, path: str) -> list[str]:
    """The addresses on a page that lead to another look at it."""
    text = unescape(page).replace("\\u0026", "&")
    return re.findall(re.escape(path) + r"\?[^\"'<\s]*", text)
