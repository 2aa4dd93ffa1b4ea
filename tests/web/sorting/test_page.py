"""The page of bank lines: what it draws, what its forms send, and rules made of a line."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.ids import new_id
from freelancer_os.finance.models import Account, BankLine, Category, Receipt, Rule, Transaction
from freelancer_os.people.models import Membership
from tests.books import Books
from tests.finance.sorting.imported import arrive, sent
from tests.web.test_every_collection import signed_in

HEADERS = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/bank-lines/"}


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account("Bank")


def page(web: Web) -> str:
    return web.get("/bank-lines/").content.decode()


def row(html: str, line: BankLine) -> str:
    return html.partition(f'id="line-{line.pk}"')[2].partition("<li ")[0]


def post(web: Web, address: str, given: dict[str, str]) -> Any:
    return web.post(f"/bank-lines/{address}", given, headers=HEADERS)


def hidden(html: str) -> dict[str, str]:
    """What the first form of a row sends."""
    form = html.partition("data-accept>")[2].partition("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_each_line_is_accepted_as_it_was_shown(books: Books, web: Web, bank: Account) -> None:
    cash, fees = books.account("Cash"), books.make(Category, name="Fees", kind="expense")
    one, two = sent(books, 10_000, "2026-017"), sent(books, 20_000, "2026-018")
    books.make(Rule, contains="atm", transfer_to=cash)
    typed = books.expense(1_800, account=bank, category=fees)
    lines = arrive(
        books, bank, "2026-10-05;2026-017 and 2026-018;300.00", "2026-10-05;ATM;-50.00",
        "2026-10-02;Figma;-18.00", "2026-10-05;Shop;-3.00",
    )  # fmt: skip
    html = page(web)
    assert [hidden(row(html, line)) for line in lines] == [
        {"invoices": f"{one.pk},{two.pk}"},
        {"transfer_to": str(cash.pk)},
        {"transaction": str(typed.pk)},
        {},
    ]
    assert "Which category?" in row(html, lines[3]) and ">Fees<" in row(html, lines[3])
    assert "Accept the 3 sure ones" in html and "4 lines wait for you" in html
    for line in lines[:3]:
        answer = post(web, f"{line.pk}/do/accept/", hidden(row(html, line)))
        assert answer.status_code == 200
    assert [books.fresh(line).how for line in lines] == ["invoice", "transfer", "paid", None]
    assert (books.fresh(one).outstanding, books.fresh(bank).balance) == (0, 30_000 - 7_100)


def test_a_line_that_was_sorted_elsewhere_goes_from_the_page(
    books: Books, web: Web, bank: Account
) -> None:
    fees = books.make(Category, name="Fees", kind="expense")
    line, other = arrive(books, bank, "2026-10-05;Shop;-3.00", "2026-10-06;Cafe;-4.00")
    given = {"category": str(fees.pk)}
    post(web, f"{line.pk}/do/accept/", given)
    for _ in range(2):
        answer = web.post(
            f"/bank-lines/{line.pk}/do/accept/", given, headers={**HEADERS, "hx-target": "main"}
        )
        html = answer.content.decode()
        assert answer.status_code == 200 and "This line is sorted or left out already." in html
        assert f"line-{line.pk}" not in html and f"line-{other.pk}" in html
    assert len(books.all(Transaction)) == 2
    assert post(web, f"{line.pk}/do/accept/", given).status_code == 409  # from elsewhere


def test_a_receipt_that_waits_is_said_where_nothing_else_is_known(
    books: Books, web: Web, bank: Account
) -> None:
    one, other = arrive(books, bank, "2026-10-05;Zorp;-66.45", "2026-10-06;Cafe;-4.00")
    waits = {"amount": 66_45, "currency": "EUR", "date": one.date, "supplier": "Zorp"}
    books.make(Receipt, name="a.pdf", **waits)
    html = page(web)
    assert "Receipt found" in row(html, one) and "Receipt found" not in row(html, other)


def test_all_sure_ones_at_once(books: Books, web: Web, bank: Account) -> None:
    sent(books, 500, "2026-018")
    sure, line = arrive(books, bank, "2026-10-05;2026-018;5.00", "2026-10-05;Stripe;975.00")
    assert post(web, "sure/", {}).status_code == 200
    assert (books.fresh(sure).state, books.fresh(line).state) == ("sorted", "new")


def test_a_rule_is_tried_before_it_is_kept(books: Books, web: Web, bank: Account) -> None:
    fees = books.make(Category, name="Fees", kind="expense")
    first, line = arrive(books, bank, "2026-09-05;Stripe fee;-1.00", "2026-10-05;Stripe fee;-2.00")
    form = web.get(f"/bank-lines/{line.pk}/rule/").content.decode()
    assert 'name="contains" value="Stripe fee"' in form and "Fees" in form
    # A trial under way is not what keeping waits for, nor drops it.
    assert re.search(r'class="rule-tried"[^>]* hx-sync="this:replace"', form)
    given = {"contains": "stripe", "category": str(fees.pk)}
    tried = web.get(f"/bank-lines/{line.pk}/rule/tried/", given).content.decode()
    assert "2 lines so far fit, 0 of them sorted otherwise" in tried
    half = {"contains": "stripe", "category": "Fe"}  # while its name is typed
    assert "2 lines so far" in web.get(f"/bank-lines/{line.pk}/rule/tried/", half).content.decode()
    bad = web.get(f"/bank-lines/{line.pk}/rule/tried/", {"amount_min": "x"}).content.decode()
    assert 'class="problem"' in bad
    assert post(web, f"{line.pk}/rule/keep/", {"contains": "stripe"}).status_code == 422
    assert post(web, f"{line.pk}/rule/keep/", given).status_code == 200
    assert (books.fresh(line).how, books.fresh(first).state) == ("rule", "new")
    books.undo()
    assert (books.all(Rule), books.fresh(line).state) == ([], "new")


def test_twenty_thousand_lines_cost_what_fifty_do(books: Books, web: Web, bank: Account) -> None:
    (line,) = arrive(books, bank, "2026-10-05;Shop;-3.00")
    held = {**books.fresh(line).values(), "transaction_id": None}
    rows = [BankLine(**{**held, "id": new_id(), "identity": str(n)}) for n in range(20_000)]
    books.do(lambda unit: unit.add(rows))
    with CaptureQueriesContext(connection) as asked:
        html = page(web)
    assert len(asked) <= 30
    assert len(html) < 300_000
    assert html.count('class="sorting-line"') == 50
    assert "Accept all sure ones" in html and "20,001 lines wait for you" in html
    (more,) = re.findall(r'hx-get="(/bank-lines/more/[^"]*)"', html)
    assert web.get(more).content.decode().count('class="sorting-line"') == 50


def test_who_only_reads_decides_nothing(books: Books, web: Web, bank: Account) -> None:
    arrive(books, bank, "2026-10-05;Shop;-3.00")
    reader = books.colleague()
    Membership.objects.filter(user=reader.user).update(role="accountant")
    html = page(signed_in(reader.user))
    assert "Shop" in html and "/do/accept/" not in html and "/sure/" not in html


def test_an_entry_that_waits_leads_to_its_bank_line(books: Books) -> None:
    sent(books, 4_000, "2026-017")
    bank = books.account("Bank")
    (line,) = arrive(books, bank, "2026-10-05;Payment 2026-017;40.00")
    browser = signed_in(books.user)
    for address in ("/transactions/?view=table", f"/transactions/{line.transaction_id}/"):
        page = browser.get(address).content.decode()
        way = f'<a class="tag tag-amber" href="/bank-lines/of/{line.transaction_id}/">Waits</a>'
        assert way in page
    answer = browser.get(f"/bank-lines/of/{line.transaction_id}/")
    assert answer["Location"] == f"/bank-lines/{line.pk}/"
    assert browser.get(f"/bank-lines/of/{line.pk}/").status_code == 404
