"""Hours on invoices: what they cost, how they are grouped, when they are free again."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.errors import Conflict
from freelancer_os.finance.invoices.billed_time import is_unbilled, unbilled, worked_behind
from freelancer_os.finance.models import BilledTime, Invoice, Transaction
from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import DAY, HOUR, LATER, TAX, Books, open_books
from tests.finance.oracle import Expected, rules_broken

pytestmark = pytest.mark.django_db
ONE = 10_000


class Desk:
    """A client with a project and two services, and an empty draft for it."""

    def __init__(self, books: Books, **client: Any) -> None:
        self.books = books
        self.client = books.edit(books.client(), **({"hourly_rate": 60_00} | client))
        self.project = books.make(Project, name="Site", client=self.client)
        self.design = books.make(Service, name="Design", project=self.project, hourly_rate=90_00)
        self.code = books.make(Service, name="Code", project=self.project)
        self.invoice = books.invoice(client=self.client)

    def worked(self, seconds: int = HOUR, on: date = DAY, **values: Any) -> TimeEntry:
        given = {} if "service" in values else {"project": self.project}
        return self.books.make(TimeEntry, hours=seconds, date=on, **given, **values)

    def bill(self, by: str = "entry", invoice: Invoice | None = None) -> list[Transaction]:
        target = invoice or self.invoice

        def write(unit: Any) -> None:
            entries = list(unbilled(unit.rows(TimeEntry), None))
            unit.fresh(target).add_hours(entries, by)

        self.books.do(write, "Bill hours")
        return self.lines(target)

    def lines(self, invoice: Invoice | None = None) -> list[Transaction]:
        rows = Transaction.objects.of(self.books.workspace)
        return list(rows.filter(invoice=invoice or self.invoice).order_by("position", "id"))

    def left(self) -> list[TimeEntry]:
        return list(TimeEntry.objects.of(self.books.workspace).filter(is_unbilled()))


@pytest.fixture
def desk(books: Books) -> Desk:
    return Desk(books)


def assert_right(books: Books) -> None:
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []


def test_a_line_has_unit_hours_price_links_days_and_place(desk: Desk) -> None:
    desk.worked(1200, service=desk.design, note="Wireframes")
    (line,) = desk.bill()
    assert (line.unit, line.quantity, line.unit_price) == ("HUR", 3333, 90_00 * ONE)
    assert (line.amount, line.position) == (30_00, 1)
    assert (line.service, line.project, line.client) == (desk.design, desk.project, desk.client)
    assert line.description.startswith("Wireframes, ")
    assert "2026" in line.description
    assert (line.service_from, line.service_to) == (DAY, DAY)
    assert_right(desk.books)


@pytest.mark.parametrize(
    ("service", "project", "expected"),
    [
        ({"hourly_rate": 90_00}, 70_00, 90_00),
        ({"hourly_rate": 90_00, "pricing": "hourly", "rate": 80_00}, 70_00, 80_00),
        ({"pricing": "hourly", "rate": 80_00}, 70_00, 80_00),
        ({"hourly_rate": 90_00, "pricing": "fixed", "rate": 5_000_00}, 70_00, 90_00),
        ({"pricing": "fixed", "rate": 5_000_00}, 70_00, 70_00),
        ({"hourly_rate": 0}, 70_00, 0),
        ({}, None, 60_00),
    ],
)
def test_the_rate_is_the_service_s_else_the_project_s_else_the_client_s(
    desk: Desk, service: dict[str, Any], project: int | None, expected: int
) -> None:
    desk.books.edit(desk.project, hourly_rate=project)
    desk.books.edit(desk.code, **service)
    desk.worked(service=desk.code)
    (line,) = desk.bill()
    assert line.unit_price == expected * ONE


def test_without_a_rate_it_is_refused_with_the_names(books: Books) -> None:
    desk = Desk(books, hourly_rate=None)
    desk.worked(service=desk.code)
    desk.worked(service=desk.design)
    desk.worked()
    before = books.state()
    with pytest.raises(ValidationError, match="Code, Site"):
        desk.bill()
    assert books.state() == before


@pytest.mark.parametrize(
    ("by", "quantities"),
    [
        ("entry", [1, 2, 4, 8]),
        ("day", [3, 4, 8]),  # of another rate, a line of its own
        ("service", [3, 12]),
        ("one", [3, 12]),
    ],
)
def test_hours_are_grouped(desk: Desk, by: str, quantities: list[int]) -> None:
    desk.worked(1 * HOUR, service=desk.design)
    desk.worked(2 * HOUR, service=desk.design)
    desk.worked(4 * HOUR, service=desk.code)
    desk.worked(8 * HOUR, LATER, service=desk.code)
    lines = desk.bill(by)
    assert sorted(line.quantity for line in lines) == [n * ONE for n in quantities]
    assert [line.position for line in lines] == list(range(1, len(lines) + 1))
    assert desk.left() == []
    assert_right(desk.books)


def test_rounding_is_done_once_for_each_line(desk: Desk) -> None:
    for _ in range(3):
        desk.worked(1200)
    (line,) = desk.bill("one")
    assert (line.quantity, line.amount) == (ONE, 60_00)


def test_links_that_differ_are_left_out(desk: Desk) -> None:
    desk.worked(service=desk.code)
    desk.worked()
    (line,) = desk.bill("one")
    assert (line.service, line.project) == (None, desk.project)


def test_lines_go_to_the_end_with_the_tax_of_the_last(desk: Desk) -> None:
    desk.books.income(100_00, invoice=desk.invoice, tax_rate=TAX, position=7)
    desk.worked()
    assert [(one.position, one.tax_rate) for one in desk.bill()] == [(7, TAX), (8, TAX)]


def test_each_is_billed_once(desk: Desk) -> None:
    entry = desk.worked()
    desk.worked(billable=False)
    assert len(desk.bill()) == 1
    with pytest.raises(ValidationError, match="on an invoice already"):
        desk.books.do(lambda unit: unit.fresh(desk.invoice).add_hours([unit.fresh(entry)], "entry"))


def test_only_drafts_in_base_currency_take_hours(desk: Desk) -> None:
    desk.worked()
    dollars = desk.books.invoice(client=desk.client, currency="USD")
    with pytest.raises(ValidationError, match="Rates are in EUR"):
        desk.bill(invoice=dollars)
    desk.books.income(5, invoice=desk.invoice)
    desk.books.call(desk.invoice, "send")
    with pytest.raises(ValidationError, match="Only a draft"):
        desk.bill()


@pytest.mark.parametrize("way", ["leave", "delete", "invoice", "void"])
def test_what_leaves_an_invoice_is_free_again_until_that_is_undone(desk: Desk, way: str) -> None:
    desk.worked()
    (line,) = desk.bill()
    if way == "void":
        desk.books.call(desk.invoice, "send")
    before = desk.books.state()
    if way == "leave":
        desk.books.edit(line, invoice=None)
    elif way == "delete":
        desk.books.remove(line)
    elif way == "invoice":
        desk.books.remove(desk.invoice)
    else:
        desk.books.call(desk.invoice, "void")
    assert len(desk.left()) == 1
    assert desk.books.all(BilledTime) == []
    desk.books.undo()
    assert desk.books.state() == before
    assert desk.left() == []
    desk.books.redo()
    assert len(desk.left()) == 1


def test_a_deleted_time_entry_leaves_its_line(desk: Desk) -> None:
    entry = desk.worked()
    (line,) = desk.bill()
    desk.books.remove(entry)
    assert desk.lines() == [line]
    assert desk.books.all(BilledTime) == []


def test_a_credit_note_and_a_duplicate_leave_hours_billed(desk: Desk) -> None:
    desk.worked()
    desk.bill()
    desk.books.call(desk.invoice, "send")
    desk.books.call(desk.invoice, "credit")
    assert desk.left() == []
    assert len(desk.books.all(BilledTime)) == 1


def test_billing_is_undone_and_done_again(desk: Desk) -> None:
    desk.worked()
    before = desk.books.state()
    desk.bill()
    after = desk.books.state()
    desk.books.undo()
    assert desk.books.state() == before
    desk.books.redo()
    assert desk.books.state() == after


def test_an_undo_bills_nothing_twice(desk: Desk) -> None:
    desk.worked()
    (line,) = desk.bill()
    desk.books.edit(line, invoice=None)
    left = desk.books.last()
    desk.bill()
    before = desk.books.state()
    with pytest.raises((Conflict, ValidationError)):
        desk.books.undo_one(left)
    assert desk.books.state() == before


def test_the_annex_tells_day_text_and_seconds(desk: Desk) -> None:
    desk.worked(HOUR, LATER, service=desk.design)
    desk.worked(1200, note="Call")
    desk.bill("one")
    assert worked_behind(desk.books.fresh(desk.invoice)) == [
        (DAY, "Call", 1200),
        (LATER, "Design", HOUR),
    ]


def test_of_a_stranger_nothing_is_billed(desk: Desk) -> None:
    desk.worked()
    stranger = Desk(open_books())
    assert stranger.bill() == []
    assert len(desk.left()) == 1


@pytest.mark.parametrize(("pricing", "unit"), [("hourly", "HUR"), ("fixed", "C62")])
def test_a_line_from_the_price_list(desk: Desk, pricing: str, unit: str) -> None:
    service = desk.books.edit(desk.code, pricing=pricing, rate=80_00)
    before = desk.books.state()
    desk.books.do(lambda unit: unit.fresh(desk.invoice).add_service(unit.fresh(service), 25_000))
    (line,) = desk.lines()
    assert (line.description, line.quantity, line.unit) == ("Code", 25_000, unit)
    assert (line.amount, line.service, line.project) == (200_00, service, desk.project)
    assert_right(desk.books)
    desk.books.undo()
    assert desk.books.state() == before


def test_a_service_without_a_rate_is_refused_at_the_field(desk: Desk) -> None:
    with pytest.raises(ValidationError) as found:
        desk.books.do(lambda unit: unit.fresh(desk.invoice).add_service(unit.fresh(desk.code), ONE))
    assert found.value.message_dict == {"service": ["Code has no rate."]}


def test_a_project_is_billed_by_what_is_left_of_its_value(books: Books) -> None:
    client = books.client()
    project = books.make(Project, name="Site", client=client, value=1000_00)
    invoice = books.invoice(client=client)

    def add(amount: int | None = None) -> Transaction:
        def done(unit: Any) -> Any:
            return unit.fresh(invoice).add_project(unit.fresh(project), amount)

        return books.fresh(books.do(done))

    first = add(300_00)
    assert (first.description, first.net, first.project) == ("Site", 300_00, project)
    assert add().net == 700_00
    assert books.fresh(project).invoiced == 1000_00
    with pytest.raises(ValidationError) as found:
        add()
    assert list(found.value.message_dict) == ["project"]
    assert add(50_00).net == 50_00  # more than was agreed, where one says so
