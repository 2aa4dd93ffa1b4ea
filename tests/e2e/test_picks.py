"""The bar of picked rows in a real browser, and what is said beside it."""

import json
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import cell, one_answer, pick, slow
from tests.e2e.studio import Studio


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected rows")


def mark_rows(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=f"Select {name}", exact=True).check()


def clients(demo: Studio, **values: Any) -> tuple[str, list[str]]:
    mark = uuid4().hex[:6]
    names = [f"{mark} {number}" for number in range(2)]
    for name in names:
        demo.ask("POST", "clients", {"name": name, **values})
    return mark, names


def test_a_text_is_emptied_and_a_tag_taken_off_for_all(desk: Page, demo: Studio) -> None:
    mark, names = clients(demo, company="To be gone", contract_value="10.00")
    given = {"collection": "clients", "name": f"Tags {mark}", "kind": "multi_select"}
    options = [{"label": "Red"}, {"label": "Blue"}]
    field = demo.ask("POST", "properties", {**given, "options": options})["field"]
    desk.goto(f"/clients/?view=table&q={mark}&show=name,company,contract_value,{field}")
    mark_rows(desk, *names)
    choice = bar(desk).get_by_label("Property to set")
    pick(choice, "Company")
    with one_answer(desk):
        bar(desk).get_by_role("button", name="Empty it").click()
    expect(desk.locator("#toast")).to_contain_text("Company of 2 clients")
    for name in names:
        expect(cell(desk, name, "company")).to_have_text("—")
    pick(choice, "Name")
    expect(bar(desk).get_by_role("button", name="Empty it")).to_be_hidden()
    pick(choice, f"Tags {mark}")
    for tag in ("Red", "Blue"):
        bar(desk).get_by_label("of the selected").click()
        with one_answer(desk):
            desk.get_by_role("option", name=tag).click()
    expect(cell(desk, names[0], field)).to_have_text("Red Blue")
    pick(bar(desk).get_by_label("Add or take off"), "Take off")
    bar(desk).get_by_label("of the selected").click()
    with one_answer(desk):
        desk.get_by_role("option", name="Red").click()
    expect(desk.locator("#toast")).to_contain_text("took off Red")
    for name in names:
        expect(cell(desk, name, field)).to_have_text("Blue")


def test_groups_offer_their_property_first(desk: Page, demo: Studio) -> None:
    mark, names = clients(demo)
    desk.goto(f"/clients/?view=table&q={mark}&group=stage&show=name,company")
    mark_rows(desk, *names)
    options = bar(desk).get_by_label("Property to set").get_attribute("data-options") or ""
    assert [words for _, words in json.loads(options)][:3] == ["Set a property…", "Stage", "Name"]
    pick(bar(desk).get_by_label("Property to set"), "Stage")
    bar(desk).get_by_label("Stage of the selected").click()
    with one_answer(desk):
        desk.get_by_role("option", name="Negotiation").click()
    expect(desk.locator(".group-row")).to_have_count(1)
    expect(desk.locator(".group-row")).to_contain_text("Negotiation")


def test_what_is_said_lies_over_no_bar(demo: Studio, phone: Page) -> None:
    mark, names = clients(demo)
    phone.goto(f"/clients/?view=table&q={mark}")
    mark_rows(phone, *names)
    pick(bar(phone).get_by_label("Property to set"), "Stage")
    bar(phone).get_by_label("Stage of the selected").click()
    with one_answer(phone):
        phone.get_by_role("option", name="Client").click()
    toast, own = phone.locator("#toast").bounding_box(), bar(phone).bounding_box()
    assert toast is not None and own is not None
    assert toast["y"] + toast["height"] <= own["y"], (toast, own)
    assert toast["y"] >= 0


def test_an_undo_is_still_offered_after_sorting(desk: Page, demo: Studio) -> None:
    mark, names = clients(demo)
    desk.goto(f"/clients/?view=table&q={mark}")
    cell(desk, names[0], "company").focus()
    desk.keyboard.type("Sorted Ltd")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    desk.locator("th[data-field=name] a").click()
    desk.wait_for_url("**order=**")
    expect(desk.locator("th[data-field=name]")).to_have_attribute("aria-sort", "descending")
    with one_answer(desk):
        desk.locator("#toast").get_by_role("button", name="Undo").click()
    expect(cell(desk, names[0], "company")).to_have_text("—")
    expect(desk.locator("th[data-field=name]")).to_have_attribute("aria-sort", "descending")


def test_a_form_that_answers_after_sorting_says_so(desk: Page, demo: Studio) -> None:
    """The page stays as it was sorted meanwhile."""
    mark, names = clients(demo)
    desk.goto(f"/clients/?view=table&q={mark}")
    cell(desk, names[0], "company").focus()
    desk.keyboard.type("Slow Ltd")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    slow(desk, 600)
    desk.locator("#toast").get_by_role("button", name="Undo").click()
    desk.locator("th[data-field=name] a").click()
    desk.wait_for_url("**order=**")
    slow(desk, 0)
    expect(desk.locator("#toast")).to_contain_text("Undid")
    expect(desk.locator("th[data-field=name]")).to_have_attribute("aria-sort", "descending")
    expect(cell(desk, names[0], "company")).to_have_text("—")


def test_once_a_property_is_chosen_one_types_its_value(desk: Page, demo: Studio) -> None:
    mark, names = clients(demo)
    desk.goto(f"/clients/?view=table&q={mark}")
    mark_rows(desk, *names)
    bar(desk).get_by_label("Property to set").click()
    desk.keyboard.type("Company")
    desk.keyboard.press("Enter")
    with one_answer(desk):
        desk.keyboard.type("Typed Ltd")
        desk.keyboard.press("Enter")
    for name in names:
        expect(cell(desk, name, "company")).to_have_text("Typed Ltd")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_in_the_bar_moves_for_a_property(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    desk.goto("/clients/?view=table")
    desk.locator(".pick").first.check()
    picks = bar(desk)
    still = (".picks-count", "[data-delete]", "[data-clear]")
    parts = [picks, *(picks.locator(one) for one in still)]
    before = [part.bounding_box() for part in parts]
    pick(picks.locator(".picks-field"), "Company")
    expect(picks.locator(".cell")).to_be_visible()
    assert [part.bounding_box() for part in parts] == before


def test_a_card_under_a_finger_says_that_it_can_be_moved(phone: Page) -> None:
    phone.goto("/clients/?view=board")
    card = phone.locator(".card").first
    box = card.bounding_box()
    assert box
    shadow = "one => getComputedStyle(one).boxShadow"
    assert card.evaluate(shadow) == "none"
    wire = phone.context.new_cdp_session(phone)
    held = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] - 8}]
    wire.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": held})
    expect(card).not_to_have_css("box-shadow", "none")
