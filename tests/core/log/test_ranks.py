"""Links that imply others: service > project > client, and invoice > client."""

from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from freelancer_os.finance.models import Category, Invoice
from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import DAY, HOUR, Books


class Cast:
    """Two clients, each with a project and a service."""

    def __init__(self, books: Books) -> None:
        self.acme, self.beta = books.client(), books.client("Beta")
        self.site = books.make(Project, name="Site", client=self.acme)
        self.shop = books.make(Project, name="Shop", client=self.beta)
        self.design = books.make(Service, name="Design", project=self.site)
        self.build = books.make(Service, name="Build", project=self.shop)


@pytest.fixture
def cast(books: Books) -> Cast:
    return Cast(books)


def refused_on(books: Books, record: Any, **values: Any) -> dict[str, list[str]]:
    """The sentences of a refused edit; the record is as it was."""
    before = books.state()
    with pytest.raises(ValidationError) as refused:
        books.edit(record, **values)
    assert books.state() == before
    return refused.value.message_dict


# A higher link fills the lower ones


def test_a_service_fills_project_and_client(books: Books, cast: Cast) -> None:
    entry = books.income(service=cast.design)
    assert (entry.project, entry.client) == (cast.site, cast.acme)


def test_a_project_fills_the_client_and_leaves_the_service_empty(books: Books, cast: Cast) -> None:
    entry = books.income(project=cast.site)
    assert (entry.client, entry.service) == (cast.acme, None)


def test_an_invoice_fills_the_client_of_its_line(books: Books, cast: Cast) -> None:
    assert books.income(invoice=books.invoice(client=cast.acme)).client == cast.acme


def test_a_service_fills_the_client_of_its_project(books: Books, cast: Cast) -> None:
    assert cast.design.client == cast.acme


def test_a_service_fills_the_project_of_a_time_entry(books: Books, cast: Cast) -> None:
    time = books.make(TimeEntry, service=cast.design, date=DAY, hours=HOUR)
    assert time.project == cast.site


def test_an_invoice_without_a_client_takes_that_of_its_first_line(books: Books, cast: Cast) -> None:
    invoice = books.invoice()
    books.income(service=cast.design, invoice=invoice)
    assert books.fresh(invoice).client == cast.acme


# Writing a higher link rewrites the lower ones


def test_another_service_rewrites_project_and_client(books: Books, cast: Cast) -> None:
    entry = books.edit(books.income(service=cast.design), service=cast.build)
    assert (entry.project, entry.client) == (cast.shop, cast.beta)


def test_another_project_rewrites_the_client(books: Books, cast: Cast) -> None:
    assert books.edit(books.income(project=cast.site), project=cast.shop).client == cast.beta


def test_another_invoice_rewrites_the_client(books: Books, cast: Cast) -> None:
    entry = books.income(client=cast.acme)
    assert books.edit(entry, invoice=books.invoice(client=cast.beta)).client == cast.beta


def test_a_higher_link_of_no_project_clears_the_one_that_contradicts_it(
    books: Books, cast: Cast
) -> None:
    """A service that belongs to another client, but to no project, outranks the project."""
    loose = books.make(Service, name="Loose", client=cast.beta)
    entry = books.edit(books.income(project=cast.site), service=loose)
    assert (entry.project, entry.client) == (None, cast.beta)


def test_lower_links_in_the_same_request_are_kept_if_they_agree(books: Books, cast: Cast) -> None:
    entry = books.edit(
        books.income(service=cast.design),
        service=cast.build, project=cast.shop, client=cast.beta,
    )  # fmt: skip
    assert (entry.service, entry.project, entry.client) == (cast.build, cast.shop, cast.beta)


def test_lower_links_in_the_same_request_are_refused_if_they_do_not(
    books: Books, cast: Cast
) -> None:
    entry = books.income()
    found = refused_on(books, entry, service=cast.design, project=cast.shop)
    assert found == {
        "project": [
            "The service Design belongs to the project Site. "
            "Choose that project, or another service."
        ]
    }
    assert list(refused_on(books, entry, project=cast.site, client=cast.beta)) == ["client"]
    invoice = books.invoice(client=cast.acme)
    assert list(refused_on(books, entry, invoice=invoice, client=cast.beta)) == ["client"]


# Writing a lower link against a higher one


@pytest.mark.parametrize("gone", [True, False])
def test_a_client_against_the_project_is_refused(books: Books, cast: Cast, gone: bool) -> None:
    entry = books.income(project=cast.site)
    client = None if gone else cast.beta
    assert refused_on(books, entry, client=client) == {
        "client": [
            "The project Site belongs to the client Acme. Choose that client, or another project."
        ]
    }


