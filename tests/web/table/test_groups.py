"""The groups of a table: they fold, say what their columns come to, and begin records."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from tests.books import DAY, Books
from tests.sql import assert_scoped
from tests.web.table.test_sheet import attribute


def put(books: Books, each: int = 2) -> None:
    for stage in ("lead", "negotiation", "client"):
        for number in range(each):
            books.client(f"{stage} {number:03}", stage=stage, contract_value=100)


def headings(page: str) -> dict[str, str]:
    """The rows over the groups, by their values."""
    found = re.findall(r'<tr class="group-row" id="[a-z-]+-group-([^"]+)">(.*?)</tr>', page)
    return dict(found)


def test_a_folded_group_keeps_its_heading_and_totals(books: Books, web: Web) -> None:
    put(books, 60)
    page = web.get("/clients/?view=table&group=stage&fold=lead,negotiation").content.decode()
    assert list(headings(page)) == ["lead", "negotiation", "client"]
    names = re.findall(r"Open (\w+ \d{3})", page)
    assert names and all(name.startswith("client") for name in names)
    assert ">60</span>" in headings(page)["lead"] and ">€60.00</a>" in headings(page)["lead"]
    assert 'aria-expanded="false"' in headings(page)["lead"]
    assert 'aria-expanded="true"' in headings(page)["client"]
    assert "180 clients" in page
    rows, cursor = attribute(page, "data-rows"), attribute(page, "data-from", '<tbody class="more"')
    more = web.get(f"{rows}&{urlencode({'cursor': cursor})}").content.decode()
    names += re.findall(r"Open (\w+ \d{3})", more)
    assert len(names) == 60 and not headings(more)


def test_groups_of_nothing_fold_too(books: Books, web: Web) -> None:
    books.income(client=books.client("Acme"), description="Linked")
    books.income(description="Loose")
    page = web.get("/workflow/?group=client&fold=none").content.decode()
    assert "none" in headings(page) and len(headings(page)) == 2
    assert "Linked" in page and ">Loose" not in page
    assert web.get("/workflow/?group=client&fold=nobody").status_code == 200
    assert web.get("/workflow/?fold=none").status_code == 200


@pytest.mark.parametrize("fold", ["", "lead", "lead,client"])
def test_folding_costs_one_statement_at_most(fold: str, books: Books, web: Web) -> None:
    put(books)
    with CaptureQueriesContext(connection) as plain:
        web.get("/clients/?view=table&group=stage")
    with CaptureQueriesContext(connection) as folded:
        web.get(f"/clients/?view=table&group=stage&fold={fold}")
    assert len(folded) <= len(plain) + bool(fold)
    assert_scoped([query["sql"] for query in folded.captured_queries])


def test_every_column_says_what_a_group_comes_to(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    for client, amounts in ((acme, (10_000, 2_000)), (beta, (500,))):
        for amount in amounts:
            books.income(amount, client=client)
    books.income(700, client=beta, currency="USD", exchange_rate=1_000_000)
    asked = "calc=amount.sum,project.empty,date.most&group=client"
    page = web.get(f"/workflow/?{asked}").content.decode()
    rows = headings(page)
    assert ">€120.00</a>" in rows[str(acme.pk)]
    assert ">$7.00 + €5.00</a>" in rows[str(beta.pk)]
    assert re.search(r">Empty</span><b><a [^>]*>2</a>", rows[str(acme.pk)])
    assert ">Latest</span>" in rows[str(acme.pk)]
    for value, row in rows.items():
        for link in re.findall(r'<a class="why" href="([^"]+)"', row):
            sheet = web.get(unescape(link)).context["sheet"]
            assert sheet.count == "2", value


def test_a_group_begins_records_where_no_verb_leads_to_it(books: Books, web: Web) -> None:
    put(books)
    page = web.get("/clients/?view=table&group=stage").content.decode()
    for value, row in headings(page).items():
        assert re.search(rf'data-composer="composer-\w+" data-preset="stage={value}"', row)
    books.income(invoice=(sent := books.invoice(due_date=DAY)))
    books.call(sent, "send")
    books.invoice(due_date=DAY)
    rows = headings(web.get("/invoices/?view=table&group=status").content.decode())
    assert "data-preset" in rows["draft"] and "data-preset" not in rows["sent"]
