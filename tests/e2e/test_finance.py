"""The overview of Finance and the reports by hand: the chart, the period, what is behind a figure,
on paper."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.axe import findings
from tests.e2e.hands import pick, violations
from tests.e2e.studio import PHONE, Studio


@pytest.fixture
def page(demo: Studio, browser: Browser) -> Iterator[Page]:
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


def amount_in(text: str) -> str:
    found = re.search(r"[−-]?€[\d,.]+", text)
    assert found, text
    return found[0]


def test_a_bar_is_reached_and_opened_by_keyboard(page: Page) -> None:
    page.goto("/finance/")
    bar = page.locator(".chart a").first
    told = bar.get_attribute("aria-label") or ""
    bar.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(amount_in(told))
    cells = page.locator("tbody td:last-child").all_inner_texts()
    cents = sum(round(float(re.sub(r"[^\d.]", "", one)) * 100) for one in cells)
    assert f"{cents / 100:,.2f}" in amount_in(told)


def test_the_same_stands_in_a_table(page: Page) -> None:
    page.goto("/finance/")
    page.get_by_text("As a table").click()
    table = page.locator(".chart-table table")
    expect(table.get_by_role("row")).to_have_count(13)
    for bar in page.locator(".chart a").all():
        told = bar.get_attribute("aria-label") or ""
        if not told.startswith("Expected"):
            expect(table.get_by_text(amount_in(told), exact=True).first).to_be_visible()


def test_the_arrow_keys_lead_to_the_period_before_and_after(page: Page) -> None:
    page.goto("/finance/")
    period = page.get_by_role("combobox", name="Period")
    expect(period).to_have_value("This year")
    page.keyboard.press("ArrowLeft")
    expect(period).to_have_value("Last year")
    page.keyboard.press("ArrowRight")
    expect(period).to_have_value("This year")
    year = int(re.findall(r"date_from=(\d+)", page.url)[0])
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    slow = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}
    wire.send("Network.emulateNetworkConditions", slow)
    for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)  # none waits for the page of the one before
    expect(page).to_have_url(re.compile(f"date_from={year - 2}-"))
    expect(period).to_have_value(re.compile(str(year - 2)))
    wire.detach()
    page.goto("/finance/")
    period.focus()
    page.keyboard.press("ArrowLeft")
    expect(period).to_have_value("This year")


def test_a_period_and_a_basis_are_chosen(page: Page) -> None:
    page.goto("/reports/profit-and-loss/")
    pick(page.get_by_role("combobox", name="Period"), "Last month")
    expect(page).to_have_url(re.compile("date_from="))
    pick(page.get_by_role("combobox", name="Basis"), "As it was paid")
    expect(page.locator(".page-head .sub").last).to_contain_text("As it was paid (cash)")
    expect(page.get_by_role("combobox", name="Period")).to_have_value("Last month")


def test_own_days_are_typed(page: Page) -> None:
    page.goto("/finance/")
    page.get_by_label("From").fill("someday")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Write the date like")).to_be_visible()
    expect(page.get_by_label("From")).to_have_value("someday")
    page.get_by_label("From").fill("2026-08-10")
    page.get_by_label("To", exact=True).fill("2026-11-20")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("date_to="))
    expect(page.get_by_text("Write the date like")).to_have_count(0)


CUT = """[...document.querySelectorAll("#main input:not([type=hidden], [data-options])")]
  .filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth).map((one) => one.value)"""


def test_a_report_on_paper_is_the_report_alone(page: Page) -> None:
    for path, parts, controls in (
        (
            "/reports/profit-and-loss/?compare=year",
            ("Profit and loss", "By month"),
            ("Print", "Excel", "Show", "Search or add", "Keyboard shortcuts", "Skip to content"),
        ),
        (
            "/finance/",
            ("Income and expenses", "What is really mine"),
            ("Show", "Import statement", "Search or add", "Keyboard shortcuts", "Skip to content"),
        ),
    ):
        page.goto(path)
        text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages)
        assert [part for part in parts if part not in text] == []
        assert [control for control in controls if control in text] == []


def test_on_a_phone(demo: Studio, browser: Browser) -> None:
    context = demo.enter(browser, **PHONE)
    page = context.new_page()
    for path in ("/finance/", "/reports/reconciliation/", "/reports/tax/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(CUT) == []
        assert findings(page) == []
    assert violations(page) == []
    context.close()
