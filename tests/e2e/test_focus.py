"""What had the focus is gone: the keys go on from what took its place, never from nowhere."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import cell, one_answer, settled
from tests.e2e.studio import Studio


@pytest.fixture
def client(demo: Studio) -> dict[str, Any]:
    """A client of the test's own."""
    return dict(demo.ask("POST", "clients", {"name": f"Focus {uuid.uuid4().hex[:5]}"}))


def at(page: Page) -> Locator:
    return page.locator(":focus")


@pytest.mark.parametrize("field", ["name", "company", "contract_value"])
def test_a_cell_has_it_again_once_its_record_is_closed(
    desk: Page, demo: Studio, client: dict[str, Any], field: str
) -> None:
    desk.goto("/clients/?view=table")
    own = cell(desk, client["name"], field)
    for _time in range(2):
        own.focus()
        desk.keyboard.press("Control+Enter")
        expect(desk.locator("#peek-title")).to_be_focused()
        desk.keyboard.press("Escape")
        expect(desk.locator("#peek")).to_have_count(0)
        expect(own).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(own).not_to_be_focused()
    expect(desk.locator("td.cell:focus")).to_have_count(1)
    assert len(desk.context.pages) == 1

    own.locator("xpath=ancestor::tr").locator("a[aria-label^=Open]").click(force=True)
    expect(desk.locator("#peek-title")).to_be_focused()
    desk.keyboard.press("Escape")
    row = desk.locator("tr", has_text=client["name"])
    expect(row.locator("a:focus")).to_have_count(1)
    desk.keyboard.press("ArrowRight")
    expect(row.locator("td:focus")).to_have_count(1)


def test_the_next_action_has_it(desk: Page, demo: Studio) -> None:
    invoice = demo.ask("POST", "invoices", {})
    demo.income("Logo", invoice=invoice["id"])
    desk.goto(f"/invoices/{invoice['id']}/")

    def press(name: str) -> None:
        desk.get_by_role("button", name=name, exact=True).last.focus()
        desk.keyboard.press("Enter")

    with one_answer(desk):
        press("Mark as sent")
    expect(desk.locator(":is(.actions, .told) :focus")).to_have_count(1)
    press("Mark as paid")
    dialog = desk.get_by_role("dialog")
    with one_answer(desk):
        dialog.get_by_role("button", name="Mark as paid").press("Enter")
    expect(dialog).to_have_count(0)
    expect(desk.locator(":is(.actions, .told) :focus")).to_have_count(1)
    press("Reopen")
    with one_answer(desk):
        dialog.get_by_role("button", name="Reopen").press("Enter")
    expect(dialog).to_have_count(0)
    expect(desk.locator(":is(.actions, .told) :focus")).to_have_count(1)
    press("Back to draft")
    with one_answer(desk):
        dialog.get_by_role("button", name="Back to draft").press("Enter")
    expect(dialog).to_have_count(0)
    expect(desk.locator(":is(.actions, .told) :focus")).to_have_count(1)


def test_a_row_has_it_once_the_bar_is_gone(desk: Page, client: dict[str, Any]) -> None:
    desk.goto(f"/clients/?view=table&q={client['name'].replace(' ', '+')}")
    box = desk.get_by_role("checkbox", name=f"Select {client['name']}")
    box.focus()
    desk.keyboard.press("Space")
    bar = desk.locator("#picks")
    bar.get_by_role("button", name="Delete").focus()
    desk.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    expect(box).to_be_focused()


def test_a_toast_gives_it_back(desk: Page, demo: Studio, client: dict[str, Any]) -> None:
    desk.goto("/clients/?view=table")
    company = cell(desk, client["name"], "company")
    company.focus()
    desk.keyboard.type("Told Ltd")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(company).to_be_focused()
    with one_answer(desk):
        desk.locator("#toast").get_by_role("button", name="Undo").press("Enter")
    expect(company).to_have_text("—")
    expect(company).to_be_focused()
    desk.locator("#toast").get_by_role("button", name="Dismiss").press("Enter")
    expect(company).to_be_focused()


@pytest.mark.parametrize("way", ["Keep mine", "Take theirs"])
def test_the_cell_of_a_conflict_has_it(
    desk: Page, demo: Studio, client: dict[str, Any], way: str
) -> None:
    desk.goto("/clients/?view=table")
    company = cell(desk, client["name"], "company")
    company.focus()
    desk.keyboard.type("Mine Ltd")
    demo.ask("PATCH", f"clients/{client['id']}", {"company": "Theirs Ltd"})
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name=way).click()
    expect(company).to_contain_text("Mine Ltd" if way == "Keep mine" else "Theirs Ltd")
    settled(desk)
    expect(company).to_be_focused()
    expect(company.locator(".editor")).to_have_count(0)


def test_what_is_read_opens_at_its_start(desk: Page) -> None:
    desk.set_viewport_size({"width": 1000, "height": 420})
    desk.goto("/clients/")
    desk.locator("#main").focus()
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_role("heading").first).to_be_in_viewport()
    assert dialog.evaluate("one => one.scrollTop") == 0
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.locator("#main")).to_be_focused()
