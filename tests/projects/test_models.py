"""Projects, services and hours: what their numbers mean."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import DAY, HOUR, TAX, Books


def project(books: Books, **values: Any) -> Project:
    return books.make(Project, **{"name": "Site", **values})


def hours(books: Books, seconds: int, **values: Any) -> TimeEntry:
    return books.make(TimeEntry, date=DAY, hours=seconds, **values)


def test_tracked_hours_are_its_time_entries_and_those_of_its_services(books: Books) -> None:
    site = project(books, estimated_hours=10 * HOUR)
    service = books.make(Service, name="Design", project=site)
    hours(books, HOUR, project=site)
    hours(books, 2 * HOUR, service=service)
    late = books.make(Service, name="Late")
    moved = hours(books, 3 * HOUR, service=late)
    assert books.fresh(site).tracked_hours == 3 * HOUR
    books.edit(late, project=site)
    assert books.fresh(site).tracked_hours == 6 * HOUR
    books.remove(moved)
    assert books.fresh(site).completion == 3_000


@pytest.mark.parametrize(
    ("tracked", "estimated", "completion"),
    [
        (0, 100, 0),
        (1, 1_000_000, 1),  # above 0 at least 0.01 %
        (99_999, 100_000, 9_999),  # below 100 at most 99.99 %
        (100, 100, 10_000),
        (150, 100, 15_000),  # over 100 % is shown as it is
        (100, 0, None),
        (100, None, None),
        (1, 3, 3_333),
        (2, 3, 6_667),
    ],
)
def test_completion_by_hours(
    books: Books, tracked: int, estimated: int | None, completion: int | None
) -> None:
    site = project(books, estimated_hours=estimated)
    hours(books, tracked, project=site)
    assert books.fresh(site).completion == completion


def test_completion_by_invoicing_counts_net_of_invoices_that_are_not_void(books: Books) -> None:
    site = project(books, value=40_000, completion_basis="invoiced")
    books.income(5_000, project=site)
    invoice = books.invoice()
    books.income(10_000, tax_rate=TAX, project=site, invoice=invoice)
    stored = books.fresh(site)
    assert (stored.invoiced, stored.income, stored.completion) == (10_000, 15_000, 2_500)
    books.edit(invoice, status="sent")
    books.edit(invoice, status="void")
    stored = books.fresh(site)
    assert (stored.invoiced, stored.income, stored.completion) == (0, 5_000, 0)


def test_the_basis_may_change(books: Books) -> None:
    site = project(books, value=100, estimated_hours=2 * HOUR)
    hours(books, HOUR, project=site)
    assert books.fresh(site).completion == 5_000
    assert books.edit(site, completion_basis="invoiced").completion == 0


@pytest.mark.parametrize(
    ("pricing", "rate", "expected", "total"),
    [
        ("fixed", 5_000, 3 * HOUR, 5_000),
        ("hourly", 5_000, 3 * HOUR, 15_000),
        ("hourly", 5_000, 1_201, 1_668),  # 20 minutes and a second
        ("hourly", 5_000, None, 0),
        ("hourly", None, 3 * HOUR, 0),
        ("fixed", None, None, 0),
        ("hourly", -1, HOUR // 2, -1),
    ],
)
def test_the_total_value_of_a_service(
    books: Books, pricing: str, rate: int | None, expected: int | None, total: int
) -> None:
    service = books.make(Service, name="S", pricing=pricing, rate=rate, expected_hours=expected)
    assert service.total_value == total


def test_income_of_a_service_is_net_on_an_invoice_or_not(books: Books) -> None:
    service = books.make(Service, name="Design")
    books.income(700, tax_rate=TAX, service=service)
    books.income(300, tax_rate=TAX, service=service, invoice=books.invoice())
    assert books.fresh(service).income == 1_000


@pytest.mark.parametrize("model", [Project, Service])
def test_the_end_is_not_before_the_start(books: Books, model: Any) -> None:
    record = books.make(model, name="X", start_date=DAY, end_date=DAY)
    for name, on in (("end_date", -1), ("start_date", 1)):
        with pytest.raises(ValidationError) as found:
            books.edit(record, **{name: DAY + timedelta(days=on)})
        assert list(found.value.message_dict) == [name]


@pytest.mark.parametrize("field", ["value", "estimated_hours"])
def test_numbers_of_a_project_are_bounded(books: Books, field: str) -> None:
    with pytest.raises(ValidationError) as found:
        project(books, **{field: 10**13 + 1})
    assert list(found.value.message_dict) == [field]


def test_so_is_the_rate_of_a_service(books: Books) -> None:
    with pytest.raises(ValidationError) as found:
        books.make(Service, name="S", rate=-(10**13) - 1)
    assert list(found.value.message_dict) == ["rate"]


def test_hours_are_not_negative(books: Books) -> None:
    with pytest.raises(ValidationError) as found:
        hours(books, -1, project=project(books))
    assert found.value.message_dict == {"hours": ["This cannot be negative."]}


def test_deleting_a_project_empties_the_links_to_it_and_undo_restores_them(books: Books) -> None:
    site = project(books, client=books.client())
    service = books.make(Service, name="Design", project=site)
    time, entry = hours(books, HOUR, service=service), books.income(service=service)
    before = books.state()
    books.remove(site)
    assert [books.fresh(r).project_id for r in (service, time, entry)] == [None, None, None]
    assert books.fresh(entry).service == service
    books.undo()
    assert books.state() == before