def test_a_client_against_the_invoice_is_refused(books: Books, cast: Cast) -> None:
    entry = books.income(invoice=books.invoice(client=cast.acme))
    assert list(refused_on(books, entry, client=cast.beta)) == ["client"]


def test_a_project_against_the_service_is_refused(books: Books, cast: Cast) -> None:
    entry = books.income(service=cast.design)
    assert list(refused_on(books, entry, project=cast.shop)) == ["project"]


def test_a_project_against_the_clients_invoice_is_refused_on_the_project(
    books: Books, cast: Cast
) -> None:
    entry = books.income(invoice=books.invoice(client=cast.acme))
    assert list(refused_on(books, entry, project=cast.shop)) == ["project"]
    assert list(refused_on(books, entry, service=cast.build)) == ["service"]


def test_an_invoice_against_the_project_is_refused_on_the_invoice(books: Books, cast: Cast) -> None:
    entry = books.income(project=cast.site)
    assert list(refused_on(books, entry, invoice=books.invoice(client=cast.beta))) == ["invoice"]


def test_a_project_against_the_service_of_hours_is_refused(books: Books, cast: Cast) -> None:
    time = books.make(TimeEntry, service=cast.design, date=DAY, hours=HOUR)
    assert list(refused_on(books, time, project=cast.shop)) == ["project"]


def test_a_higher_link_may_be_emptied_and_the_lower_ones_stay(books: Books, cast: Cast) -> None:
    entry = books.edit(books.income(service=cast.design), service=None)
    assert (entry.service, entry.project, entry.client) == (None, cast.site, cast.acme)


def test_all_links_may_be_emptied_in_one_request(books: Books, cast: Cast) -> None:
    entry = books.edit(books.income(service=cast.design), service=None, project=None, client=None)
    assert (entry.project, entry.client) == (None, None)


