"""The box that finds or makes anything: by keys, under the pointer, over a slow wire."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.studio import Studio


def box(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search or add")


def active(page: Page) -> Locator:
    return box(page).locator("[role=option][aria-selected=true]")


def ask(page: Page, text: str) -> None:
    page.keyboard.press("Control+k")
    expect(box(page).get_by_role("combobox")).to_be_focused()
    page.keyboard.type(text)


def test_a_record_is_found_and_opened_by_keys_and_the_focus_comes_back(
    demo: Studio, desk: Page
) -> None:
    made = demo.ask("POST", "clients", {"name": "Palette Works"})
    other = demo.ask("POST", "clients", {"name": "Palette Works Two"})
    desk.goto("/projects/")
    button = desk.get_by_role("button", name="New project").first
    button.focus()
    ask(desk, "palette wor")
    expect(active(desk)).to_contain_text("Palette Works")
    field = box(desk).get_by_role("combobox")
    expect(field).to_have_attribute("aria-activedescendant", active(desk).get_attribute("id") or "")
    first = active(desk).get_attribute("href")
    desk.keyboard.press("ArrowDown")
    assert {first, active(desk).get_attribute("href")} == {
        f"/clients/{one['id']}/" for one in (made, other)
    }
    desk.keyboard.press("Escape")
    expect(box(desk)).to_be_hidden()
    expect(button).to_be_focused()
    ask(desk, "palette works two")
    desk.keyboard.press("Enter")  # before its answer is there
    desk.wait_for_url(f"**/clients/{other['id']}/")
    desk.goto("/")
    desk.keyboard.press("Control+k")
    expect(active(desk)).to_contain_text("Palette Works Two")
    with desk.context.expect_page() as opened:
        desk.keyboard.press("Control+Enter")
    expect(opened.value).to_have_url(re.compile(other["id"]))
    expect(box(desk)).to_be_visible()


def test_what_the_page_offers_is_done_and_what_is_missing_is_made(demo: Studio, desk: Page) -> None:
    made = demo.ask("POST", "clients", {"name": "Doing Ltd"})
    desk.goto(f"/clients/{made['id']}/")
    ask(desk, "move to st")
    expect(active(desk)).to_contain_text("Move to stage")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog").get_by_role("heading", name="Move to stage")).to_be_visible()
    desk.keyboard.press("Escape")
    ask(desk, "duplic")  # which stands in the menu
    expect(active(desk)).to_have_text(re.compile("Duplicate"))
    desk.keyboard.press("Escape")
    ask(desk, "+ goal Fewer meetings")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/goals/?compose=goal**")
    title = desk.get_by_role("form", name="New goal").get_by_label("Title")
    expect(title).to_be_focused()
    expect(title).to_have_value("Fewer meetings")


def test_an_answer_that_is_late_replaces_no_newer_one_and_a_broken_one_is_asked_again(
    demo: Studio, desk: Page
) -> None:
    demo.ask("POST", "clients", {"name": "Prompt Answers"})
    late: list[Route] = []
    desk.goto("/")
    ask(desk, "")
    expect(box(desk).get_by_role("option").first).to_be_visible()
    desk.route("**/palette/?q=harbor&**", lambda route: late.append(route))
    desk.keyboard.type("harbor")
    expect(box(desk).get_by_text("Searching…")).to_be_visible()
    box(desk).get_by_role("combobox").fill("prompt answers")
    expect(active(desk)).to_contain_text("Prompt Answers")
    for route in late:
        route.fallback()
    desk.route("**/palette/?q=broken&**", lambda route: route.abort())
    box(desk).get_by_role("combobox").fill("broken")
    expect(box(desk).get_by_text("The server did not answer.")).to_be_visible()
    desk.unroute("**/palette/?q=broken&**")
    desk.keyboard.press("Enter")
    expect(box(desk).get_by_text("Nothing holds “broken”.")).to_be_visible()


def test_nothing_moves_under_the_pointer(demo: Studio, desk: Page) -> None:
    demo.ask("POST", "clients", {"name": "Pointed At"})
    held: list[Route] = []
    desk.goto("/")
    ask(desk, "pointed")
    option = box(desk).get_by_role("option", name="Pointed At").first
    expect(option).to_be_visible()
    desk.route("**/palette/?q=other&**", lambda route: held.append(route))
    box(desk).get_by_role("combobox").fill("other")
    expect(box(desk).get_by_text("Searching…")).to_be_visible()
    option.hover()
    desk.mouse.move(*[5 + one for one in centre(option)])
    held[0].continue_()
    desk.wait_for_timeout(200)
    expect(option).to_be_visible()
    desk.mouse.move(5, 5)
    expect(option).to_be_hidden()


def centre(option: Locator) -> tuple[float, float]:
    edges = option.bounding_box()
    assert edges
    return edges["x"] + edges["width"] / 2, edges["y"] + edges["height"] / 2


def test_on_a_phone_it_is_the_whole_window(phone: Page) -> None:
    phone.goto("/clients/")
    phone.get_by_role("button", name="Search or add").tap()
    edges = box(phone).bounding_box()
    size = phone.viewport_size
    assert edges
    assert size
    assert (edges["x"], edges["y"], edges["width"], edges["height"]) == (0, 0, *size.values())
    change = box(phone).get_by_role("button", name="change a part")
    expect(change).to_be_disabled()
    box(phone).get_by_role("combobox").fill("-9.99 by touch")
    change.tap()
    expect(box(phone).get_by_label("Amount")).to_have_value("9.99")
    box(phone).get_by_role("combobox", name="Search or add").fill("")
    box(phone).get_by_role("button", name="go to").tap()
    box(phone).get_by_role("option", name="Settings", exact=True).tap()
    phone.wait_for_url("**/settings/**")
