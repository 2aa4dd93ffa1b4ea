"""Fields of forms that hold one or several of what there is, or what is made from there."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import one_answer, pick, slow
from tests.e2e.studio import Studio


def test_a_choice_is_taken_by_keys_and_given_up(desk: Page) -> None:
    desk.goto("/projects/")
    desk.keyboard.press("n")
    field = desk.get_by_role("form", name="New project").get_by_label("Priority")
    field.focus()
    desk.keyboard.press("ArrowDown")
    options = desk.get_by_role("option")
    expect(options).to_have_text(["Low", "Medium", "High"])
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(field).to_have_value("High")
    desk.keyboard.type("lo")
    expect(options).to_have_text(["Low"])
    desk.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("High")  # as before
    desk.keyboard.type("lo")
    desk.keyboard.press("Tab")
    expect(field).to_have_value("Low")


@pytest.mark.parametrize("server", [0, 300])
def test_what_is_not_there_is_made_with_the_form(desk: Page, demo: Studio, server: int) -> None:
    mark = uuid.uuid4().hex[:6]
    desk.goto("/meetings/?view=table")
    slow(desk, server)
    desk.keyboard.press("n")
    form = desk.get_by_role("form", name="New meeting")
    desk.keyboard.type(f"Made {mark}")
    form.get_by_label("Starts").fill("tomorrow 14:30")
    pick(form.get_by_label("Medium"), f"Tin can {mark}")
    clients = form.get_by_label("Clients")
    for name in (f"First {mark}", f"Second {mark}"):
        clients.click()
        desk.keyboard.type(name)
        desk.get_by_role("option", name=f"+ New client “{name}”").click()
    clients.click()
    desk.keyboard.type("Northwind")
    desk.get_by_role("option", name="Northwind Coffee").click()
    expect(form.locator(".chip")).to_have_count(3)
    form.get_by_role("button", name=f"Remove Second {mark}").click()
    with one_answer(desk):
        form.get_by_role("button", name="New meeting").click()
    (made,) = demo.ask("GET", f"meetings?q={mark}")["items"]
    found = sorted(demo.ask("GET", f"clients/{one}")["name"] for one in made["clients"])
    assert found == [f"First {mark}", "Northwind Coffee"]
    assert made["medium"] == f"tin_can_{mark}"
    assert demo.ask("GET", f"clients?q=Second%20{mark}")["items"] == []
    desk.keyboard.press("n")  # the next one begins as the first did
    expect(form.locator(".chip")).to_have_count(0)
    expect(form.get_by_label("Medium")).to_have_value("—")


def test_a_setting_is_found_by_what_is_typed(desk: Page) -> None:
    desk.goto("/settings/")
    zone = desk.get_by_label("Time zone")
    before = zone.input_value()
    for name in ("Asia/Tokyo", before):
        with one_answer(desk):
            pick(zone, name)
        expect(zone).to_have_value(name)
    desk.reload()
    expect(zone).to_have_value(before)
