"""The figures of the sample data (`sample.toml`) on every page that shows them, worked out by hand:
before, and after a card is dragged, an invoice is paid, a payment mode is removed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import sampled
from tests.e2e.hands import area, cell, choose, clear, fill, one_answer, settled, undo, violations

# Net, before 19 % tax: Northwind has one invoice paid, one sent, one draft.
NORTHWIND = 5200 + 2720 + 1445
CONTRACT, SHOP = 18_000, 14_000
TAXED = 1.19


@pytest.fixture(scope="module")
def fresh(browser: Browser, _template: dict[str, str]) -> Iterator[Page]:
    """A page of the program with the sample data and nothing else."""
    with sampled(browser, _template) as studio:
        context = studio.enter(browser)
        yield context.new_page()
        context.close()


def euros(amount: float) -> str:
    return f"€{amount:,.2f}"


def column(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def card(page: Page, title: str) -> Locator:
    return page.locator(".card").filter(has_text=title)


def holds(page: Page, label: str, count: int, amount: float) -> None:
    """How many cards a column has, and what they come to."""
    head = column(page, label).locator(".column-head")
    expect(column(page, label).locator(".card")).to_have_count(count)
    expect(head).to_contain_text(str(count))
    expect(head).to_contain_text(euros(amount))


def test_the_pipeline(fresh: Page) -> None:
    said = violations(fresh)
    fresh.goto("/clients/?view=board")
    holds(fresh, "Lead", 2, 1_800)
    holds(fresh, "Negotiation", 2, 5_200 + 3_000)
    holds(fresh, "Client", 5, CONTRACT + 7_500 + 24_000 + 9_000 + 4_200)
    expect(card(fresh, "Northwind Coffee")).to_contain_text("52%")
    with one_answer(fresh):
        card(fresh, "Sunrise Yoga").drag_to(column(fresh, "Negotiation").locator(".cards"))
    holds(fresh, "Lead", 1, 0)
    holds(fresh, "Negotiation", 3, 5_200 + 3_000 + 1_800)
    undo(fresh)
    holds(fresh, "Lead", 2, 1_800)
    assert said == []


def test_a_client_with_three_invoices_in_three_statuses(fresh: Page) -> None:
    fresh.goto("/clients/")
    fresh.get_by_role("link", name="Northwind Coffee").first.click()
    expect(cell(fresh, "Invoice amount", "invoice_amount")).to_contain_text(euros(NORTHWIND))
    expect(cell(fresh, "Share invoiced", "share_invoiced")).to_have_text("52%")
    invoices = fresh.get_by_role("grid", name="Invoices")
    for net, status in ((5200, "Paid"), (2720, "Sent"), (1445, "Draft")):
        row = invoices.locator("tbody tr").filter(has_text=euros(net * TAXED))
        expect(row).to_contain_text(status)
    fill(fresh, "Contract value", "contract_value", "37,460")
    expect(cell(fresh, "Share invoiced", "share_invoiced")).to_have_text("25%")
    undo(fresh)
    expect(cell(fresh, "Share invoiced", "share_invoiced")).to_have_text("52%")


def test_projects_by_both_kinds_of_completion(fresh: Page) -> None:
    fresh.goto("/projects/")
    for project, share in (
        ("Online shop", "67%"),  # invoiced 9,365 of 14,000
        ("Website relaunch", "96%"),  # tracked 67.5 of 70 hours
        ("Fleet dashboard", "37%"),  # 80.5 of 220
        ("Packaging photos", "0%"),
    ):
        expect(cell(fresh, project, "completion")).to_have_text(share)
    fresh.get_by_role("link", name="Online shop").first.click()
    choose(fresh, "Completion by", "completion_basis", "Hours")
    expect(fresh.locator("td[id$='-completion']")).to_have_text("18%")  # 28 of 160
    undo(fresh)
    expect(fresh.locator("td[id$='-completion']")).to_have_text("67%")


def test_services(fresh: Page) -> None:
    fresh.goto("/services/?view=board")
    holds(fresh, "Completed", 6, 5200 + 3500 + 70 * 30 + 4800 + 1800 + 4200)
    holds(fresh, "In progress", 3, 85 * 90 + 90 * 140 + 6200)
    holds(fresh, "Not started", 2, 2400 + 1200)


def test_invoices_and_the_workflow(fresh: Page) -> None:
    fresh.goto("/invoices/?view=board")
    paid = (2100 + 2100 + 1750 + 1750 + 1995 + 5200 + 4800) * TAXED
    holds(fresh, "Draft", 1, 1445 * TAXED)
    holds(fresh, "Sent", 3, (2720 + 2160) * TAXED)  # one of them in dollars
    holds(fresh, "Paid", 8, paid)  # two of them in dollars
    top = {"x": 40, "y": 20}  # the column is taller than the window
    paid_cards = column(fresh, "Paid").locator(".cards")
    card(fresh, euros(2720 * TAXED)).drag_to(paid_cards, target_position=top)
    asked = fresh.get_by_role("dialog")
    asked.get_by_label("Account").press_sequentially("Cash")
    asked.get_by_role("option", name="Cash", exact=True).first.click()
    with one_answer(fresh):
        fresh.keyboard.press("Enter")
    holds(fresh, "Sent", 2, 2160 * TAXED)
    holds(fresh, "Paid", 9, paid + 2720 * TAXED)

    fresh.goto("/client/")
    accounts = fresh.get_by_role("list", name="Accounts")
    expect(accounts).to_contain_text(euros(150 + 350 - 54.20 + 2720 * TAXED))
    row = "Shop development, first sprint"
    expect(cell(fresh, row, "invoice")).to_contain_text("Paid")
    clear(fresh, row, "account")
    expect(cell(fresh, row, "invoice")).to_contain_text("Sent")
    expect(accounts).to_contain_text(euros(150 + 350 - 54.20))
    expect(area(fresh, "clients", "Northwind Coffee")).to_contain_text("52%")
    fresh.goto("/invoices/?view=board")
    settled(fresh)
    holds(fresh, "Sent", 3, (2720 + 2160) * TAXED)  # one of them in dollars
    holds(fresh, "Paid", 8, paid)  # two of them in dollars
