"""What a group or a column comes to is named, and leads to the entries that add up to it."""

import re
from html import unescape

import pytest
from django.test import Client as Web

from tests.books import Books


def put(books: Books) -> None:
    books.client("Acme", contract_value=1_000, stage="client", company="Ltd")
    books.client("Beta", contract_value=2_000, stage="client", company="Ltd")
    books.client("Gamma", contract_value=400, stage="client")
    books.client("Lead", contract_value=500, company="Ltd")


@pytest.mark.parametrize("address", ["/clients/?group=stage", "/clients/?view=board"])
@pytest.mark.parametrize("filtered", ["", "&company=ltd"])
def test_a_sum_leads_to_what_it_adds_up(
    address: str, filtered: str, books: Books, web: Web
) -> None:
    put(books)
    page = web.get(address + filtered).content.decode()
    link = r'<a class="why(?: num)?" href="([^"]+)">(€[\d.]+)</a>'
    if "group" in address:  # under the column, in the row of each group
        headings = re.findall(r'<tr class="group-row".*?</tr>', page)
        found = [pair for row in headings for pair in re.findall(link, row) if pair[1] != "€0.00"]
        named = [row for row in headings if '<span class="calc">Sum</span>' in row]
        assert 'data-label="Contract value"' in page and len(named) == len(headings)
    else:
        found = re.findall(link, page)
        assert page.count('<span class="caption">Contract value</span>') >= len(found)
    several = ("€30.00", 2) if filtered else ("€34.00", 3)
    assert {amount for _, amount in found} == {"€5.00", several[0]}
    for there, amount in found:
        listed = web.get(unescape(there)).context["sheet"]
        assert listed.count == ("1" if amount == "€5.00" else str(several[1]))
        foot = listed.html.partition("<tfoot")[2]
        named = '<span class="calc-of">Contract value</span><span class="calc">Sum</span>'
        assert f"{named}<b>{amount}</b>" in foot  # it would lead to the page that it is on


@pytest.mark.parametrize("address", ["/finance/", "/client/", "/workflow/"])
def test_a_foot_leads_to_what_it_adds_up_from_elsewhere(
    address: str, books: Books, web: Web
) -> None:
    books.income(1_000, client=books.client("Acme"))
    foot = web.get(address).content.decode().partition("<tfoot")[2]
    found = re.findall(r'<b><a class="why" href="([^"]+)">(€[\d.]+)</a></b>', foot)
    assert found
    for there, amount in found:
        page = web.get(unescape(there)).content.decode()
        assert f"<b>{amount}</b>" in page.partition("<tfoot")[2]