def test_hours_are_for_a_project_or_a_service(books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        books.make(TimeEntry, date=DAY, hours=HOUR)
    assert list(refused.value.message_dict) == ["project"]


# Moving what others hang on


def test_the_client_of_a_project_with_linked_rows_stays_and_they_are_named(
    books: Books, cast: Cast
) -> None:
    found = refused_on(books, cast.site, client=cast.beta)
    assert found["client"][0].startswith("Site has 1 service (Design) linked to it")


def test_the_client_of_an_invoice_with_lines_stays(books: Books, cast: Cast) -> None:
    invoice = books.invoice(client=cast.acme)
    books.income(invoice=invoice, description="Logo")
    books.income(invoice=invoice, description="Cards")
    found = refused_on(books, invoice, client=cast.beta)
    assert "2 transactions (Logo and others)" in found["client"][0]


def test_the_project_of_a_service_with_linked_rows_stays(books: Books, cast: Cast) -> None:
    books.make(TimeEntry, service=cast.design, date=DAY, hours=HOUR, note="Draft")
    found = refused_on(books, cast.design, project=cast.shop)
    assert "1 time entry (Draft)" in found["project"][0]


def test_without_linked_rows_they_move(books: Books, cast: Cast) -> None:
    service = books.edit(cast.design, project=cast.shop)
    assert service.client == cast.beta
    assert books.edit(cast.site, client=cast.beta).client == cast.beta


def test_linked_rows_move_along_as_one_change_that_undo_takes_back(
    books: Books, cast: Cast
) -> None:
    entry = books.income(service=cast.design)
    before, number = books.state(), books.last().number
    books.edit(cast.site, client=cast.beta, with_linked=True)
    assert books.last().number == number + 1
    assert books.fresh(cast.design).client == cast.beta
    assert books.fresh(entry).client == cast.beta
    assert (books.fresh(cast.acme).income, books.fresh(cast.beta).income) == (0, 10_000)
    books.undo()
    assert books.state() == before


def test_invoices_move_along_with_their_lines(books: Books, cast: Cast) -> None:
    invoice = books.invoice()
    entry = books.income(service=cast.design, invoice=invoice)
    plain = books.income(invoice=invoice)
    books.edit(cast.site, client=cast.beta, with_linked=True)
    assert {books.fresh(r).client for r in (invoice, entry, plain)} == {cast.beta}
    assert books.fresh(cast.beta).invoice_amount == 20_000
    assert books.fresh(cast.acme).invoice_amount == 0


def test_hours_and_income_move_along_with_a_service(books: Books, cast: Cast) -> None:
    time = books.make(TimeEntry, service=cast.design, date=DAY, hours=HOUR)
    entry = books.income(service=cast.design, invoice=books.invoice())
    books.edit(cast.design, project=cast.shop, with_linked=True)
    assert books.fresh(time).project == cast.shop
    assert (books.fresh(entry).project, books.fresh(entry).client) == (cast.shop, cast.beta)
    assert books.fresh(cast.shop).tracked_hours == HOUR
    assert books.fresh(cast.site).tracked_hours == 0


def test_moving_along_is_refused_where_a_line_belongs_to_another_project(
    books: Books, cast: Cast
) -> None:
    invoice = books.invoice()
    books.income(project=cast.site, invoice=invoice)
    assert list(refused_on(books, invoice, client=cast.beta, with_linked=True)) == ["client"]


def test_moving_along_is_no_way_around_the_rank_of_a_single_line(books: Books, cast: Cast) -> None:
    entry = books.income(invoice=books.invoice(client=cast.acme))
    assert list(refused_on(books, entry, client=cast.beta, with_linked=True)) == ["client"]


def test_rows_without_a_value_are_filled_when_the_record_gets_one(books: Books) -> None:
    project = books.make(Project, name="Site")
    service = books.make(Service, name="Design", project=project)
    entry = books.income(project=project)
    client = books.client()
    books.edit(project, client=client)
    assert books.fresh(service).client == client
    assert books.fresh(entry).client == client


def test_rows_of_another_client_are_in_the_way_when_the_record_gets_one(
    books: Books, cast: Cast
) -> None:
    project = books.make(Project, name="Open")
    books.income(project=project, client=cast.beta)
    assert list(refused_on(books, project, client=cast.acme)) == ["client"]


# Only client income carries links


@pytest.mark.parametrize("link", ["client", "project", "service", "invoice"])
def test_only_income_in_the_client_category_is_linked(books: Books, cast: Cast, link: str) -> None:
    targets = {
        "client": cast.acme, "project": cast.site, "service": cast.design,
        "invoice": books.invoice(),
    }  # fmt: skip
    other = books.make(Category, name="Interest", kind="income")
    for entry in (books.income(category=None), books.income(category=other), books.expense()):
        assert list(refused_on(books, entry, **{link: targets[link]})) == [link]


def test_taking_income_out_of_the_category_clears_its_links_in_the_same_change(
    books: Books, cast: Cast
) -> None:
    entry = books.income(service=cast.design, invoice=books.invoice())
    before = books.state()
    cleared = books.edit(entry, category=None)
    assert (cleared.client, cleared.project, cleared.service, cleared.invoice) == (None,) * 4
    assert books.fresh(cast.acme).income == 0
    assert books.all(Invoice)[0].total == 0
    books.undo()
    assert books.state() == before


def test_links_may_come_with_the_category_in_one_request(books: Books, cast: Cast) -> None:
    entry = books.income(category=None)
    linked = books.edit(entry, category=books.client_income, project=cast.site)
    assert linked.client == cast.acme


# Every request at once


def test_any_links_of_one_request_are_kept_as_they_are_or_refused_on_one_of_them(
    books: Books,
) -> None:
    """All of them are tried: what agrees is kept and filled, what does not leaves nothing."""
    acme, beta = books.client(), books.client("Beta")
    site, shop = (books.make(Project, name=n, client=c) for n, c in (("A", acme), ("B", beta)))
    idea = books.make(Project, name="Idea")
    choices: dict[str, list[Any]] = {
        "client": [None, acme, beta],
        "project": [None, site, shop, idea],
        "service": [
            None,
            books.make(Service, name="Of A", project=site),
            books.make(Service, name="Of idea", project=idea),
            books.make(Service, name="Of Beta", client=beta),
        ],
        "invoice": [None, books.invoice(client=acme), books.invoice(client=beta)],
    }
    before = books.state()
    for links in product(*choices.values()):
        asked = {n: one for n, one in zip(choices, links, strict=True) if one is not None}
        try:
            with transaction.atomic():
                entry = books.income(500, **asked)
                kept = {name: getattr(entry, name) for name in choices}
                transaction.set_rollback(True)
        except ValidationError as refused:
            assert refused.message_dict.keys() <= asked.keys()
            assert not agree(asked), asked
            continue
        assert {name: kept[name] for name in asked} == asked
        assert agree(asked), asked
        assert agree({name: one for name, one in kept.items() if one is not None})
    assert books.state() == before


def agree(links: dict[str, Any]) -> bool:
    """Whether no higher link says another client or project than is there."""
    clients = {one.client for name, one in links.items() if name != "client" and one.client}
    clients |= {links["client"]} if "client" in links else set()
    service, project = links.get("service"), links.get("project")
    projects = {one for one in (project, service and service.project) if one}
    clients |= {one.client for one in projects if one.client}
    return len(clients) < 2 and len(projects) < 2
