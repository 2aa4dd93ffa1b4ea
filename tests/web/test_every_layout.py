"""Every layout of every collection, with nothing, with one record and with five thousand.

What a page asks the database is committed here, as a number: whoever raises one sees it.
"""

from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.ids import new_id
from freelancer_os.core.records import Record
from freelancer_os.engine.collection import Collection, collections
from tests.books import Books, open_books
from tests.web.test_every_collection import ALL, fill, signed_in

MANY = 5_000
LAYOUTS = [(one.slug, layout) for one in ALL for layout in one.layouts]
LONGEST = 700_000  # characters of a page, however many records there are
QUERIES: dict[tuple[str, str], int] = {}


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


@pytest.fixture
def web(books: Books) -> Web:
    return signed_in(books.user)


def multiply(books: Books, record: Record, count: int) -> None:
    """As many copies of a record, with its links, through the gateway."""
    given = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in {"id", "workspace"}
    }
    rows = [type(record)(id=new_id(), workspace=books.workspace, **given) for _ in range(count)]
    books.do(lambda unit: unit.add(rows), "Many")


def look(web: Web, slug: str, layout: str) -> tuple[str, int]:
    """A page, and how many statements it took."""
    with CaptureQueriesContext(connection) as captured:
        answer = web.get(f"/{slug}/?view={layout}")
    assert answer.status_code == 200, (slug, layout)
    return answer.content.decode(), len(captured.captured_queries)


def collection_of(slug: str) -> Collection:
    found = collections.get(slug)
    assert found is not None
    return found


@pytest.mark.parametrize("slug", [one.slug for one in ALL])
def test_five_thousand_cost_what_one_costs(slug: str, books: Books, web: Web) -> None:
    layouts = collection_of(slug).layouts
    for layout in layouts:
        look(web, slug, layout)  # with nothing
    record: Any = fill(books)[slug]
    few = {layout: look(web, slug, layout) for layout in layouts}
    for layout, (page, _) in few.items():
        assert str(record.pk) in page or layout == "calendar"
    multiply(books, books.fresh(record), MANY)
    for layout in layouts:
        page, queries = look(web, slug, layout)
        assert len(page) < LONGEST, layout
        assert queries == few[layout][1], (slug, layout)
        print((slug, layout), queries)
