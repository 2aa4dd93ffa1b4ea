"""Galleries, which every collection has."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.registry import collections
from tests.books import Books
from tests.sql import assert_scoped
from tests.web.test_every_collection import fill

GALLERIES = [one.slug for one in collections if one.has_page]
EVERY = pytest.mark.parametrize("slug", GALLERIES)


@EVERY
def test_a_gallery_is_drawn_empty_and_full(slug: str, books: Books, web: Web) -> None:
    assert web.get(f"/{slug}/?view=gallery").status_code == 200
    record = fill(books)[slug]
    assert record.workspace == books.workspace  # which says how it is called by its day
    page = web.get(f"/{slug}/?view=gallery").content.decode()
    assert f'id="card-{record.pk}"' in page
    assert f'<a href="/{slug}/{record.pk}/">{record}</a>' in page
    assert "data-cell" not in page


@EVERY
def test_the_queries_are_those_of_the_workspace_and_do_not_grow(
    slug: str, books: Books, web: Web
) -> None:
    fill(books)
    few = _statements(web, slug)
    assert_scoped(few)
    fill(books, 4)
    assert len(_statements(web, slug)) == len(few)


def test_a_card_tells_what_is_on_the_record(books: Books, web: Web) -> None:
    acme = books.client("Acme & Sons")
    books.invoice(client=acme, number="2026-007")
    page = web.get("/invoices/?view=gallery").content.decode()
    assert "Acme &amp; Sons</p>" in page
    assert '<span class="tag tag-stone">Draft</span>' in page
    assert "<span>Total <b>€0.00</b></span>" in page


def test_a_gallery_keeps_its_filter_as_one_scrolls(books: Books, web: Web) -> None:
    for place in range(55):
        books.client(f"Lead {place:02}", stage="lead")
    books.client("Nobody", stage="client")
    page = web.get("/clients/?view=gallery&stage=lead&show=stage")
    assert page.context["sheet"].count == "55"
    first = page.content.decode()
    rows = re.findall(r'data-rows="([^"]+)"', first)[0].replace("&amp;", "&")
    cursor = re.findall(r'class="more"[^>]* data-from="([^"]+)"', first)[0]
    second = web.get(f"{rows}&{urlencode({'cursor': cursor})}").content.decode()
    titles = re.findall(r">(Lead \d+|Nobody)</a>", first + second)
    assert titles == [f"Lead {place:02}" for place in range(55)]
    assert 'class="more"' not in second
    assert "Invoice amount" not in first + second


def test_a_gallery_draws_the_cards_in_sight_again(books: Books, web: Web) -> None:
    for place in range(60):
        books.client(f"Lead {place:02}")
    first = web.get("/clients/?view=gallery").content.decode()
    until = re.findall(r'data-until="([^"]+)"', first)[0]
    header = json.dumps({"clients-gallery": [["", until], [until, ""]]})
    again = web.get("/clients/?view=gallery", headers={"x-rows": header}).content.decode()
    assert len(re.findall(r'id="card-', again)) == 60


def test_a_filter_that_makes_no_sense_is_refused(books: Books, web: Web) -> None:
    answer = web.get("/clients/?view=gallery&nonsense=1")
    assert answer.status_code == 422
    assert "have no filter" in answer.content.decode()


def test_the_switch_leads_to_every_layout_under_the_filters(books: Books, web: Web) -> None:
    for one in (one for one in collections if one.has_page):
        ways = web.get(f"/{one.slug}/?q=a").context["ways"]
        assert {way.label.lower() for way in ways} == set(one.layouts)
        for way in ways:
            answer = web.get(way.url)
            assert answer.context["layout"] == way.label.lower()
            assert answer.context["query"] == {"q": "a"}


def _statements(web: Web, slug: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert web.get(f"/{slug}/?view=gallery").status_code == 200
    return [query["sql"] for query in captured.captured_queries]
