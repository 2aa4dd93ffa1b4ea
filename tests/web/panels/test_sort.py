"""The sort panel: its rows, their order, and the address that they ask for."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client as Web

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.models import View
from tests.books import Books
from tests.web.choosing import Chosen
from tests.web.test_every_collection import EVERY


def panel(web: Web, slug: str, here: str = "", rows: str | None = None, doing: str = "") -> str:
    """The panel, opened, or drawn anew from its rows ("name,-stage")."""
    fields = [("at", f"/{slug}/"), ("here", here), *([("sent", "1")] if rows is not None else [])]
    for place, name in enumerate(filter(None, (rows or "").split(","))):
        fields.append((f"s.{place}.field", name.removeprefix("-")))
        fields.append((f"s.{place}.direction", "down" if name.startswith("-") else "up"))
    answer = web.get(f"/{slug}/controls/sort/?{urlencode([*fields, ('do', doing)])}")
    assert answer.status_code == 200
    return answer.content.decode()


def order(page: str) -> str:
    found = re.search(r'data-url="([^"]+)"', page)
    assert found
    query = parse_qs(urlsplit(unescape(found[1])).query, keep_blank_values=True)
    return query.get("order", ["none"])[0]


@EVERY
def test_every_field_sorts(collection: Collection, web: Web) -> None:
    for one in (f for f in collection.fields if f.sortable):
        assert order(panel(web, collection.slug, "", f"-{one.name}")) == f"-{one.name}"
        page = panel(web, collection.slug, f"order=-{one.name}")
        held = Chosen(page).held
        assert [held["s.0.field"], held["s.0.direction"]] == [one.name, "down"]


def test_rows_are_added_moved_and_removed(web: Web) -> None:
    rows = "-stage,name,company"
    assert order(panel(web, "clients", "", rows)) == rows
    assert order(panel(web, "clients", "", rows, "up.1")) == "name,-stage,company"
    assert order(panel(web, "clients", "", rows, "up.0")) == rows
    assert order(panel(web, "clients", "", rows, "down.1")) == "-stage,company,name"
    assert order(panel(web, "clients", "", rows, "down.2")) == rows
    assert order(panel(web, "clients", "", rows, "remove.1")) == "-stage,company"
    assert order(panel(web, "clients", "", rows, "add")) == f"{rows},contact"
    assert order(panel(web, "clients", "order=name", "", "")) == "none"
    assert order(panel(web, "clients", "", "name,-name")) == "name"


def test_five_rows_are_enough(web: Web) -> None:
    page = panel(web, "clients", "", "name,company,contact,position,email", "add")
    assert order(page).count(",") == 4 and "Add a sort" not in page


def test_the_order_of_a_view_is_cleared(books: Books, web: Web) -> None:
    books.make(View, name="Hot", collection="clients", query="order=-name")
    assert order(panel(web, "clients", "view=hot")) == "none"
    assert order(panel(web, "clients", "view=hot", "")) == ""
    assert order(panel(web, "clients", "view=hot", "name")) == "name"


@pytest.mark.parametrize("rows", ["nonsense", "currency", "name,nonsense"])
def test_what_does_not_sort_is_left_out(rows: str, web: Web) -> None:
    assert order(panel(web, "clients", "", rows)) in {"none", "name"}
    assert "up.9" not in panel(web, "clients", f"order={rows}", None, "up.9")
