"""A board by keyboard: one stop of the Tab key, the arrow keys lead between its cards."""

from playwright.sync_api import Page, expect

from tests.e2e.studio import Studio

FOCUSED = "document.activeElement.id"
STOPS = """[...document.querySelectorAll("#board :is(a, button, [tabindex])")]
    .filter((one) => one.tabIndex === 0).length"""


def ids(page: Page, column: int) -> list[str]:
    """The ids of the cards of a column, from the top."""
    cards = page.locator(".column").nth(column).locator(".card")
    return [card.get_attribute("id") or "" for card in cards.all()]


def test_a_board_is_one_stop_and_arrows_lead_between_its_cards(desk: Page, demo: Studio) -> None:
    made = [
        demo.ask("POST", "clients", {"name": f"Keyed {number}", "stage": stage})["id"]
        for number, stage in enumerate(["lead", "lead", "negotiation"])
    ]
    desk.goto("/clients/?view=board")
    assert desk.evaluate(STOPS) == 1
    lead, negotiation = ids(desk, 0), ids(desk, 1)
    desk.keyboard.press("Tab")  # the way past the menu
    desk.get_by_role("link", name="Skip to the board").press("Enter")
    desk.keyboard.press("Tab")
    for key, wanted in (
        ("ArrowDown", lead[1]),
        ("ArrowUp", lead[0]),
        ("ArrowRight", negotiation[0]),
        ("ArrowLeft", lead[0]),
        ("End", lead[-1]),
        ("Home", lead[0]),
    ):
        desk.keyboard.press(key)
        assert desk.evaluate(FOCUSED) == wanted, key
        assert desk.evaluate(STOPS) == 1
    desk.keyboard.press("ArrowUp")
    assert desk.evaluate("document.activeElement.closest('.column-head') !== null")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#peek")).to_be_visible()
    for one in made:
        demo.ask("DELETE", f"clients/{one}")


def test_what_is_left_by_tab_is_come_back_to(desk: Page) -> None:
    desk.goto("/projects/?view=board")
    desk.locator(".card").first.focus()
    desk.keyboard.press("ArrowDown")
    there = desk.evaluate(FOCUSED)
    desk.keyboard.press("Shift+Tab")
    assert not desk.evaluate("document.getElementById('board').contains(document.activeElement)")
    desk.keyboard.press("Tab")
    assert desk.evaluate(FOCUSED) == there
