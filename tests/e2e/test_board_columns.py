"""Columns that are values of one's own: added, renamed, recoloured, moved, hidden."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import one_answer, undo
from tests.e2e.studio import Studio


@pytest.fixture
def board(desk: Page, demo: Studio) -> Iterator[Page]:
    """The board of contacts by a property of one's own with two options, a contact in the first."""
    options = [{"label": "Warm"}, {"label": "Cold"}]
    own = {"collection": "contacts", "name": "Heat", "kind": "select", "options": options}
    prop = demo.ask("POST", "properties", own)
    made = demo.ask("POST", "contacts", {"name": "Heated", "own_heat": "warm"})
    desk.goto("/contacts/?view=board&group=own_heat")
    yield desk
    demo.ask("DELETE", f"contacts/{made['id']}")
    demo.ask("DELETE", f"properties/{prop['id']}")


def column(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def labels(page: Page) -> list[str]:
    return [one.get_attribute("data-label") or "" for one in page.locator("[data-value]").all()]


def choose(page: Page, label: str, entry: str) -> None:
    head = column(page, label)
    head.hover()
    head.get_by_role("button", name=f"Column {label}").click()
    page.locator(".menu button").get_by_text(entry, exact=True).click()


def test_columns_are_added_renamed_recoloured_and_moved(board: Page) -> None:
    assert labels(board)[:2] == ["Warm", "Cold"]
    board.get_by_role("button", name="+ Column").click()
    board.keyboard.type("Hot")
    with one_answer(board):
        board.keyboard.press("Enter")
    assert labels(board)[:3] == ["Warm", "Cold", "Hot"]
    with one_answer(board):
        choose(board, "Hot", "Move left")
    assert labels(board)[:3] == ["Warm", "Hot", "Cold"]
    choose(board, "Warm", "Rename")
    board.keyboard.press("Control+a")
    board.keyboard.type("Lukewarm")
    with one_answer(board):
        board.keyboard.press("Enter")
    expect(column(board, "Lukewarm").locator(".card")).to_contain_text("Heated")
    with one_answer(board):
        choose(board, "Lukewarm", "Rose")
    expect(column(board, "Lukewarm").locator(".tag-rose")).to_be_visible()
    undo(board)
    undo(board)
    assert labels(board)[:3] == ["Warm", "Hot", "Cold"]


def test_a_name_that_is_there_already_is_kept_to_be_mended(board: Page) -> None:
    choose(board, "Cold", "Rename")
    board.keyboard.press("Control+a")
    board.keyboard.type("Warm")
    board.keyboard.press("Enter")
    expect(board.locator("#toast")).to_contain_text("two options")
    field = board.get_by_role("textbox", name="Name of the column")
    expect(field).to_have_value("Warm")
    board.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(board.get_by_role("button", name="Column Cold")).to_be_focused()


def test_columns_are_hidden_and_shown_and_deleted_last(board: Page) -> None:
    choose(board, "Cold", "Hide")
    expect(column(board, "Cold")).to_have_count(0)
    board.get_by_role("button", name="Show 1 hidden column").click()
    expect(column(board, "Cold")).to_be_visible()
    column(board, "Warm").hover()
    board.get_by_role("button", name="Column Warm").click()
    entries = board.locator(".menu button").all_inner_texts()
    assert entries[0] == "Rename" and entries[-1] == "Delete column"
    board.locator(".menu button").last.click()
    with one_answer(board):
        board.get_by_role("dialog").get_by_role("button", name="Delete column").click()
    expect(column(board, "Warm")).to_have_count(0)
    undo(board)
    expect(column(board, "Warm").locator(".card")).to_contain_text("Heated")


def test_a_built_in_stage_is_renamed_and_never_deleted(desk: Page) -> None:
    desk.goto("/clients/?view=board")
    with one_answer(desk):
        choose(desk, "Negotiation", "Move left")
    assert labels(desk)[0] == "Negotiation"
    undo(desk)
    column(desk, "Lead").hover()
    desk.get_by_role("button", name="Column Lead").click()
    entries = desk.locator(".menu button").all_inner_texts()
    assert "Rename" in entries and "Delete column" not in entries
    desk.keyboard.press("Escape")
    desk.goto("/projects/?view=board")
    column(desk, "Low").hover()
    desk.get_by_role("button", name="Column Low").click()
    assert desk.locator(".menu button").all_inner_texts() == ["Fold", "Hide"]
