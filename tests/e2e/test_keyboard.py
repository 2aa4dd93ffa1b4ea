"""By keyboard alone: few stops of the Tab key to what a page is about, and a way to everything."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import cell, one_answer
from tests.e2e.studio import Studio
from tests.e2e.test_pages import LISTS, SOME, WINDOWS

MOST = 150  # stops of a page; the widest, the client window, has a line for each record it shows
STOP = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const group = at.closest("[role=grid], [role=toolbar]");
  const { width, height } = at.getBoundingClientRect();
  const isWithin = at.matches("video:not(:focus)"); // in the browser's own controls, it draws them
  return {
    what: at.outerHTML.slice(0, 120),
    group: group && (group.id || group.ariaLabel + group.closest("section, details")?.id),
    isCell: at.matches("td.cell[tabindex], td.cell-name:not([tabindex]) a"),
    isSeen: width > 0 && height > 0 && (isWithin || at.matches(":focus-visible")),
  };
}"""


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


@pytest.mark.parametrize("path", [*WINDOWS, *LISTS, *SOME, "/settings/"])
def test_a_walk_by_keyboard_over_every_page(desk: Page, path: str) -> None:
    desk.goto(path)
    seen, groups = [], []
    for _ in range(MOST):
        desk.keyboard.press("Tab")
        stop = desk.evaluate(STOP)
        if stop is None:
            break
        assert stop["isSeen"], stop
        seen.append(stop["what"])
        groups.append(stop["group"])
    assert len(seen) < MOST, seen
    entered = [one for one, before in zip(groups, [None, *groups], strict=False) if one != before]
    stops = [one for one in groups if one is not None]
    assert len(stops) == len([one for one in entered if one is not None]), groups


@pytest.mark.parametrize("path", ["/client/", "/workflow/", *(f"{p}?view=table" for p in LISTS)])
def test_the_first_cell_is_three_tabs_from_the_start(desk: Page, path: str) -> None:
    desk.goto(path)
    desk.keyboard.press("Tab")
    expect(focused(desk)).to_have_text("Skip to content")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(focused(desk)).to_have_text("Skip to the table")
    desk.keyboard.press("Enter")
    assert desk.evaluate(STOP)["isCell"]


def test_keys_lead_about_in_a_table(desk: Page, demo: Studio) -> None:
    for number in range(3):
        demo.ask("POST", "contacts", {"name": f"Walker {number}", "company": "Walking"})
    desk.goto("/contacts/?company=Walking&order=name&show=name,company,designation")
    cell(desk, "Walker 1", "company").focus()
    for key, row, field in [
        ("Control+End", "Walker 2", "designation"),
        ("Home", "Walker 2", "name"),
        ("End", "Walker 2", "designation"),
        ("Control+Home", "Walker 0", "name"),
    ]:
        desk.keyboard.press(key)
        expect(cell(desk, row, field)).to_be_focused()
    desk.keyboard.press("ArrowLeft")
    expect(desk.get_by_role("checkbox", name="Select Walker 0")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowUp")
    expect(desk.get_by_role("button", name="Column Name")).to_be_focused()
    desk.keyboard.press("Control+End")
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("button", name="New in this table")).to_be_focused()
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('table')") is None
    desk.keyboard.press("Shift+Tab")
    expect(desk.get_by_role("button", name="New in this table")).to_be_focused()
    desk.keyboard.press("Control+Home")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#peek")).to_contain_text("Walker 0")


def test_the_stop_of_a_table_stays_after_an_answer(desk: Page, demo: Studio) -> None:
    demo.ask("POST", "contacts", {"name": "Stayer", "company": "Staying"})
    desk.goto("/contacts/?company=Staying")
    cell(desk, "Stayer", "company").focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.type("+49 30 1")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('tr').id") != ""
    expect(focused(desk)).to_contain_text("+49 30 1")
    assert desk.locator("table[role=grid] [tabindex='0']").count() == 1


def test_delete_clears_a_choice_and_says_why_it_does_not(desk: Page, demo: Studio) -> None:
    accounts = demo.ask("GET", "accounts")["items"]
    account = next(one["id"] for one in accounts if one["currency"] == "EUR")
    made = demo.income("Paid by mistake", account=account)
    desk.goto("/transactions/?q=Paid+by+mistake")
    cell(desk, "Paid by mistake", "account").focus()
    with one_answer(desk):
        desk.keyboard.press("Delete")
    assert demo.ask("GET", f"transactions/{made['id']}")["account"] is None
    made = demo.ask("POST", "clients", {"name": "Staged for good"})
    desk.goto("/clients/?q=Staged+for+good")
    cell(desk, "Staged for good", "stage").focus()
    with one_answer(desk):
        desk.keyboard.press("Delete")
    expect(desk.get_by_role("alert").first).to_be_visible()
    assert demo.ask("GET", f"clients/{made['id']}")["stage"] == "lead"


def test_the_keys_are_listed(desk: Page) -> None:
    desk.goto("/clients/")
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("New record")
    expect(dialog).to_contain_text("First and last cell of the table")
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog")).to_have_count(0)
    desk.locator("#main").focus()
    desk.keyboard.press("n")
    expect(desk.locator(".composer:not([hidden])")).to_have_count(1)


def test_a_toolbar_is_one_stop(desk: Page) -> None:
    desk.goto("/transactions/")
    desk.get_by_role("button", name="Filter").focus()
    desk.keyboard.press("End")
    expect(desk.get_by_role("button", name="Properties")).to_be_focused()
    desk.keyboard.press("ArrowLeft")
    expect(desk.get_by_label("Group")).to_be_focused()
    desk.keyboard.press("Home")
    expect(desk.get_by_role("button", name="Filter")).to_be_focused()
