"""The main journey by somebody whose browser asks for German, undo and history included."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cli.process import serving
from tests.e2e.hands import area, cell, offered, one_answer, settled, undo, violations
from tests.e2e.hands import open_choices as open_cell

ROW = "Logo und Papier"


@pytest.fixture
def desk(installation: dict[str, str], browser: Browser) -> Iterator[tuple[Page, str, list[Any]]]:
    """A page of a new program, in a browser that asks for German; what its console said."""
    with serving(environment=installation) as server:
        context = browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 900})
        page = context.new_page()
        said = violations(page)
        page.goto(server.url)
        yield page, f"http://127.0.0.1:{server.port}", said
        context.close()


def make(page: Page, field: str, name: str, says: str) -> None:
    """Make a new record from inside a cell, by the option that says what it makes."""
    open_cell(page, ROW, field, name)
    with one_answer(page):
        offered(page, re.compile(rf"^\+ {says} .*{re.escape(name)}")).click()


def test_from_the_set_up_to_an_undo_in_german(desk: tuple[Page, str, list[Any]]) -> None:
    page, base, said = desk
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "de",
        "ltr",
    ]
    page.get_by_label("Dein Name").fill("Mira Kovač")
    page.get_by_label("E-Mail").fill("mira@example.com")
    page.get_by_label("Passwort").fill("korrektes pferd batterie")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(rf"^{base}/"))

    page.goto(f"{base}/client/")
    page.get_by_role("button", name="Einnahme hinzufügen").first.click()
    composer = page.get_by_role("form", name="Einnahme hinzufügen")
    composer.get_by_label("Beschreibung").fill(ROW)
    composer.get_by_label("Betrag").fill("4800")
    composer.get_by_role("button", name="Einnahme hinzufügen").click()
    expect(cell(page, ROW, "amount")).to_contain_text("800")
    settled(page)

    make(page, "client", "Acme Robotik", "Neuer Kunde")
    expect(area(page, "clients", "Acme Robotik")).to_be_visible()
    make(page, "project", "Auftritt", "Neues Projekt")
    make(page, "service", "Gestaltung", "Neue Leistung")
    expect(area(page, "services", "Gestaltung")).to_contain_text("800")

    undo(page)
    toast = page.locator("#toast")
    expect(toast).to_contain_text("Rückgängig gemacht:")
    page.goto(f"{base}/history/")
    told = page.locator("main").inner_text()
    assert "Rückgängig gemacht:" in told
    assert not re.search(r"\b(Undid|Added|changed|deleted|of|and)\b", told), told
    page.get_by_role("link", name="Einstellungen").first.click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Settings", exact=True)).to_be_visible()
    page.goto(f"{base}/history/")
    expect(page.locator("main")).to_contain_text("Undid:")
    expect(page.locator("main")).not_to_contain_text("Rückgängig")
    assert said == []
