"""Before the scripts are there, as on a slow line: forms work all the same, and a tap is kept."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.studio import PHONE, Studio

LATE = 1500  # milliseconds after which the scripts come


@pytest.fixture
def bare(demo: Studio, browser: Browser) -> Iterator[Page]:
    """A phone to which no script has come."""
    context = demo.enter(browser, java_script_enabled=False, **PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def late(demo: Studio, browser: Browser) -> Iterator[Page]:
    """A phone to which the scripts come late."""
    context = demo.enter(browser, **PHONE)
    page = context.new_page()

    def wait(route: Route) -> None:
        page.wait_for_timeout(LATE)
        route.continue_()

    page.route("**/dist/app-*.js", wait)
    yield page
    context.close()


def test_a_statement_is_imported_and_the_import_taken_back(
    bare: Page, demo: Studio, tmp_path: Path
) -> None:
    mark = uuid.uuid4().hex[:5]
    account = demo.ask("POST", "accounts", {"name": f"Bare {mark}", "kind": "bank"})
    file = tmp_path / "bare.csv"
    file.write_text(f"Date,Text,Amount\n2026-03-02,Bread {mark},-3.20\n2026-03-03,Tea {mark},-4\n")
    bare.goto(f"/import/?account={account['id']}")
    bare.get_by_label("Statement file").set_input_files(file)
    bare.get_by_role("button", name="Check the file").click()
    bare.get_by_role("button", name="Import 2 lines").click()
    expect(bare.locator("#toast")).to_contain_text("Imported 2 bank lines")
    address = bare.url
    assert account["id"] in address
    assert demo.ask("GET", f"accounts/{account['id']}")["balance"] == "-7.20"
    bare.locator("#toast").get_by_role("button", name="Undo").click()
    expect(bare.locator("#toast")).to_contain_text("Undid")
    assert bare.url == address
    assert demo.ask("GET", f"accounts/{account['id']}")["balance"] == "0.00"
    demo.ask("DELETE", f"accounts/{account['id']}")


def test_what_can_be_done_with_a_record_is_done(bare: Page, demo: Studio) -> None:
    invoice = demo.ask("POST", "invoices", {})
    demo.income("Logo", invoice=invoice["id"])
    bare.goto(f"/invoices/{invoice['id']}/")
    bare.get_by_role("button", name="Mark as sent").click()
    expect(bare.locator("#toast")).to_contain_text("as Sent")
    assert demo.ask("GET", f"invoices/{invoice['id']}")["status"] == "sent"
    assert bare.url.endswith(f"/invoices/{invoice['id']}/")


def test_a_form_that_the_address_opened_is_sent(bare: Page, demo: Studio) -> None:
    name = f"Bare {uuid.uuid4().hex[:5]}"
    bare.goto("/clients/?compose=client")
    form = bare.get_by_role("form", name="New client")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Stage").fill("Negotiation")
    form.get_by_role("button", name="New client").click()
    expect(bare.locator("#toast")).to_contain_text(name)
    (made,) = demo.ask("GET", f"clients?q={name.replace(' ', '+')}")["items"]
    assert made["stage"] == "negotiation"


def test_a_tap_is_kept(late: Page, demo: Studio) -> None:
    name = f"Late {uuid.uuid4().hex[:5]}"
    client = demo.ask("POST", "clients", {"name": name, "company": "Before"})
    late.goto(f"/clients/{client['id']}/", wait_until="commit")
    company = late.locator("td[id$='-company']")
    company.tap()
    expect(company).to_be_focused()
    expect(company.locator(".editor")).to_be_focused()

    late.goto("/clients/", wait_until="commit")
    late.get_by_role("button", name="New client").first.tap()
    expect(late.get_by_role("form", name="New client").get_by_label("Name")).to_be_focused()


def test_a_key_only_passes_by(late: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": f"Late {uuid.uuid4().hex[:5]}"})
    late.goto(f"/clients/{client['id']}/", wait_until="commit")
    stage = late.locator("td[id$='-stage']")
    late.locator("#main").focus()
    while not stage.evaluate("one => one === document.activeElement"):
        late.keyboard.press("Tab")
    late.wait_for_load_state("load")
    expect(stage).to_be_focused()
    expect(late.locator(".editor")).to_have_count(0)
