"""Home and the client window: nothing is cut off that has no other place."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.studio import DESKTOP, Studio

CUT = "element => element.scrollWidth > element.clientWidth"
NAME = "Amalgamated International Coffee Roasters and Traders of the North Sea"


@pytest.fixture
def seen(demo: Studio, browser: Browser) -> Iterator[Page]:
    with demo.enter(browser) as context:
        yield context.new_page()


def test_the_number_of_an_overdue_invoice_is_whole(demo: Studio, seen: Page) -> None:
    client = demo.ask("POST", "clients", {"name": NAME})["id"]
    due = (date.today() - timedelta(days=30)).isoformat()
    given = {"client": client, "due_date": due, "number": "LATE-041"}
    invoice = demo.ask("POST", "invoices", given)["id"]
    demo.income("Late work", invoice=invoice)
    demo.ask("PATCH", f"invoices/{invoice}", {"status": "sent"})
    for width in (390, 901, 1100, DESKTOP["width"]):
        seen.set_viewport_size({"width": width, "height": 900})
        seen.goto("/")
        title = seen.locator("#main .list-title", has_text="LATE-041").first
        assert not title.evaluate(CUT), width


@pytest.mark.parametrize("width", [390, DESKTOP["width"]])
def test_every_row_of_an_area_is_in_sight(seen: Page, width: int) -> None:
    seen.set_viewport_size({"width": width, "height": 900})
    seen.goto("/client/")
    rows = seen.locator(".area .list > li")
    assert rows.count() > 12
    assert all(rows.nth(place).is_visible() for place in range(rows.count()))
    assert not seen.locator(".area").evaluate_all(
        "all => all.some(one => one.scrollHeight > one.clientHeight + 1)"
    )


@pytest.mark.parametrize("width", [320, 390, 1000, 1440])
@pytest.mark.parametrize("path", ["/", "/finance/"])
def test_a_figure_of_any_length_stands_in_its_tile(desk: Page, path: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    desk.goto(path)
    desk.locator(".kpi-value").evaluate_all(
        "all => { for (const one of all) one.textContent = '€34,611,076,345.00'; }"
    )
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    outside = "all => all.filter((one) => one.scrollWidth > one.clientWidth).length"
    assert desk.locator(".kpi").evaluate_all(outside) == 0
