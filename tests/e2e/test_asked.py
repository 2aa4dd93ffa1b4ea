"""What a write lacks is asked for where it was refused: on a board, in a cell, for many rows."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import CORNER, cell, pick, settled
from tests.e2e.studio import Studio

RARE = "XPF"  # no rate of the European Central Bank
UNKNOWN = "1998-12-01"  # nor for any currency then


@pytest.fixture
def invoice(demo: Studio) -> str:
    """The number of a sent invoice over €1,190.00 of which nothing is paid."""
    number = f"ASKED-{demo.income('Asked')['id'][-8:]}"
    made = demo.ask("POST", "invoices", {"number": number})
    entry = demo.income(f"Work of {number}", "1000.00", invoice=made["id"])
    assert entry["invoice"] == made["id"]
    demo.ask("PATCH", f"invoices/{made['id']}", {"status": "sent"})
    return number


def account(demo: Studio) -> str:
    return str(demo.ask("GET", "accounts?currency=EUR&limit=1")["items"][0]["name"])


def dialog(page: Page, sentence: str) -> Locator:
    found = page.get_by_role("dialog", name=sentence)
    expect(found).to_be_visible()
    return found


def state(demo: Studio, number: str) -> str:
    found = demo.ask("GET", f"invoices?q={number}")["items"]
    return str(found[0]["status"])


def say_account(page: Page, asked: Locator, name: str) -> None:
    field = asked.get_by_label("Account")
    expect(field).to_be_focused()
    page.keyboard.type(name)
    asked.get_by_role("option", name=name, exact=True).first.click()


def card(page: Page, number: str) -> Locator:
    return page.locator(".card").filter(has_text=number)


def column(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def test_a_card_that_is_moved_to_paid_asks_for_the_account(
    demo: Studio, desk: Page, invoice: str
) -> None:
    desk.goto(f"/invoices/?view=board&q={invoice}")
    card(desk, invoice).focus()
    desk.keyboard.press("Alt+ArrowRight")
    asked = dialog(desk, "Say on which account it was paid.")
    desk.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(column(desk, "Sent").locator(".card")).to_have_count(1)
    assert state(demo, invoice) == "sent"

    card(desk, invoice).drag_to(column(desk, "Paid").locator(".cards"))
    asked = dialog(desk, "Say on which account it was paid.")
    assert asked.get_by_label("Paid on").input_value() == f"{date.today():%d/%m/%Y}"
    say_account(desk, asked, account(demo))
    desk.keyboard.press("Enter")
    expect(column(desk, "Paid").locator(".card")).to_have_count(1)
    expect(asked).to_have_count(0)
    settled(desk)
    assert state(demo, invoice) == "paid"


def test_a_new_invoice_is_not_offered_where_it_cannot_begin(desk: Page) -> None:
    desk.goto("/invoices/?view=board")
    expect(desk.get_by_role("button", name="New in Draft")).to_be_visible()
    for label in ("Sent", "Paid", "Void"):
        expect(column(desk, label).locator(".btn-add")).to_have_count(0)


def test_a_cell_asks_for_the_rate_of_a_rare_currency(demo: Studio, desk: Page) -> None:
    made = demo.income("Reef survey", "120.00")
    desk.goto(f"/transactions/{made['id']}/")
    into(desk, cell(desk, "Currency", "currency"), RARE)
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text("Enter the rate.")
    desk.keyboard.type("nothing")
    desk.keyboard.press("Enter")
    expect(asked).to_contain_text("Write the number like")
    expect(asked.get_by_label("Exchange rate")).to_have_value("nothing")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("0.0084")
    desk.keyboard.press("Enter")
    expect(cell(desk, "Currency", "currency")).to_have_text(RARE)
    settled(desk)
    found = demo.ask("GET", f"transactions/{made['id']}")
    assert (found["currency"], found["exchange_rate"]) == (RARE, "0.0084")


def test_whoever_types_on_is_asked_when_they_like(demo: Studio, desk: Page) -> None:
    made = demo.income("Atoll survey", "120.00")
    desk.goto(f"/transactions/{made['id']}/")
    found = cell(desk, "Currency", "currency")
    found.click(position=CORNER)
    desk.keyboard.press("Control+a")
    desk.keyboard.type(RARE)
    desk.keyboard.press("Tab")
    refused = desk.get_by_role("alert").filter(has_text="Enter the rate.")
    expect(refused).to_be_visible()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    expect(found).to_have_text(RARE)
    refused.get_by_role("button", name="Enter it").click()
    desk.get_by_role("dialog").get_by_label("Exchange rate").fill("0.0084")
    desk.keyboard.press("Enter")
    expect(refused).to_have_count(0)
    settled(desk)
    assert demo.ask("GET", f"transactions/{made['id']}")["currency"] == RARE


def test_many_rows_ask_once(demo: Studio, desk: Page) -> None:
    for place in range(3):
        demo.income(f"Lagoon {place}", date="2026-10-20", currency="USD")
    desk.goto("/workflow/?q=Lagoon")
    desk.get_by_label("Select all").check()
    bar = desk.get_by_role("region", name="Selected rows")
    pick(bar.get_by_label("Property to set"), "Date")
    into(desk, bar.locator(".cell"), UNKNOWN)
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text("Enter the rate.")
    asked.get_by_label("Exchange rate").fill("0.0084")
    desk.keyboard.press("Enter")
    expect(asked).to_have_count(0)
    settled(desk)
    found = demo.ask("GET", "transactions?q=Lagoon")["items"]
    assert [(one["date"], one["exchange_rate"]) for one in found] == [(UNKNOWN, "0.0084")] * 3


def into(page: Page, found: Locator, text: str) -> None:
    found.click(position=CORNER)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_paying_into_another_currency_asks_for_the_rate(demo: Studio, desk: Page) -> None:
    given = {"name": "Cowries", "kind": "cash", "currency": RARE}
    there = demo.ask("POST", "accounts", given)
    made = demo.income("Pearls", "100.00")
    desk.goto("/workflow/?q=Pearls")
    cell(desk, "Pearls", "account").click(position=CORNER)
    desk.keyboard.type("Cowries")
    offer = desk.get_by_role("option", name="Cowries").first
    offer.hover()
    expect(desk.locator(".effect")).to_contain_text("You are asked for the exchange rate.")
    offer.click()
    asked = desk.get_by_role("dialog")
    asked.get_by_label("Rate of the payment").fill("119.33")
    desk.keyboard.press("Enter")
    expect(cell(desk, "Pearls", "account")).to_have_text("Cowries")
    settled(desk)
    paid = demo.ask("GET", f"payments?transaction={made['id']}")["items"]
    assert [(one["amount"], one["account_rate"]) for one in paid] == [("11933", "119.33")]
    assert demo.ask("GET", f"accounts/{there['id']}")["balance"] == "11933"


def test_what_an_invoice_came_to_changes_once_one_has_said_so(
    demo: Studio, desk: Page, invoice: str
) -> None:
    desk.goto(f"/workflow/?q=Work of {invoice}")
    amount = cell(desk, invoice, "amount")
    asked = desk.get_by_role("dialog")
    into(desk, amount, "10")
    expect(asked).to_contain_text(f"Invoice {invoice} has been sent: it came to €")
    desk.keyboard.press("Enter")  # leaves it as it is
    expect(asked).to_have_count(0)
    expect(amount).to_have_text("€1,000.00")
    expect(amount).to_be_focused()
    into(desk, amount, "10")
    asked.get_by_role("button", name="Change it all the same").click()
    expect(amount).to_have_text("€10.00")
    settled(desk)


def test_a_transfer_fills_what_arrives_at_the_rate_that_is_typed(demo: Studio, desk: Page) -> None:
    ends = {"From": account(demo), "To": "Shells"}
    demo.ask("POST", "accounts", {"name": "Shells", "kind": "cash", "currency": RARE})
    desk.goto("/transfers/?compose=transfer")
    form = desk.locator("#composer-transfer")
    for end, name in ends.items():
        form.get_by_label(end, exact=True).click()
        desk.keyboard.type(name)
        desk.get_by_role("option", name=name, exact=True).click()
    form.get_by_label("Amount", exact=True).fill("100")
    expect(form).to_contain_text(f"say what 1 EUR is in {RARE}")
    arrives = form.get_by_label("Arrives", exact=True)
    form.get_by_label("Exchange rate", exact=True).fill("119.33")
    expect(arrives).to_have_value("11933")
    form.get_by_label("Amount", exact=True).fill("200")
    expect(arrives).to_have_value("23866")
    desk.keyboard.press("Enter")
    expect(desk.locator("tbody")).to_contain_text("23,866")
    found = demo.ask("GET", "transfers?limit=1")["items"][0]
    assert (found["amount_to"], found["exchange_rate"]) == ("23866", "119.33")
