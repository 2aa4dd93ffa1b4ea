"""The heads of a table: their menus, edges, order; properties made and changed there."""

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.hands import cell, one_answer, pick, settled, undo
from tests.e2e.studio import KEEPING, Studio


def head(page: Page, field: str) -> Locator:
    return page.locator(f"th[data-field='{field}']")


def menu_of(page: Page, field: str) -> Locator:
    """The open menu of a column."""
    head(page, field).locator(".head-menu").press("Enter")
    return page.get_by_role("menu")


def box(at: Locator) -> Any:
    found = at.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize("field", ["name", "stage", "contract_value"])
def test_a_head_filters_sorts_and_hides(desk: Page, field: str) -> None:
    desk.goto("/clients/?view=table")
    entries = menu_of(desk, field).get_by_role("menuitem").all_inner_texts()
    assert {"Filter", "Hide"} <= set(entries)
    desk.get_by_role("menuitem", name="Filter").click()
    panel = desk.get_by_role("dialog", name="Filter")
    label = head(desk, field).get_attribute("data-label")
    expect(panel.get_by_label("Field")).to_have_value(field)
    expect(panel.get_by_label(f"{label}: condition")).to_be_visible()
    desk.keyboard.press("Escape")
    menu_of(desk, field).get_by_role("menuitemradio", name="Sort descending").click()
    expect(head(desk, field)).to_have_attribute("aria-sort", "descending")
    menu_of(desk, field).get_by_role("menuitem", name="Hide").click()
    expect(head(desk, field)).to_have_count(0)


def test_a_property_is_made_renamed_and_deleted_at_its_head(desk: Page, demo: Studio) -> None:
    mark = uuid4().hex[:6]
    demo.ask("POST", "goals", {"title": f"Headed {mark}"})
    desk.goto(f"/goals/?view=table&q={mark}")
    desk.get_by_role("button", name="Add a property").click()
    form = desk.get_by_role("dialog", name="Add a property")
    form.get_by_label("Name").fill(f"Size {mark}")
    pick(form.get_by_label("Kind"), "Select")
    form.get_by_label("Options").fill("Small\nLarge")
    with one_answer(desk):
        form.get_by_role("button", name="Add property").click()
    field = f"own_size_{mark}"
    expect(head(desk, field)).to_be_visible()
    cell(desk, f"Headed {mark}", field).click()
    with one_answer(desk):
        desk.get_by_role("option", name="Large").click()
    menu_of(desk, field).get_by_role("menuitem", name="Rename").click()
    form = desk.get_by_role("dialog", name="Change the property")
    form.get_by_label("Name", exact=True).fill(f"Extent {mark}")
    form.get_by_label("Name of the option Large").fill("Huge")
    with one_answer(desk):
        form.get_by_role("button", name="Save property").click()
    expect(desk.locator(f"th[data-label='Extent {mark}']")).to_be_visible()
    expect(cell(desk, f"Headed {mark}", field)).to_have_text("Huge")
    entries = menu_of(desk, field).get_by_role("menuitem").all_inner_texts()
    assert entries[-1] == "Delete property" and len(entries) > 2
    desk.get_by_role("menuitem", name="Delete property").click()
    with one_answer(desk):
        desk.get_by_role("dialog").get_by_role("button", name="Delete property").click()
    expect(head(desk, field)).to_have_count(0)
    undo(desk)
    expect(cell(desk, f"Headed {mark}", field)).to_have_text("Huge")


def test_the_values_of_a_choice_are_changed_at_its_head(desk: Page) -> None:
    desk.goto("/contacts/?view=table")
    menu_of(desk, "role").get_by_role("menuitem", name="Change its values").click()
    dialog = desk.get_by_role("dialog", name="Change the values of Role")
    expect(dialog.get_by_role("button", name="Save values")).to_be_visible()


