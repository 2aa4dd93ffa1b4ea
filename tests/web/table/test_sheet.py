"""Tables that load as one scrolls: their parts, what an answer draws again, and their feet."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill, signed_in

assert Attachment  # the registry is complete
ALL = [one for one in collections if one.has_page]
EVERY = pytest.mark.parametrize("collection", ALL, ids=lambda one: one.slug)


def clients(books: Books, count: int) -> None:
    model = collections.get("clients").model  # type: ignore[union-attr]
    for number in range(count):
        books.make(model, name=f"Client {number:03}", contract_value=100)


def shown(html: str) -> list[str]:
    return re.findall(r'<tr id="clients-[0-9a-f-]{36}">.*?>(Client \d+)<?', html)


def attribute(html: str, name: str, part: str = "") -> str:
    found = re.search(rf'{part}[^>]* {name}="([^"]*)"', html)
    assert found is not None, (name, part)
    return found[1].replace("&amp;", "&")


def test_pages_of_rows_are_all_rows_once(books: Books, web: Web) -> None:
    clients(books, 120)
    page = web.get("/clients/").content.decode()
    found, rows = shown(page), attribute(page, "data-rows")
    cursor = attribute(page, "data-from", '<tbody class="more"')
    while cursor:
        part = web.get(f"{rows}&{urlencode({'cursor': cursor})}").content.decode()
        found += shown(part)
        more = re.search(r'<tbody class="more"[^>]* data-from="([^"]+)"', part)
        cursor = more[1] if more else ""
    assert found == [f"Client {number:03}" for number in range(120)]


def test_an_answer_draws_the_rows_in_sight_and_no_others(books: Books, web: Web) -> None:
    clients(books, 170)
    page = web.get("/clients/").content.decode()
    rows, first = (
        attribute(page, "data-rows"),
        attribute(page, "data-until", '<tbody id="clients-rows"'),
    )
    ends = [first]
    for _ in range(2):
        part = web.get(f"{rows}&{urlencode({'cursor': ends[-1]})}").content.decode()
        ends.append(attribute(part, "data-until"))
    books.make(collections.get("clients").model, name="Client 0005")  # type: ignore[union-attr]
    header = json.dumps({"clients": [["", ends[0]], [ends[1], ends[2]], ["x", "y"], [ends[2], ""]]})
    again = web.get("/clients/", headers={"x-rows": header}).content.decode()
    found = shown(again)
    assert len(found) == 51 + 50 + 20  # a row more in the first range; the last one is open
    assert found[50:52] == ["Client 049", "Client 100"]
    assert f'id="clients-rows-{ends[1]}"' in again


def test_rows_of_another_order_are_passed_over(books: Books, web: Web) -> None:
    clients(books, 3)
    header = json.dumps({"clients": [["", "bm9uc2Vuc2U"], ["WzFd", '"><b>']]})
    page = web.get("/clients/", headers={"x-rows": header})
    assert page.status_code == 200
    assert '"><b>' not in page.content.decode()


@EVERY
def test_parts_are_drawn_and_scoped(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    page = web.get(f"/{collection.slug}/?view=table").content.decode()
    rows = attribute(page, "data-rows")
    with CaptureQueriesContext(connection) as captured:
        part = web.get(rows)
        foot = web.get(rows.replace("/rows/", "/foot/"))
    assert part.status_code == foot.status_code == 200
    assert str(record.pk) in part.content.decode()
    assert_scoped(captured.captured_queries)
    stranger = signed_in(open_books().user)
    assert str(record.pk) not in stranger.get(rows).content.decode()


@pytest.mark.parametrize("part", ["rows", "foot"])
def test_what_makes_no_sense_is_said(part: str, books: Books, web: Web) -> None:
    clients(books, 1)
    assert web.get(f"/clients/{part}/?nonsense=1").status_code == 422
    assert web.get("/clients/rows/?order=nonsense").status_code == 422
    assert web.get("/clients/rows/?cursor=nonsense").status_code == 422
    assert web.get(f"/nonsense/{part}/").status_code == 404
    assert web.get(f"/clients/{part}/?region=%22%3E%3Cb%3E").status_code == 404


def test_a_foot_is_told_at_once_where_all_rows_are_and_later_elsewhere(
    books: Books, web: Web
) -> None:
    clients(books, 50)
    page = web.get("/clients/").content.decode()
    assert "data-foot" not in page
    assert "€50.00" in page.partition("<tfoot")[2]
    clients(books, 1)
    page = web.get("/clients/").content.decode()
    assert "€51.00" not in page
    foot = attribute(page, "data-foot")
    assert "€51.00" in web.get(foot).content.decode()


def test_columns_are_those_of_the_address(books: Books, web: Web) -> None:
    clients(books, 1)
    page = web.get("/clients/?show=email,name&wide=email.300").content.decode()
    assert re.findall(r'data-field="(\w+)"', page) == ["email", "name"]
    assert '<col width="300">' in page
    assert "style=" not in page


def test_one_statement_more_for_each_range_in_sight(books: Books, web: Web) -> None:
    def queries(header: dict[str, Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert web.get("/clients/", headers=header).status_code == 200
        return len(captured.captured_queries)

    clients(books, 60)
    page = web.get("/clients/").content.decode()
    until = attribute(page, "data-until", '<tbody id="clients-rows"')
    plain = queries({})
    ranges = {"x-rows": json.dumps({"clients": [["", until], [until, ""]]})}
    assert queries(ranges) <= plain + 3


def test_groups_have_one_heading_over_all_pages(books: Books, web: Web) -> None:
    """Also where a group goes on from one page of rows to the next."""
    stages = ["client"] * 30 + ["lead"] * 70 + ["negotiation"] * 5
    for number, stage in enumerate(stages):
        books.client(f"Client {number:03}", stage=stage, contract_value=100)
    page = web.get("/clients/?group=stage&order=name").content.decode()
    rows, cursor = attribute(page, "data-rows"), attribute(page, "data-from", '<tbody class="more"')
    second = web.get(f"{rows}&{urlencode({'cursor': cursor})}").content.decode()
    third = web.get(f"{rows}&{urlencode({'cursor': attribute(second, 'data-until')})}")
    heads = [re.findall(r'id="clients-group-(\w+)"', one) for one in (page, second)]
    assert heads == [["lead"], ["negotiation", "client"]]
    assert "clients-group" not in third.content.decode()
    lead = '<a class="why" href="/clients/?view=table&amp;stage=lead">€70.00</a>'
    named = '<span class="calc-of">Contract value</span><span class="calc">Sum</span>'
    heading = re.findall(r'id="clients-group-lead">.*?</tr>', page + second)[0]
    assert '<span class="mut">70</span>' in heading
    assert f'<td class="cell-money"><span class="foot-cell">{named}<b>{lead}</b>' in heading
    found = shown(page) + shown(second) + shown(third.content.decode())
    assert sorted(found) == [f"Client {number:03}" for number in range(105)]


def test_entries_of_no_client_stand_under_a_heading_of_their_own(books: Books, web: Web) -> None:
    books.income(client=books.client("Acme"))
    books.income()
    page = web.get("/workflow/?group=client").content.decode()
    heads = re.findall(
        r'<span class="group-head"><button.*?</button>(.*?)<span class="mut">1</span>', page
    )
    assert heads == ['<span class="rel">Acme</span>', "No client"]
    assert web.get("/clients/?group=name").status_code == 422


def test_a_foot_that_comes_later_counts_to_the_end(
    books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page counts so far only; what adds its rows up says how many they are."""
    monkeypatch.setattr("freelancer_os.engine.query.listing.COUNTED", 60)
    for slug, name in (("clients", "Client"), ("contacts", "Contact")):  # with sums, and without
        for number in range(70):
            books.make(collections.get(slug).model, name=f"{name} {number:03}")  # type: ignore[union-attr]
        page = web.get(f"/{slug}/?view=table").content.decode()
        assert "+ " in page.partition('class="foot-count">')[2][:20]
        assert f'class="sub" data-counts="{slug}">' in page
        foot = web.get(attribute(page, "data-foot")).content.decode()
        assert f'<span class="foot-count">70 {slug}</span>' in foot
