"""Importing in a real browser: the preview follows each choice, and one undo takes all back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import pick, settled, violations
from tests.e2e.studio import Studio

STATEMENT = (
    "Day;Who;What;Sum\n"
    "2026-03-02;Bakery Ost;Bread;-3,20\n"
    "2026-03-03;Studio Nord;Invoice 12;1.450,00\n"
    "2026-03-99;Nobody;Broken;-1,00\n"
)
HEADERS = ["Day", "Who", "What", "Sum"]


@pytest.fixture
def preview(demo: Studio, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Step two of importing the statement into an account of its own."""
    file = tmp_path / "march.csv"
    file.write_text(STATEMENT)
    context = demo.enter(browser)
    page = context.new_page()
    page.goto("/import/")
    pick(page.get_by_role("combobox", name="Account", exact=True), "New account")
    page.get_by_label("Account name").fill("Import trial")
    page.get_by_label("Statement file").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    yield page
    context.close()


def choose(page: Page, column: str, role: str) -> None:
    meaning = page.get_by_label(f"Meaning of {column}")
    pick(meaning, role)
    settled(page)
    expect(meaning).to_be_focused()


def test_each_choice_is_followed_and_the_import_taken_back(demo: Studio, preview: Page) -> None:
    page, said = preview, violations(preview)
    take = page.get_by_role("button", name="Import")
    for column, role in zip(HEADERS, ("Date", "Text", "Ignore", "Amount"), strict=True):
        choose(page, column, role)
    expect(page.get_by_text("“2026-03-99” is not a date.")).to_be_visible()
    becoming = page.get_by_label("What the lines become")
    expect(becoming).to_contain_text("Bakery Ost")
    expect(becoming).not_to_contain_text("Bread")

    choose(page, "Day", "Ignore")
    expect(page.get_by_role("alert")).to_have_text("Choose the column that holds the date.")
    expect(take).to_be_disabled()
    choose(page, "Day", "Date")
    choose(page, "What", "Text")
    expect(becoming).to_contain_text("Bakery Ost · Bread")
    assert [*findings(page), *said] == []

    take.click()
    expect(page.get_by_role("status")).to_contain_text("Imported 2 bank lines into Import trial")
    expect(page.get_by_text("Bakery Ost · Bread")).to_be_visible()
    (account,) = demo.ask("GET", "accounts?q=Import%20trial")["items"]
    assert account["balance"] == "1446.80"
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undid: Imported 2 bank lines")
    assert demo.ask("GET", f"accounts/{account['id']}")["balance"] == "0.00"
    demo.ask("DELETE", f"accounts/{account['id']}")
