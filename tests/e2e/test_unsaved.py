"""What was entered and is not saved yet is left only with a word."""

import re
import uuid
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import from_menu, one_answer
from tests.e2e.studio import Studio

SESSION = "freelancer_os_session"


def toast(page: Page) -> Locator:
    return page.locator("#toast")


def setting(page: Page, name: str) -> Locator:
    return page.locator(f"form[data-in-place] [name={name}]")


def test_settings_are_saved_as_one_leaves_them(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    desk.goto("/settings/")
    setting(desk, "registration").fill(f"HRB {mark}")
    desk.get_by_role("navigation", name="Sections").get_by_role("link", name="Projects").click()
    desk.wait_for_url("**/projects/")
    for _ in range(20):  # the save may still be under way when the next page is asked for
        desk.goto("/settings/")
        if setting(desk, "registration").input_value() == f"HRB {mark}":
            break
    expect(setting(desk, "registration")).to_have_value(f"HRB {mark}")

    setting(desk, "invoice_pattern").fill("no counter")
    with one_answer(desk):
        desk.keyboard.press("Tab")
    said = desk.get_by_role("alert").filter(has_text="needs the counter exactly once")
    expect(said).to_be_visible()
    expect(setting(desk, "invoice_pattern")).to_have_attribute("aria-invalid", "true")
    setting(desk, "street").fill(f"Main street {mark}")
    with one_answer(desk):
        desk.keyboard.press("Tab")
    expect(setting(desk, "invoice_pattern")).to_have_value("no counter")
    expect(said).to_be_visible()
    setting(desk, "invoice_pattern").fill("{year}-{seq:03}")
    desk.keyboard.press("Tab")
    expect(said).to_have_count(0)
    desk.goto("/settings/")
    expect(setting(desk, "street")).to_have_value(f"Main street {mark}")
    expect(setting(desk, "invoice_pattern")).to_have_value("{year}-{seq:03}")


def test_a_setting_that_was_not_answered_is_saved_once_the_server_is_back(desk: Page) -> None:
    mark = uuid.uuid4().hex[:5]
    desk.goto("/settings/")
    desk.context.set_offline(True)
    setting(desk, "invoice_note").fill(mark)
    setting(desk, "tax_id").focus()
    said = desk.get_by_role("alert").filter(has_text="kept here")
    expect(said).to_be_visible()
    with one_answer(desk):
        desk.context.set_offline(False)
    expect(said).to_have_count(0)
    desk.goto("/settings/")
    expect(setting(desk, "invoice_note")).to_have_value(mark)


def test_a_refused_note_is_not_thrown_away_by_a_step_back(desk: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": f"Noted {uuid.uuid4().hex[:5]}"})
    desk.goto(f"/clients/?q={client['name'].replace(' ', '+')}")
    desk.get_by_role("link", name=f"Open {client['name']}").click()
    desk.locator("#peek [data-edit-note]").click()
    note = desk.get_by_role("textbox", name=f"Note of {client['name']}")
    expect(note).to_be_focused()
    desk.keyboard.type("Not to be lost")
    desk.route("**/note/", lambda route: route.fulfill(status=500))
    desk.keyboard.press("Escape")
    expect(desk.locator(".note.refused")).to_be_visible()
    desk.go_back()
    expect(toast(desk)).to_contain_text("not saved yet")
    expect(note).to_contain_text("Not to be lost")
    expect(desk).to_have_url(re.compile("peek="))
    desk.unroute("**/note/")
    with one_answer(desk):
        desk.get_by_role("button", name="Try again").click()
    desk.go_back()
    expect(desk.locator("#peek")).to_have_count(0)
    expect(desk).not_to_have_url(re.compile("peek="))
    assert demo.ask("GET", f"clients/{client['id']}/note")["body"].strip() == "Not to be lost"


def test_a_look_that_is_refused_keeps_an_open_form(desk: Page, demo: Studio) -> None:
    cookies: Any = demo.state["cookies"]
    for view in ("", "?view=board"):
        desk.goto(f"/clients/{view}")
        desk.get_by_role("button", name="New client").first.click()
        name = desk.get_by_role("form", name="New client").get_by_label("Name")
        name.fill("Half typed")
        desk.context.clear_cookies(name=SESSION)
        if view:
            desk.locator("#fold-0").click()
        else:
            desk.locator("th[data-field=name] a").click()
        expect(toast(desk)).to_contain_text("signed out")
        expect(name).to_have_value("Half typed")
        desk.context.add_cookies(cookies)
        toast(desk).get_by_role("button", name="Try again").click()
        expect(desk).to_have_url(re.compile("fold=" if view else "order="))
        expect(name).to_have_value("Half typed")
        name.fill("")


def test_escape_closes_what_lies_on_top(desk: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": f"Under {uuid.uuid4().hex[:5]}"})
    desk.goto(f"/clients/?q={client['name'].replace(' ', '+')}&peek=clients:{client['id']}")
    desk.get_by_role("checkbox", name=f"Select {client['name']}").check()
    desk.get_by_role("button", name="Properties").click()
    panel = desk.get_by_role("dialog", name="Properties")
    panel.locator("[data-dialog]").first.click()
    dialog = desk.locator("dialog[open]")
    expect(dialog).to_be_visible()
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(panel).to_be_visible()
    desk.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(desk.locator("#peek")).to_be_visible()
    expect(desk.get_by_role("region", name="Selected rows")).to_be_visible()

    from_menu(desk, "Delete client", within="#peek")
    expect(dialog).to_be_visible()
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.locator("#peek")).to_be_visible()
    expect(desk.get_by_role("region", name="Selected rows")).to_be_visible()
