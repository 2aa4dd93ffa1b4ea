"""Every layout of every collection, with nothing, with one record and with five thousand.

How often a page asks the database is committed here: whoever raises a number sees it.
"""

from typing import Any

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.core.ids import new_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.months import month_beside
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import BankLine, Budget
from tests.books import Books
from tests.settings import ON_POSTGRES
from tests.web.test_every_collection import ALL, fill

MANY = 1_000 if ON_POSTGRES else 5_000  # what grew with the rows would have grown by then
FEW = {"reminders"}  # there are twenty at most
MOST = 14  # statements of a page for which no number is committed yet
LONGEST = 700_000  # characters of a page, however many records there are
QUERIES = {
    "accounts": {"table": 10, "gallery": 9},
    "bank-lines": {"table": 8, "gallery": 8},
    "budgets": {"table": 12, "gallery": 11},
    "categories": {"table": 11, "gallery": 11},
    "clients": {"table": 12, "board": 11, "gallery": 11},
    "contacts": {"table": 11, "board": 11, "gallery": 11},
    "goals": {"table": 11, "board": 11, "calendar": 9, "gallery": 11},
    "invoices": {"table": 12, "board": 10, "calendar": 8, "gallery": 11},
    "meetings": {"table": 12, "board": 11, "calendar": 9, "gallery": 12},
    "payments": {"table": 9, "gallery": 9},
    "recurring": {"table": 11, "gallery": 11},
    "projects": {"table": 11, "board": 9, "calendar": 8, "gallery": 10},
    "resources": {"table": 11, "board": 10, "gallery": 11},
    "receipts": {"table": 8, "gallery": 8},
    "rules": {"table": 9, "gallery": 9},
    "services": {"table": 11, "board": 9, "gallery": 10},
    "settlements": {"table": 9, "gallery": 9},
    "time-entries": {"table": 10, "board": 12, "gallery": 10},
    "transactions": {"table": 10, "calendar": 8, "gallery": 9},
    "transfers": {"table": 10, "gallery": 10},
}


def multiply(books: Books, record: Record, count: int) -> None:
    """As many copies of a record, with its links, through the gateway."""
    given = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in {"id", "workspace"}
    }
    rows = [
        type(record)(id=new_id(), workspace=books.workspace, **given | apart(record, number))
        for number in range(count)
    ]
    books.do(lambda unit: unit.add(rows), "Many")


def apart(record: Any, number: int) -> dict[str, str]:
    """What no two records have alike: of a category there is one budget a month, and a line of a
    bank is known by its identity."""
    if isinstance(record, BankLine):
        return {"identity": f"another {number}"}
    return {"month": month_beside("1000-01", number)} if isinstance(record, Budget) else {}


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


@pytest.mark.parametrize("slug", [one.slug for one in ALL if one.slug not in FEW])
def test_five_thousand_records_cost_what_one_costs(slug: str, books: Books, web: Web) -> None:
    layouts = collection_of(slug).layouts
    for layout in layouts:
        look(web, slug, layout)  # with nothing
    record: Any = fill(books)[slug]
    if slug == "categories":  # the built-in one is the only one of its kind
        record = books.make(collection_of(slug).model, name="Travel", kind="expense")
    few = {layout: look(web, slug, layout) for layout in layouts}
    asked = {layout: queries for layout, (_, queries) in few.items()}
    committed = QUERIES.get(slug, asked)
    assert asked == committed
    assert slug in QUERIES or max(asked.values()) <= MOST
    for layout, (page, _) in few.items():
        assert str(record.pk) in page or layout == "calendar"
    multiply(books, books.fresh(record), MANY)
    for layout in layouts:
        page, queries = look(web, slug, layout)
        assert len(page) < LONGEST, layout
        # The foot of a table that is not whole is added up after the page, and what became of mails
        # is asked only where an invoice was sent. What has no month or no next day stands after
        # the rest, and is asked for where that leaves room.
        spared = slug in {"invoices", "budgets", "recurring"}
        least = committed[layout] - (layout == "table") - spared
        assert least <= queries <= committed[layout]
