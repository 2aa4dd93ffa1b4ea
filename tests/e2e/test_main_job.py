"""The main job: from a bank statement to a client's percentage, and all the way back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cli.process import command, serving
from tests.e2e.hands import (
    area,
    cell,
    choose,
    clear,
    fill,
    make,
    one_answer,
    settled,
    undo,
    violations,
)

STATEMENT = Path(__file__).resolve().parents[1] / "data" / "statements" / "n26.csv"
PAID, UNPAID = "Studio Ferrer", "Illustration set"
MIRA = (
    "user", "create", "--email", "mira@example.com", "--name", "Mira Kovač",
    "--workspace", "Mira Kovač Studio", "--currency", "EUR", "--locale", "en-US",
)  # fmt: skip


@pytest.fixture
def mira(installation: dict[str, str], page: Page) -> Iterator[tuple[Page, list[Any]]]:
    """A person signed in by the printed link, in an empty workspace; what the console said."""
    command(*MIRA, environment=installation, typed="correct horse battery staple\n")
    said = violations(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    with serving(environment=installation) as server:
        page.goto(server.url)
        yield page, said


class Job:
    """One step after the other; how the client window looked before each, to come back to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.looks: list[str] = []

    def go(self, section: str) -> None:
        """To a page of the rail, or to a window."""
        self.page.get_by_role("link", name=section, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(section)

    def look(self) -> str:
        return self.page.locator("#main").inner_text()

    def note(self) -> None:
        """One change is about to be made: this is how things look before it."""
        self.looks.append(self.look())

    def note_elsewhere(self) -> None:
        """The same, from another page, which is come back to."""
        address = self.page.url
        self.go("Clients")
        self.note()
        self.page.goto(address)

    def undo_everything(self) -> None:
        """Back through every step; the client window looks as it did before each."""
        while self.looks:
            undo(self.page)
            assert self.look() == self.looks.pop()


def test_from_a_statement_to_a_percentage_and_back(mira: tuple[Page, list[Any]]) -> None:
    page, said = mira
    job = Job(page)
    job.go("Clients")
    job.note()
    import_statement(job)
    classify(job)
    link(job)
    weigh(job)
    pay(job)
    job.undo_everything()
    job.go("Finance")
    expect(page.get_by_text("What you earn and spend appears here.")).to_be_visible()
    assert [one for one in said if "(Conflict)" not in one] == []  # the import asks before it goes


def import_statement(job: Job) -> None:
    page = job.page
    job.go("Finance")
    page.get_by_role("link", name="Import statement").click()
    page.get_by_label("Account name").fill("Bank")
    page.get_by_label("Statement file").set_input_files(STATEMENT)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import into Bank")
    job.note_elsewhere()
    page.get_by_role("button", name="Import 8 lines").click()
    expect(page.get_by_role("status")).to_contain_text("Imported 8 bank lines")
    expect(cell(page, PAID, "amount")).to_have_text("€1,815.00")
    expect(cell(page, PAID, "account")).to_have_text("Bank")


def classify(job: Job) -> None:
    """The line appears in the client window by itself."""
    page = job.page
    job.note_elsewhere()
    assert "Income in the client category appears here" in job.looks[-1]
    choose(page, PAID, "category", "Client")
    expect(cell(page, PAID, "category")).to_have_text("Client")
    job.go("Clients")
    expect(cell(page, PAID, "amount")).to_have_text("€1,815.00")
    expect(page.get_by_role("grid", name="Transactions").locator("tbody tr")).to_have_count(1)


def link(job: Job) -> None:
    """The four links, made in their cells; each answer holds the totals that follow."""
    page = job.page
    job.note()
    make(page, PAID, "client", "Ferrer")
    expect(area(page, "clients", "Ferrer")).to_contain_text("€0.00")
    job.note()
    make(page, PAID, "invoice", "2024-007")
    expect(area(page, "invoices", "2024-007")).to_contain_text("€1,815.00")
    expect(area(page, "clients", "Ferrer")).to_contain_text("€1,815.00")
    job.note()
    make(page, PAID, "project", "Brand refresh")
    expect(area(page, "projects", "Brand refresh")).to_contain_text("€1,815.00")
    job.note()
    make(page, PAID, "service", "Visual identity")
    expect(area(page, "services", "Visual identity")).to_contain_text("€1,815.00")


def weigh(job: Job) -> None:
    """Contract value and project value: the shares of them."""
    page = job.page
    job.note()
    area(page, "clients", "Ferrer").get_by_role("link", name="Ferrer", exact=True).click()
    expect(page.get_by_role("complementary", name="Ferrer")).to_be_visible()
    fill(page, "Contract value", "contract_value", "7,260")
    expect(cell(page, "Share invoiced", "share_invoiced")).to_have_text("25%")
    job.go("Clients")
    expect(area(page, "clients", "Ferrer")).to_contain_text("25%")

    job.note()
    area(page, "projects", "Brand refresh").get_by_role("link", name="Brand refresh").first.click()
    expect(page.get_by_role("complementary", name="Brand refresh")).to_be_visible()
    fill(page, "Value", "value", "3,630")
    expect(cell(page, "Completion by", "completion_basis")).to_have_text("Hours")
    job.note_elsewhere()
    choose(page, "Completion by", "completion_basis", "Invoicing")
    expect(page.locator("td[id$='-completion']")).to_have_text("50%")
    job.go("Clients")
    expect(area(page, "projects", "Brand refresh")).to_contain_text("50%")


def pay(job: Job) -> None:
    """An unpaid entry on the same invoice: sent, its payment mode set and cleared."""
    page = job.page
    accounts = page.get_by_role("list", name="Accounts")
    expect(accounts).to_contain_text("€2,838.23")
    job.note()
    add_income(page)
    expect(cell(page, UNPAID, "account")).to_have_text("—")
    job.note()
    choose(page, UNPAID, "invoice", "2024-007")
    expect(cell(page, UNPAID, "client")).to_contain_text("Ferrer")
    expect(area(page, "invoices", "2024-007")).to_contain_text("€3,630.00")
    expect(area(page, "clients", "Ferrer")).to_contain_text("50%")
    job.note()
    choose(page, UNPAID, "project", "Brand refresh")
    expect(area(page, "projects", "Brand refresh")).to_contain_text("100%")
    job.note()
    choose(page, UNPAID, "service", "Visual identity")
    expect(area(page, "services", "Visual identity")).to_contain_text("€3,630.00")
    expect(accounts).to_contain_text("€2,838.23")
    send(job)
    expect(cell(page, UNPAID, "invoice")).to_have_text("2024-007 Sent")
    job.note()
    choose(page, UNPAID, "account", "Bank")
    expect(accounts).to_contain_text("€4,653.23")
    expect(cell(page, UNPAID, "invoice")).to_have_text("2024-007 Paid")
    expect(cell(page, PAID, "invoice")).to_have_text("2024-007 Paid")
    job.note()
    clear(page, UNPAID, "account")
    expect(accounts).to_contain_text("€2,838.23")
    expect(cell(page, UNPAID, "invoice")).to_have_text("2024-007 Sent")
    expect(area(page, "invoices", "2024-007")).to_contain_text("€3,630.00")


def send(job: Job) -> None:
    page = job.page
    job.note()
    area(page, "invoices", "2024-007").get_by_role("link", name="2024-007").first.click()
    choose(page, "Status", "status", "Sent")
    job.go("Clients")


def add_income(page: Page) -> None:
    page.get_by_role("button", name="Add income").click()
    composer = page.get_by_role("form", name="Add income")
    composer.get_by_label("Description").fill(UNPAID)
    composer.get_by_label("Amount").fill("1,815.00")
    with one_answer(page):
        composer.get_by_role("button", name="Add income").click()
    settled(page)
