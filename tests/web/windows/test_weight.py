"""What the pages of many rows weigh, before they are compressed."""

import pytest
from django.test import Client as Web

from freelancer_os.projects.models import Project, Service
from tests.books import Books
from tests.web.test_every_layout import multiply

HEAVIEST = {"/workflow/": 90_000, "/client/": 120_000}  # bytes
ROWS = {"/workflow/": 50, "/client/": 20}
MANY = 60  # more than a page has rows, and than an area has lines


@pytest.mark.parametrize("address", HEAVIEST)
def test_a_window_full_of_rows_is_light(address: str, books: Books, web: Web) -> None:
    client = books.client("Birch Logistics 200", contract_value=1_000_000)
    project = books.make(Project, name="Review for Birch Logistics 200 2", client=client)
    service = books.make(Service, name="Development 0900", project=project)
    invoice = books.invoice(client=client)
    entry = books.income(service=service, invoice=invoice, description="Development 0900, part 4")
    for record in (client, project, service, invoice):
        multiply(books, books.fresh(record), MANY)
    multiply(books, books.fresh(entry), MANY)
    page = web.get(address).content
    assert page.count(b'<tr id="workflow-0') == ROWS[address]
    assert len(page) <= HEAVIEST[address]
