"""The groups of a table in a real browser: folded, found folded again, and begun in."""

from uuid import uuid4

from playwright.sync_api import Browser, Page, expect

from tests.e2e.hands import cell, one_answer, settled
from tests.e2e.studio import KEEPING, Studio
from tests.e2e.test_steady import boxes, moved


def put(demo: Studio) -> str:
    mark = uuid4().hex[:6]
    for stage in ("lead", "negotiation", "client"):
        for number in range(2):
            given = {"name": f"{mark} {stage} {number}", "stage": stage, "contract_value": "10.00"}
            demo.ask("POST", "clients", given)
    return mark


def test_groups_fold_and_are_found_folded(demo: Studio, browser: Browser) -> None:
    mark = put(demo)
    context = demo.enter(browser, **KEEPING)
    desk = context.new_page()
    desk.goto(f"/clients/?view=table&group=stage&q={mark}")
    rows = desk.locator("tbody tr:not(.group-row)")
    expect(rows).to_have_count(6)
    desk.get_by_role("button", name="Fold Negotiation").click()
    expect(rows).to_have_count(4)
    desk.get_by_role("button", name="Fold Lead").press("Enter")
    expect(rows).to_have_count(2)
    expect(desk.locator(".group-row").first).to_contain_text("€20.00")
    expect(desk.get_by_role("button", name="Unfold Lead")).to_be_focused()
    desk.goto("/goals/")
    desk.goto(f"/clients/?view=table&group=stage&q={mark}")
    expect(rows).to_have_count(2)
    desk.get_by_role("button", name="Unfold Lead").click()
    expect(rows).to_have_count(4)
    desk.get_by_role("button", name="Unfold Negotiation").click()
    expect(rows).to_have_count(6)
    desk.get_by_role("link", name="Back to the usual layout").click()
    expect(desk.locator(".group-row")).to_have_count(0)
    context.close()


def test_a_group_begins_a_record_of_its_own(desk: Page, demo: Studio) -> None:
    mark = put(demo)
    desk.goto(f"/clients/?view=table&group=stage&q={mark}")
    before = boxes(desk)
    desk.locator(".group-row").nth(1).hover()
    desk.get_by_role("button", name="+ New in Negotiation").click()
    assert moved(before, boxes(desk)) == {}
    desk.keyboard.type(f"{mark} begun")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(cell(desk, f"{mark} begun", "stage")).to_have_text("Negotiation")
    expect(desk.locator(".group-row").nth(1).locator(".mut").first).to_have_text("3")
    settled(desk)
    desk.keyboard.type(f"{mark} and another")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(cell(desk, f"{mark} and another", "stage")).to_have_text("Negotiation")
