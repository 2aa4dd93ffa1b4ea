"""The SQL of every page, of every cell and of every write names the workspace."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.registry import collections
from tests.books import Books
from tests.sql import assert_scoped, unscoped
from tests.web.test_every_collection import ALL, PAGES, _cells, fill, signed_in

READS = [*PAGES, "/", "/history/", "/bin/", "/settings/", "/import/"]


def statements(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("address", [*READS, *(f"/{one.slug}/" for one in ALL)])
def test_a_page_reads_its_workspace_only(address: str, books: Books) -> None:
    fill(books)
    web = signed_in(books.user)
    with CaptureQueriesContext(connection) as captured:
        assert web.get(address).status_code == 200
    assert_scoped(statements(captured))


@pytest.mark.parametrize("slug", [one.slug for one in ALL])
def test_a_record_its_totals_and_its_cells_stay_in_the_workspace(slug: str, books: Books) -> None:
    record, web = fill(books)[slug], signed_in(books.user)
    collection = collections.get(slug)
    assert collection is not None
    here = f"/{slug}/{record.pk}/"
    with CaptureQueriesContext(connection) as captured:
        web.get(here)
        for one in collection.fields:
            web.get(f"{here}why/{one.name}/")
        for one in _cells(collection):
            web.get(f"{here}cell/{one.name}/?q=a")
    assert_scoped(statements(captured))


def test_writes_and_undo_stay_in_the_workspace(books: Books) -> None:
    found: dict[str, Any] = {}
    with CaptureQueriesContext(connection) as captured:
        found = fill(books)
        books.edit(found["transactions"], amount=777)
        books.edit(found["projects"], name="Other")
        books.remove(found["time-entries"])
        books.edit(found["invoices"], status="sent")
        for _ in range(4):
            books.undo()
        for _ in range(4):
            books.redo()
    assert_scoped(statements(captured))


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "clients_client"."id" FROM "clients_client" WHERE "clients_client"."id" = 1',
        'UPDATE "clients_client" SET "name" = \'x\' WHERE "id" = 1',
        'SELECT 1 FROM "finance_transaction" INNER JOIN "clients_client" ON '
        '("finance_transaction"."client_id" = "clients_client"."id") WHERE '
        '"finance_transaction"."workspace_id" = 1',
    ],
)
def test_the_reader_finds_what_is_not_scoped(sql: str) -> None:
    assert unscoped(sql)
