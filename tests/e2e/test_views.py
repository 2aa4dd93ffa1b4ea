"""Looking at lists: filters by keyboard, a view in a second browser, a board by client."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import one_answer, pick, violations
from tests.e2e.studio import Studio


def where(page: Page) -> Any:
    """The filter in the address."""
    return json.loads(parse_qs(urlsplit(page.url).query).get("where", ["null"])[0])


def titles(page: Page) -> Locator:
    return page.locator("tbody .cell-name")


def control(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^{name}( \d+)?$"))


@pytest.fixture
def hot(demo: Studio) -> Iterator[list[str]]:
    """The ids of three clients of whom two are leads with a contract."""
    given = [("Hot one", "lead", "900"), ("Hot two", "lead", "1200"), ("Hot three", "lead", None)]
    made = [
        demo.ask("POST", "clients", {"name": name, "stage": stage, "contract_value": value})
        for name, stage, value in given
    ]
    yield [one["id"] for one in made]
    for one in made:
        demo.ask("DELETE", f"clients/{one['id']}")


def test_a_list_is_filtered_and_sorted_by_keyboard(desk: Page, hot: list[str]) -> None:
    said = violations(desk)
    desk.goto("/clients/")
    control(desk, "Filter").focus()
    desk.keyboard.press("Enter")
    panel = desk.get_by_role("dialog", name="Filter")
    expect(panel.get_by_label("Field")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.type("hot")
    expect(titles(desk)).to_have_count(3)
    expect(desk.get_by_role("textbox", name="Name").last).to_be_focused()
    panel.get_by_role("button", name="Add a filter").press("Enter")
    expect(panel.get_by_label("Field").nth(1)).to_be_focused()
    desk.keyboard.type("Contract value")
    desk.keyboard.press("Enter")
    expect(panel.get_by_label("Contract value", exact=True)).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(panel.get_by_label("Contract value: condition")).to_be_focused()
    desk.keyboard.type("is not empty")
    desk.keyboard.press("Enter")
    expect(titles(desk)).to_have_count(2)
    assert where(desk) == {"and": [["name", "contains", "hot"], ["contract_value", "not_empty"]]}
    assert findings(desk) == []
    desk.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(control(desk, "Filter")).to_be_focused()

    control(desk, "Sort").press("Enter")
    desk.get_by_role("button", name="Add a sort").press("Enter")
    pick(desk.get_by_label("Sort by"), "Contract value")
    pick(desk.get_by_label("Direction"), "Descending")
    expect(titles(desk).first).to_contain_text("Hot two")
    assert said == []


def test_a_filtered_view_is_saved_and_opened_in_a_second_browser(
    desk: Page, demo: Studio, browser: Browser, hot: list[str]
) -> None:
    asked = '{"and":[["name","contains","hot"],["contract_value","not_empty"]]}'
    desk.goto(f"/clients/?{urlencode({'where': asked, 'order': '-contract_value'})}")
    control(desk, "View").press("Enter")
    expect(desk.get_by_label("Name of this view")).to_be_focused()
    desk.keyboard.type("Hot leads")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="Hot leads")).to_have_attribute("aria-current", "page")
    expect(desk).to_have_url(f"{demo.base}/clients/?view=hot_leads")

    second = demo.enter(browser)
    page = second.new_page()
    page.goto("/clients/?view=hot_leads")
    expect(titles(page)).to_have_text(["Hot two", "Hot one"])
    page.get_by_role("link", name="Remove the filter Contract value is not empty").click()
    expect(titles(page)).to_have_count(3)
    page.go_back()
    expect(titles(page)).to_have_count(2)
    page.go_forward()
    expect(titles(page)).to_have_count(3)
    page.get_by_role("button", name="Save to view").click()
    expect(page).to_have_url(f"{demo.base}/clients/?view=hot_leads")
    second.close()

    desk.reload()
    expect(titles(desk)).to_have_count(3)
    desk.get_by_role("button", name="The view Hot leads: rename, copy, delete").click()
    desk.get_by_role("button", name="Delete view").click()
    expect(desk.get_by_role("link", name="Hot leads")).to_have_count(0)
    expect(desk).to_have_url(f"{demo.base}/clients/")


def test_a_card_moves_on_a_board_by_client(desk: Page, demo: Studio, hot: list[str]) -> None:
    first, second, _ = hot
    made = [
        demo.ask("POST", "projects", {"name": f"Site {place}", "client": client})
        for place, client in enumerate((first, second))
    ]
    desk.goto("/projects/?view=board")
    pick(desk.get_by_label("Group", exact=True), "Client")
    left, right = (desk.get_by_role("region", name=name) for name in ("Hot one", "Hot two"))
    left.locator(".card").focus()
    expect(left.locator(".card")).to_contain_text("Site 0")
    with one_answer(desk):
        desk.keyboard.press("Alt+ArrowRight")
    expect(right.locator(".card")).to_have_count(2)
    expect(right.locator(".column-head")).to_contain_text("2")
    expect(desk.locator(f"#card-{made[0]['id']}")).to_be_focused()
    assert demo.ask("GET", f"projects/{made[0]['id']}")["client"] == second

    right.get_by_role("button", name="New in Hot two").click()
    form = desk.get_by_role("form", name="New project")
    form.get_by_label("Name").fill("Site 2")
    with one_answer(desk):
        form.get_by_role("button", name="New project").click()
    expect(right.locator(".card")).to_have_count(3)

    right.get_by_role("button", name="Fold Hot two").press("Enter")
    expect(right.locator(".card")).to_have_count(0)
    expect(right.get_by_role("button", name="Unfold Hot two")).to_be_focused()
    desk.reload()
    right.get_by_role("button", name="Unfold Hot two").click()
    expect(right.locator(".card")).to_have_count(3)
    for one in demo.ask("GET", f"projects?client={second}")["items"]:
        demo.ask("DELETE", f"projects/{one['id']}")


def test_on_a_phone_a_panel_is_a_sheet(demo: Studio, browser: Browser, hot: list[str]) -> None:
    context = demo.enter(browser, viewport={"width": 360, "height": 780}, has_touch=True)
    page = context.new_page()
    page.goto("/clients/?view=board")
    control(page, "Filter").tap()
    panel = page.get_by_role("dialog", name="Filter")
    pick(panel.get_by_label("Field"), "Stage")
    panel.get_by_role("checkbox", name="Lead").tap()
    expect(page.get_by_role("link", name="Remove the filter Stage is Lead")).to_be_visible()
    box = panel.bounding_box()
    assert box and (box["x"], box["width"]) == (0, 360)
    assert findings(page) == []
    panel.get_by_role("button", name="Done").tap()
    expect(panel).to_have_count(0)
    context.close()
