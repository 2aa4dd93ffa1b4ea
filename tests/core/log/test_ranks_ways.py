"""A wrong client is put right in one step: what is linked is moved along, taken off, or left."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.log.ranks import LINKED
from freelancer_os.projects.models import Project, Service
from tests.books import Books
from tests.core.log.test_ranks import Cast


@pytest.fixture
def cast(books: Books) -> Cast:
    return Cast(books)


def edit(books: Books, record: Any, way: str, **values: Any) -> Any:
    def write(unit: Any) -> None:
        setattr(unit, way, True)
        unit.fresh(record).edit(values)

    books.do(write)
    return books.fresh(record)


def code(books: Books, record: Any, **values: Any) -> str | None:
    with pytest.raises(ValidationError) as refused:
        books.edit(record, **values)
    return next(one.code for found in refused.value.error_dict.values() for one in found)


def test_an_entry_moves_its_project_and_its_service_along(books: Books, cast: Cast) -> None:
    entry, other = books.income(service=cast.design), books.income(project=cast.site)
    invoiced = books.income(service=cast.design, invoice=books.invoice())
    assert code(books, entry, client=cast.beta) == LINKED
    before = books.state()
    entry = edit(books, entry, "moves_linked", client=cast.beta)
    assert (entry.client, entry.project, entry.service) == (cast.beta, cast.site, cast.design)
    moved = [cast.site, cast.design, other, invoiced, books.fresh(invoiced).invoice]
    assert {books.fresh(one).client for one in moved} == {cast.beta}
    books.undo()
    assert books.state() == before


def test_an_entry_takes_them_off_and_leaves_them(books: Books, cast: Cast) -> None:
    entry = books.income(service=cast.design)
    entry = edit(books, entry, "drops_linked", client=cast.beta)
    assert (entry.client, entry.project, entry.service) == (cast.beta, None, None)
    assert {books.fresh(one).client for one in (cast.site, cast.design)} == {cast.acme}


def test_a_service_moves_or_takes_off_its_project(books: Books, cast: Cast) -> None:
    assert code(books, cast.design, client=cast.beta) == LINKED
    service = edit(books, cast.design, "drops_linked", client=cast.beta)
    assert (service.client, service.project) == (cast.beta, None)
    books.undo()
    service = edit(books, cast.design, "moves_linked", client=cast.beta)
    assert (service.client, service.project) == (cast.beta, cast.site)
    assert books.fresh(cast.site).client == cast.beta


def test_a_project_takes_off_what_is_linked_to_it(books: Books, cast: Cast) -> None:
    entry = books.income(service=cast.design)
    project = edit(books, cast.site, "drops_linked", client=cast.beta)
    entry, service = books.fresh(entry), books.fresh(cast.design)
    assert project.client == cast.beta
    assert (service.client, service.project) == (cast.acme, None)
    assert (entry.client, entry.project, entry.service) == (cast.acme, None, cast.design)


def test_the_lines_of_an_invoice_are_never_taken_off_in_passing(books: Books, cast: Cast) -> None:
    invoice = books.invoice(client=cast.acme)
    line = books.income(invoice=invoice)
    assert code(books, line, client=cast.beta) is None
    with pytest.raises(ValidationError):
        edit(books, invoice, "drops_linked", client=cast.beta)
    assert books.fresh(line).invoice == invoice


def test_without_a_client_nothing_is_in_the_way(books: Books) -> None:
    project = books.make(Project, name="Open")
    service = books.make(Service, name="Free", project=project)
    entry = books.income(service=service, client=books.client())
    assert books.edit(entry, client=books.client("Beta")).service == service
