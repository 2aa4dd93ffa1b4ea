"""Every collection in each of its layouts, by each group and each date, under each filter."""

from itertools import product

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.lens import Lens
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import EVERY, fill, signed_in


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="en-US")


@pytest.fixture
def web(books: Books) -> Web:
    return signed_in(books.user)


def looks(collection: Collection) -> list[str]:
    """Addresses of every layout by every group and every date."""
    groups = ["", *(f"group={one.name}" for one in collection.groupings)]
    dates = ["", *(f"by={one.name}" for one in collection.dates)]
    found = [f"view=table&{group}" for group in groups] + ["view=gallery"]
    if "board" in collection.layouts:
        found += [f"view=board&{group}&order=-id" for group in groups]
    if "calendar" in collection.layouts:
        periods = ("month=2026-10", "week=2026-10-01")
        found += [f"view=calendar&{by}&{span}" for by, span in product(dates, periods)]
    return found


@EVERY
def test_each_layout_by_each_group_and_date(collection: Collection, books: Books, web: Web) -> None:
    for times in (0, 1):
        fill(books, times)
        for look in looks(collection):
            with CaptureQueriesContext(connection) as captured:
                answer = web.get(f"/{collection.slug}/?{look}")
            assert answer.status_code == 200, look
            assert_scoped([query["sql"] for query in captured.captured_queries])


@EVERY
def test_controls_lead_to_looks(collection: Collection, books: Books, web: Web) -> None:
    fill(books)
    for layout in collection.layouts:
        answer = web.get(f"/{collection.slug}/?view={layout}&q=a")
        for select in answer.context["controls"].selects:
            assert sum(is_current for _, _, is_current in select.options) == 1
            for url, _, _ in select.options:
                there = web.get(url)
                assert there.status_code == 200
                assert there.context["layout"] == layout
                assert there.context["look"].filters == {"q": "a"}


@EVERY
def test_a_chip_takes_its_filter_away(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    for one in collection.fields:
        stored = collection.rows(books.workspace).get(pk=record.pk)
        value = one.dump(stored, Lens.of(books.workspace))
        text = value[0] if isinstance(value, list) else value
        text = str(text).lower() if isinstance(text, bool) else text
        answer = web.get(f"/{collection.slug}/", {one.name: text or "none"})
        (chip,) = answer.context["chips"]
        assert chip.words.startswith(one.label)
        assert web.get(chip.url).context["chips"] == []


def test_chips_say_what_is_asked_for(books: Books, web: Web) -> None:
    acme = books.client("Acme & Co")
    parts = [
        f'["client","is",["{acme.pk}"]]',
        '["due_date","within","this_month"]',
        '["total","between",["1000","2000.5"]]',
        '{"or":[["number","empty"],{"and":[["overdue","is",true],["status","is_not","paid"]]}]}',
    ]
    answer = web.get("/invoices/", {"q": "x", "where": f'{{"and":[{",".join(parts)}]}}'})
    assert [(chip.joint, chip.words) for chip in answer.context["chips"]] == [
        ("", "“x”"),
        ("", "Client is Acme & Co"),
        ("and", "Due is within this month"),
        ("and", "Total between 1,000 and 2,000.5"),
        ("and", "Number is empty or (Overdue is yes and Status is not Paid)"),
    ]
    assert "Remove the filter Client is Acme &amp; Co" in answer.content.decode()


def test_names_in_chips_cost_one_statement_a_kind(books: Books, web: Web) -> None:
    clients = [books.client(f"C{place}") for place in range(4)]

    def statements(count: int) -> int:
        ids = ",".join(f'"{client.pk}"' for client in clients[:count])
        with CaptureQueriesContext(connection) as captured:
            web.get("/projects/", {"where": f'["client","is",[{ids}]]'})
        return len(captured)

    assert statements(4) == statements(1)
