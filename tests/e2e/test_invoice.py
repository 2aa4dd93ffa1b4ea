"""The page of an invoice in a real browser: written, seen as it will be sent, sent; by keyboard and
on a phone too."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import cell, one_answer, settled, violations
from tests.e2e.studio import PHONE, Studio


@pytest.fixture
def client(demo: Studio) -> dict[str, Any]:
    """A client of the test's own, whose address is complete."""
    given = {"street": "Weg 1", "postal_code": "10115", "city": "Berlin", "country": "DE"}
    return dict(demo.ask("POST", "clients", {"name": f"Paper {uuid.uuid4().hex[:6]}", **given}))


@pytest.fixture
def draft(demo: Studio, client: dict[str, Any]) -> dict[str, Any]:
    return dict(demo.ask("POST", "invoices", {"client": client["id"], "due_date": "2030-01-31"}))


def to_pay(page: Page) -> str:
    return page.locator(".sums-end dd").inner_text()


def has_picture(page: Page) -> None:
    """The preview is there, and drawn."""
    picture = page.locator(".invoice-paper > img")
    for _ in range(100):
        if picture.evaluate("(one) => one.complete && one.naturalWidth") > 0:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the preview is not drawn")


def test_from_unlinked_income_to_a_sent_invoice_in_six_clicks(
    desk: Page, demo: Studio, client: dict[str, Any]
) -> None:
    work = f"Work {uuid.uuid4().hex[:6]}"
    demo.income(work, client=client["id"], amount="500.00", tax_rate="19")
    invoice = demo.ask("POST", "invoices", {"client": client["id"]})
    said = violations(desk)
    desk.goto(f"/invoices/{invoice['id']}/")
    desk.get_by_role("button", name="Unlinked income").click()
    with one_answer(desk):
        desk.get_by_role("option", name=work).click()
    assert to_pay(desk) == "€595.00"
    has_picture(desk)
    expect(desk.locator(".told")).to_contain_text("Ready to send")
    with one_answer(desk):
        desk.get_by_role("button", name="Mark as sent").click()
    sent = demo.ask("GET", f"invoices/{invoice['id']}")
    assert sent["status"] == "sent" and sent["number"] in desk.locator("h1").inner_text()
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="Download").click()
    assert saved.value.suggested_filename == f"{sent['number']}.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-1.7")
    assert said == []


def test_a_line_is_written_by_keyboard_and_the_paper_follows(
    desk: Page, draft: dict[str, Any]
) -> None:
    desk.goto(f"/invoices/{draft['id']}/")
    before = desk.locator(".invoice-paper > img").get_attribute("src")
    desk.get_by_role("button", name="Line", exact=True).press("Enter")
    form = desk.get_by_role("form", name="Add line")
    expect(form.get_by_label("Description")).to_be_focused()
    desk.keyboard.type("Shooting day")
    for label, text in (("Quantity", "2"), ("Unit price", "950"), ("Tax rate", "19")):
        form.get_by_label(label, exact=True).fill(text)
    with one_answer(desk):
        form.get_by_label("Tax rate").press("Enter")
    assert to_pay(desk) == "€2,261.00"
    expect(desk.locator(".invoice-paper > img")).not_to_have_attribute("src", str(before))
    has_picture(desk)
    cell(desk, "Shooting day", "quantity").focus()
    desk.keyboard.type("3")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    assert to_pay(desk) == "€3,391.50"


def test_a_price_that_is_none_keeps_what_was_typed(desk: Page, draft: dict[str, Any]) -> None:
    desk.goto(f"/invoices/{draft['id']}/")
    desk.get_by_role("button", name="Line", exact=True).click()
    form = desk.get_by_role("form", name="Add line")
    form.get_by_label("Description").fill("Kept")
    form.get_by_label("Unit price").fill("ten")
    form.get_by_role("button", name="Add line").click()
    expect(form.get_by_role("alert")).not_to_be_empty()
    expect(form.get_by_label("Description")).to_have_value("Kept")
    expect(form.get_by_label("Unit price")).to_have_value("ten")


