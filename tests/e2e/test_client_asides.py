"""What a client's page leads to, in a real browser: its private link and its statement."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import findings
from tests.e2e.studio import PHONE, Studio


@pytest.fixture
def client(demo: Studio) -> dict[str, Any]:
    return dict(demo.ask("POST", "clients", {"name": f"Linked {uuid.uuid4().hex[:6]}"}))


def test_a_private_link_is_made_copied_and_ended(desk: Page, client: dict[str, Any]) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(f"/clients/{client['id']}/")
    desk.get_by_role("link", name="Private link").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("No link")
    dialog.get_by_role("button", name="Make a link").click()
    shown = dialog.get_by_label("The link, shown only this once")
    url = shown.input_value()
    dialog.get_by_role("button", name="Copy the link").click()
    expect(dialog.get_by_role("button", name="The link is copied.")).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()") == url
    assert findings(desk) == []
    stranger = desk.context.browser.new_page()
    stranger.goto(url)
    expect(stranger.get_by_text("Nothing is open.")).to_be_visible()
    dialog.get_by_role("button", name="End the link").click()
    desk.get_by_role("dialog").last.get_by_role("button", name="End the link").click()
    expect(dialog.first).to_contain_text("Ended")
    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This link no longer works")
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.get_by_role("link", name="Private link")).to_be_focused()


def test_a_statement_is_downloaded_from_the_menu(desk: Page, client: dict[str, Any]) -> None:
    desk.goto(f"/clients/{client['id']}/")
    desk.get_by_role("button", name=f"Menu of {client['name']}").click()
    desk.get_by_role("menuitem", name="Statement").click()
    dialog = desk.get_by_role("dialog")
    with desk.expect_download() as saved:
        dialog.get_by_role("button", name="Download").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    expect(dialog).to_have_count(0)


def test_both_work_without_scripts(demo: Studio, browser: Browser, client: dict[str, Any]) -> None:
    page = demo.enter(browser, java_script_enabled=False, **PHONE).new_page()
    page.goto(f"/clients/{client['id']}/")
    page.get_by_role("link", name="Private link").click()
    page.get_by_role("button", name="Make a link").click()
    assert "/c/" in page.get_by_label("The link, shown only this once").input_value()
    expect(page.get_by_role("button", name="Copy the link")).to_have_count(0)
    page.get_by_role("button", name="End the link").click()
    expect(page.get_by_text("No link")).to_be_visible()
    page.goto(f"/clients/{client['id']}/")
    page.get_by_role("link", name="Statement").click()
    page.get_by_label("From").fill("never")
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_text("Write the date like")).to_be_visible()
    expect(page.get_by_label("From")).to_have_value("never")
