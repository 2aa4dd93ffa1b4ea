"""What can be done with a record, in a real browser: asked for, said beforehand, taken back."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import one_answer, violations
from tests.e2e.studio import Studio


@pytest.fixture
def invoice(demo: Studio) -> dict[str, Any]:
    """A draft of the test's own, with a line."""
    made = dict(demo.ask("POST", "invoices", {}))
    demo.income("Logo", invoice=made["id"])
    return made


def test_an_invoice_is_sent_paid_on_an_account_and_reopened(
    desk: Page, invoice: dict[str, Any]
) -> None:
    said = violations(desk)
    desk.goto(f"/invoices/{invoice['id']}/")
    status = desk.locator("[id^='record-'][id$='-status']")
    with one_answer(desk):
        desk.get_by_role("button", name="Mark as sent").click()
    expect(status).to_have_text("Sent")

    desk.get_by_role("button", name="Mark as paid").click()
    dialog = desk.get_by_role("dialog", name="Mark as paid")
    expect(dialog.get_by_label("Account")).to_be_focused()
    assert findings(desk) == []
    with one_answer(desk):
        dialog.get_by_role("button", name="Mark as paid").click()
    expect(dialog).to_have_count(0)
    expect(status).to_have_text("Paid")

    desk.get_by_role("button", name="Reopen").click()
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text("Takes back its payments")
    with one_answer(desk):
        asked.get_by_role("button", name="Reopen").click()
    expect(status).to_have_text("Sent")
    with one_answer(desk):
        desk.get_by_role("button", name="Undo", exact=True).first.click()
    expect(status).to_have_text("Paid")
    assert said == []
