"""Lists on a phone: a row has two lines, and a tap opens it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import findings
from tests.e2e.studio import Studio
from tests.e2e.test_pages import LISTS

HIGHEST = 72  # pixels of a row: two lines, and the room of a finger


@pytest.fixture
def phone(demo: Studio, browser: Browser) -> Iterator[Page]:
    context = demo.enter(
        browser, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/workflow/", "/client/", *(f"{p}?view=table" for p in LISTS)])
def test_a_row_has_two_lines(phone: Page, path: str) -> None:
    phone.goto(path)
    rows = phone.locator("[data-rows] tbody[data-until] > tr:not(.group-row)")
    expect(rows.first.locator(".pick")).to_be_attached()
    heights = rows.evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert heights and max(heights) <= HIGHEST, heights
    assert min(heights) >= 44
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_name_amount_and_state_are_seen_and_a_tap_opens(phone: Page, demo: Studio) -> None:
    given = {"name": "Tapped", "stage": "negotiation", "contract_value": "1234.00"}
    demo.ask("POST", "clients", given)
    phone.goto("/clients/?view=table&q=Tapped")
    row = phone.locator("tbody tr").first
    shown = [text for text in row.locator("td:visible").all_inner_texts() if text.strip()]
    assert [text.strip() for text in shown] == ["Tapped", "Negotiation", "€1,234.00"]
    assert findings(phone) == []
    phone.set_viewport_size({"width": 390, "height": 844})
    row.get_by_role("checkbox").check()
    expect(phone.get_by_role("region", name="Selected rows")).to_be_visible()
    row.get_by_role("checkbox").uncheck()
    box = row.bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + 150, box["y"] + box["height"] - 8)
    expect(phone.get_by_role("heading", name="Tapped", level=1)).to_be_visible()


def test_groups_have_a_line_of_their_own(phone: Page) -> None:
    phone.goto("/clients/?view=table&group=stage")
    heading = phone.locator(".group-row").first
    box = heading.bounding_box()
    assert box is not None and box["height"] <= HIGHEST
    heading.get_by_role("button", name="Fold").tap()
    expect(heading.get_by_role("button", name="Unfold")).to_be_visible()