def test_what_is_missing_leads_to_where_it_is_mended(desk: Page, demo: Studio) -> None:
    bare = demo.ask("POST", "clients", {"name": f"Bare {uuid.uuid4().hex[:6]}"})
    invoice = demo.ask("POST", "invoices", {"client": bare["id"]})
    desk.goto(f"/invoices/{invoice['id']}/")
    told = desk.locator(".told")
    expect(told).to_contain_text("It has no line yet.")
    told.get_by_role("link", name="Put it right").first.click()
    expect(desk.locator("#peek")).to_contain_text(bare["name"])


def test_a_template_is_chosen_beside_the_paper(desk: Page, demo: Studio, draft: Any) -> None:
    demo.income("Work", invoice=draft["id"])
    desk.goto(f"/invoices/{draft['id']}/")
    look = desk.locator(".invoice-look .cell")
    expect(look).to_have_text("Studio")
    look.click()
    with one_answer(desk):
        desk.get_by_role("option", name="Classic").click()
    expect(look).to_have_text("Classic")
    has_picture(desk)


@pytest.mark.parametrize("width", [1100, 1440])
def test_beside_a_record_the_lines_keep_their_room(
    desk: Page, demo: Studio, draft: dict[str, Any], width: int
) -> None:
    demo.income("Logo and paper", invoice=draft["id"], amount="1500.00", tax_rate="19")
    desk.set_viewport_size({"width": width, "height": 900})
    peeks = ("", f"?peek=clients:{draft['client']}") if width == 1440 else ("",)
    for peek in peeks:
        desk.goto(f"/invoices/{draft['id']}/{peek}")
        settled(desk)
        cut = "(one) => one.scrollWidth > one.clientWidth"
        assert not desk.locator(".invoice-lines .sheet").evaluate(cut), peek
        sheet, paper = (
            desk.locator(f".invoice-{name}").bounding_box() for name in ("sheet", "paper")
        )
        assert sheet and paper
        is_below = paper["y"] >= sheet["y"] + sheet["height"]
        assert is_below == (width < 1440 or bool(peek)), peek


def test_the_page_is_accessible(desk: Page, demo: Studio, draft: dict[str, Any]) -> None:
    demo.income("Work", invoice=draft["id"])
    desk.goto(f"/invoices/{draft['id']}/")
    settled(desk)
    assert findings(desk) == []


def test_on_a_phone_it_is_written_and_sent(
    demo: Studio, browser: Browser, draft: dict[str, Any]
) -> None:
    page = demo.enter(browser, **PHONE).new_page()
    page.goto(f"/invoices/{draft['id']}/")
    page.get_by_role("button", name="Line", exact=True).tap()
    form = page.get_by_role("form", name="Add line")
    form.get_by_label("Description").fill("By thumb")
    form.get_by_label("Unit price").fill("120")
    with one_answer(page):
        form.get_by_role("button", name="Add line").tap()
    assert to_pay(page) == "€120.00"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with one_answer(page):
        page.get_by_role("button", name="Mark as sent").tap()
    assert demo.ask("GET", f"invoices/{draft['id']}")["status"] == "sent"


def test_on_a_phone_the_menu_stands_beside_the_title(
    demo: Studio, browser: Browser, draft: dict[str, Any]
) -> None:
    page = demo.enter(browser, **PHONE).new_page()
    page.goto(f"/invoices/{draft['id']}/")
    menu = page.locator(".page-head [data-menu]").bounding_box()
    title = page.locator(".page-head h1").bounding_box()
    send = page.get_by_role("button", name="Send", exact=True).bounding_box()
    assert menu and title and send
    assert menu["y"] < title["y"] + title["height"] and menu["x"] + menu["width"] > 340
    assert send["y"] > menu["y"] + menu["height"] - 1
