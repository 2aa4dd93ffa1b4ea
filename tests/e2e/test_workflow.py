"""The workflow in a real browser: every total on the screen follows in the same answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cli.process import command, serving
from tests.e2e.hands import area, cell, choose, clear, fill, make, undo, violations

ROW = "Brand refresh, milestone 3"


@pytest.fixture
def studio(installation: dict[str, str], page: Page) -> Iterator[tuple[Page, str, list[Any]]]:
    """A person signed in by the printed link, in an empty workspace; what the console said."""
    command(
        "user",
        "create",
        "--email",
        "mira@example.com",
        "--name",
        "Mira Kovač",
        "--workspace",
        "Mira Kovač Studio",
        "--currency",
        "EUR",
        "--locale",
        "en-US",
        environment=installation,
        typed="correct horse battery staple\n",
    )
    said = violations(page)
    with serving(environment=installation) as server:
        page.goto(server.url)
        yield page, f"http://127.0.0.1:{server.port}", said


def test_links_and_payment_mode_move_every_total_on_the_screen(
    studio: tuple[Page, str, list[Any]],
) -> None:
    page, base, said = studio
    page.goto(f"{base}/client/")
    page.get_by_role("button", name="Add income").click()
    composer = page.get_by_role("form", name="Add income")
    composer.get_by_label("Description").fill(ROW)
    composer.get_by_label("Amount").fill("4,800.00")
    composer.get_by_role("button", name="Add income").click()
    expect(cell(page, ROW, "amount")).to_have_text("€4,800.00")

    make(page, ROW, "client", "Acme Robotics")
    expect(area(page, "clients", "Acme Robotics")).to_contain_text("€0.00")
    make(page, ROW, "invoice", "2026-023")
    expect(area(page, "invoices", "2026-023")).to_contain_text("€4,800.00")
    expect(area(page, "clients", "Acme Robotics")).to_contain_text("€4,800.00")
    make(page, ROW, "project", "Brand refresh")
    expect(area(page, "projects", "Brand refresh")).to_contain_text("€4,800.00")
    make(page, ROW, "service", "Visual identity")
    expect(area(page, "services", "Visual identity")).to_contain_text("€4,800.00")

    make(page, ROW, "account", "Bank")
    accounts = page.get_by_role("list", name="Accounts")
    expect(accounts).to_contain_text("€4,800.00")
    clear(page, ROW, "account")
    expect(accounts).to_contain_text("€0.00")
    choose(page, ROW, "account", "Bank")
    fill(page, ROW, "amount", "5,000")
    expect(accounts).to_contain_text("€5,000.00")
    expect(area(page, "clients", "Acme Robotics")).to_contain_text("€5,000.00")

    fill(page, ROW, "amount", "5.000,00")
    expect(page.get_by_role("alert").filter(has_text="1,234.56")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell(page, ROW, "amount")).to_have_text("€5,000.00")

    for _ in range(9):
        undo(page)
    expect(
        page.get_by_text("Income in the client category appears here by itself.")
    ).to_be_visible()
    assert [line for line in said if "422" not in line] == []