@pytest.mark.parametrize("at", range(1, 10))
def test_an_edge_is_pulled_at_each_of_its_pixels(desk: Page, at: int) -> None:
    desk.goto("/clients/?view=table")
    edge, before = box(head(desk, "stage").locator(".head-edge")), box(head(desk, "stage"))
    others = box(head(desk, "company"))["width"]
    x, y = edge["x"] + edge["width"] - at - 0.5, edge["y"] + 8
    desk.mouse.move(x, y)
    desk.mouse.down()
    desk.mouse.move(x + 60, y, steps=4)
    assert abs(box(head(desk, "stage"))["width"] - before["width"] - 60) < 2  # while one pulls
    assert abs(box(head(desk, "company"))["width"] - others) < 2
    assert "wide=" not in desk.url
    desk.mouse.up()
    expect(desk.locator("table.sized")).to_be_visible()
    settled(desk)
    assert abs(box(head(desk, "stage"))["width"] - before["width"] - 60) < 2
    assert abs(box(head(desk, "company"))["width"] - others) < 2


@pytest.mark.parametrize("address", ["/clients/?view=table", "/clients/?wide=name.200,stage.150"])
def test_a_dragged_column_takes_its_cells_along(desk: Page, address: str) -> None:
    desk.goto(address)
    name = desk.locator("tbody tr .cell-name").first.inner_text()
    before = [one.inner_text() for one in desk.locator("tbody tr").first.locator("td").all()]
    company, stage = box(head(desk, "company").locator(".head-label")), box(head(desk, "stage"))
    desk.mouse.move(company["x"] + 5, company["y"] + 8)
    desk.mouse.down()
    desk.mouse.move(stage["x"] + 30, stage["y"] + 12, steps=8)
    desk.mouse.move(stage["x"] + 10, stage["y"] + 12, steps=4)
    expect(head(desk, "stage").locator("xpath=preceding-sibling::*[1]")).to_have_attribute(
        "data-field", "company"
    )
    there = [one.inner_text() for one in desk.locator("tbody tr").first.locator("td").all()]
    assert there == [*before[:2], before[3], before[2], *before[4:]]
    assert "show=" not in desk.url
    expect(cell(desk, name, "company")).to_have_text(before[3])
    desk.mouse.up()
    desk.wait_for_url("**show=**")
    settled(desk)
    expect(cell(desk, name, "stage")).to_have_text(before[2])


def test_a_table_is_found_as_it_was_left(demo: Studio, browser: Browser) -> None:
    context = demo.enter(browser, **KEEPING)
    desk = context.new_page()
    desk.goto("/contacts/?view=table")
    usual = desk.locator("th[data-field]").count()
    menu_of(desk, "role").get_by_role("menuitem", name="Hide").click()
    expect(head(desk, "role")).to_have_count(0)
    menu_of(desk, "name").get_by_role("menuitemradio", name="Sort descending").click()
    expect(head(desk, "name")).to_have_attribute("aria-sort", "descending")
    desk.goto("/goals/")
    desk.goto("/contacts/?view=table")
    expect(head(desk, "role")).to_have_count(0)
    expect(head(desk, "name")).to_have_attribute("aria-sort", "descending")
    desk.go_back()
    desk.go_forward()
    expect(head(desk, "role")).to_have_count(0)
    before = box(head(desk, "name"))
    desk.get_by_role("link", name="Back to the usual layout").click()
    expect(head(desk, "role")).to_be_visible()
    assert box(head(desk, "name"))["y"] == before["y"]
    desk.goto("/contacts/?view=table")
    expect(desk.locator("th[data-field]")).to_have_count(usual)
    context.close()


def test_a_pill_opens_its_filter_and_an_empty_list_clears_them(desk: Page) -> None:
    desk.goto("/clients/?view=table&stage=lead&company=Nobody+at+all")
    desk.get_by_role("button", name="Change the filter Company is").click()
    panel = desk.get_by_role("dialog")
    expect(panel.locator(":focus")).to_have_value("Company")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Change the filter Company")).to_be_focused()
    desk.get_by_role("link", name="Clear filters").click()
    expect(desk.locator("tbody tr").first).to_be_visible()
    expect(desk.locator(".chip")).to_have_count(0)
