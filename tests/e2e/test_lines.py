"""The lines of an invoice are put into another order: by dragging, by keyboard, by their menu."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import cell, one_answer, violations
from tests.e2e.studio import PHONE, Studio

NAMES = ("Ape", "Bee", "Cat")


@pytest.fixture
def draft(demo: Studio) -> dict[str, Any]:
    """A draft with three lines."""
    made = dict(demo.ask("POST", "invoices", {}))
    for name in NAMES:
        demo.income(name, invoice=made["id"])
    return made


def order(page: Page) -> list[str]:
    rows = page.locator(".invoice-lines tbody .cell-name").all_inner_texts()
    return [text.strip()[:3] for text in rows]


def drag(page: Page, name: str, over: str, *, give_up: bool = False) -> None:
    """Take a line by its grip, and let it go below another."""
    page.locator(".invoice-lines tbody tr").filter(has_text=name).hover()
    page.locator(".grip").hover()
    page.mouse.down()
    box = page.locator(".invoice-lines tbody tr").filter(has_text=over).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 2, steps=8)
    if give_up:
        page.keyboard.press("Escape")
    page.mouse.up()


def test_a_line_is_dragged_and_undone(desk: Page, draft: dict[str, Any]) -> None:
    said = violations(desk)
    desk.goto(f"/invoices/{draft['id']}/")
    with one_answer(desk):
        drag(desk, "Ape", "Bee")
    assert order(desk) == ["Bee", "Ape", "Cat"]
    desk.reload()
    assert order(desk) == ["Bee", "Ape", "Cat"]
    with one_answer(desk):
        desk.keyboard.press("Control+z")
    assert order(desk) == ["Ape", "Bee", "Cat"]
    drag(desk, "Ape", "Cat", give_up=True)
    assert order(desk) == ["Ape", "Bee", "Cat"]
    assert findings(desk) == [] and said == []


def test_by_keyboard_the_focus_goes_along(desk: Page, draft: dict[str, Any]) -> None:
    desk.goto(f"/invoices/{draft['id']}/")
    at = cell(desk, "Cat", "quantity")
    at.focus()
    with one_answer(desk):
        desk.keyboard.press("Alt+ArrowUp")
    assert order(desk) == ["Ape", "Cat", "Bee"]
    expect(at).to_be_focused()
    with one_answer(desk):
        desk.keyboard.press("Alt+ArrowDown")
    assert order(desk) == list(NAMES)
    desk.keyboard.press("Alt+ArrowDown")  # it is the last
    assert order(desk) == list(NAMES)


def test_on_a_phone_the_menu_of_a_line_moves_it(
    demo: Studio, browser: Browser, draft: dict[str, Any]
) -> None:
    page = demo.enter(browser, **PHONE).new_page()
    page.goto(f"/invoices/{draft['id']}/")
    page.locator(".invoice-lines tbody tr").filter(has_text="Cat").tap()
    expect(page.get_by_role("heading", name="Cat", level=1)).to_be_visible()
    page.get_by_role("button", name="Menu of Cat").tap()
    with one_answer(page):
        page.get_by_role("menuitem", name="Move up").tap()
    page.goto(f"/invoices/{draft['id']}/")
    assert order(page) == ["Ape", "Cat", "Bee"]


def test_what_was_typed_for_a_line_is_there_after_escape(desk: Page, draft: dict[str, Any]) -> None:
    desk.goto(f"/invoices/{draft['id']}/")
    button = desk.get_by_role("button", name="Line", exact=True)
    button.press("Enter")
    form = desk.get_by_role("form", name="Add line")
    words = form.get_by_label("Description")
    words.fill("Dog")
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(words).to_have_value("Dog")
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_have_count(0)
    button.press("Enter")
    expect(words).to_have_value("")
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)
