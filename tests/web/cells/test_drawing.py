"""Rows of tables: what a cell holds, where it is saved, what it is called; what a row weighs."""

import re
from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.projects.models import Project, Service
from tests.books import Books
from tests.engine.properties import add_every_kind, of
from tests.web.tables import cells
from tests.web.test_every_collection import ALL, fill

ROW = 1_300  # bytes of a row of the workflow, with all its links
EVERY = pytest.mark.parametrize("collection", ALL, ids=lambda one: one.slug)


@EVERY
def test_row_and_head_say_what_each_cell_is(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    if collection.takes_properties:
        add_every_kind(books, collection.slug)
    ours, formats = of(books, collection.slug), Formats.of(books.workspace)
    names = ",".join(one.name for one in ours.fields)
    found = cells(web.get(f"/{collection.slug}/?show={names}").content.decode())
    record = ours.rows(books.workspace).get(pk=record.pk)
    for one in ours.fields:
        address = f"/{collection.slug}/{record.pk}/cell/{one.name}/"
        is_edited = one.in_cells and not one.read_only
        assert (address in found) == is_edited
        if is_edited:
            assert found[address].raw == one.raw(record, formats), one.name
            assert found[address].label == f"{one.label} of {record}"


@pytest.mark.parametrize("text", ["  two  spaces ", '<b> & "quotes" \'n all', "—", "a\u00a0b"])
def test_a_text_is_edited_as_it_was_written(text: str, books: Books, web: Web) -> None:
    client = books.client(text, company=text)
    found = cells(web.get("/clients/").content.decode())
    for name in ("name", "company"):
        assert found[f"/clients/{client.pk}/cell/{name}/"].raw == getattr(client, name)


def test_a_record_without_a_name_is_called_something(books: Books, web: Web) -> None:
    draft = books.invoice()
    found = cells(web.get("/invoices/").content.decode())
    number = found[f"/invoices/{draft.pk}/cell/number/"]
    assert (number.raw, number.shown, number.label) == ("", "Draft", "Number of Draft")


def test_a_row_says_each_thing_once(books: Books, web: Web) -> None:
    client = books.client("Birch Logistics")
    project = books.make(Project, name="Website for Birch Logistics", client=client)
    service = books.make(Service, name="Development 1", project=project)
    invoice = books.invoice(client=client)
    books.edit(invoice, status="sent")
    account = books.account("Bank")
    given: dict[str, Any] = {"service": service, "invoice": invoice, "account": account}
    for part in range(3):
        books.income(description=f"Development, part {part}", **given)
    page = web.get("/workflow/").content.decode()
    rows = re.findall(r'<tr id="workflow-[0-9a-f-]{36}">.*?</tr>', page)
    assert len(rows) == 3
    for row in rows:
        assert len(row.encode()) <= ROW
        record = row.partition('"workflow-')[2][:36]
        assert row.count(record) == 2  # the row's own id, and the way to it
