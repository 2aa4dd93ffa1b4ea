"""The base currency changed from Home, and undone."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.studio import Studio


def test_it_is_changed_from_home_and_undone(demo: Studio, desk: Page) -> None:
    """Looked at first; symbol, decimals and chart follow, and one undo brings all of it back."""
    desk.goto("/finance/")
    income = desk.get_by_role("link", name=re.compile("Income"), exact=False).first
    expect(income).to_contain_text("€")
    desk.goto("/")
    desk.get_by_role("link", name=re.compile(r"^Currency")).click()
    desk.get_by_label("New currency").fill("KRW")
    desk.get_by_role("option", name=re.compile("^KRW")).click()
    desk.get_by_role("button", name="Look at what changes").click()
    seen = desk.get_by_role("region", name="From EUR to KRW")
    expect(seen.get_by_role("row", name=re.compile("^Income"))).to_contain_text("₩")
    expect(seen).to_contain_text("their PDFs stay as they were sent")
    seen.get_by_role("button", name="Change to KRW").click()
    expect(desk.get_by_role("region", name="Base currency")).to_contain_text("KRW")
    desk.goto("/finance/")
    expect(income).to_contain_text(re.compile(r"₩[\d,]+(?![\d.])"))
    desk.keyboard.press("Control+z")
    desk.get_by_role("button", name="Undo all of it").click()
    expect(income).to_contain_text("€")
    assert demo.ask("GET", "workspace")["currency"] == "EUR"
