"""Receipts in a browser: dropped on a phone and found their entry, many at once, and given back."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import settled
from tests.e2e.studio import Studio
from tests.finance.receipts.papers import pdf

DAY = "2026-03-04"
DROP = """([files]) => {
  const given = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    given.items.add(new File([bytes], name, { type }));
  }
  const at = document.querySelector("h1");
  for (const name of ["dragover", "drop"]) {
    at.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: given }));
  }
}"""


def paper(supplier: str, amount: str) -> bytes:
    return pdf(supplier, f"Invoice date: {DAY}", f"Total EUR {amount}")


def drop(page: Page, *files: tuple[str, str, bytes]) -> None:
    """Let files go on the heading of the page."""
    sent = [[name, kind, base64.b64encode(content).decode()] for name, kind, content in files]
    page.evaluate(DROP, [sent])


def spend(demo: Studio, description: str, amount: str) -> str:
    given = {"kind": "expense", "date": DAY, "amount": amount, "description": description}
    return str(demo.ask("POST", "transactions", given)["id"])


def files(demo: Studio, entry: str) -> list[str]:
    return [one["name"] for one in demo.ask("GET", f"transactions/{entry}/attachments")["items"]]


def line(page: Page, text: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=text)


def test_on_a_phone_a_receipt_finds_its_entry(phone: Page, demo: Studio) -> None:
    entry = spend(demo, "Lamp for the desk", "71.31")
    phone.goto("/receipts/")
    chooser = phone.get_by_label("Drop receipts anywhere here, or choose")
    expect(phone.get_by_label("Photograph a receipt")).to_have_attribute("capture", "environment")
    content = paper("Lamp House GmbH", "71.31")
    chooser.set_input_files(
        [{"name": "lamp.pdf", "mimeType": "application/pdf", "buffer": content}]
    )
    row = line(phone, "Lamp House GmbH")
    expect(row).to_contain_text("supplier agrees")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    found = findings(phone)
    assert found == [], "\n".join(found)
    row.get_by_role("button", name="Attach Lamp House GmbH").tap()
    expect(row).to_have_count(0)
    assert files(demo, entry) == ["lamp.pdf"]
    settled(phone)
    chooser.focus()  # where the focus goes once nothing waits: no text is being typed there
    phone.keyboard.press("Control+z")
    expect(row).to_be_visible()
    assert files(demo, entry) == []
    settled(phone)
    row.get_by_role("button", name="Attach Lamp House GmbH").tap()
    expect(row).to_have_count(0)
    demo.ask("DELETE", f"transactions/{entry}")  # and its file waits again
    phone.reload()
    expect(line(phone, "Lamp House GmbH")).to_be_visible()


@pytest.fixture
def page(demo: Studio, browser: Browser) -> Any:
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


def test_many_at_once_by_keys_and_back(page: Page, demo: Studio) -> None:
    entries = [spend(demo, f"Chair {n}", f"8{n}.17") for n in range(3)]
    page.goto("/receipts/")
    papers = [
        (f"chair-{n}.pdf", "application/pdf", paper("Chair AB", f"8{n}.17")) for n in range(3)
    ]
    drop(page, *papers, ("notes.docx", "application/msword", b"PK\x03\x04"))
    expect(line(page, "chair-2.pdf · ").or_(line(page, "Chair AB"))).to_have_count(3)
    expect(page.get_by_role("status").filter(has_text="Added 3 receipts")).to_be_visible()
    refused = page.get_by_role("list", name="Files on their way")
    expect(refused).to_contain_text("“notes.docx” is no PDF, picture or e-invoice in XML.")
    refused.get_by_role("button", name="Close").click()
    line(page, "Chair AB").first.focus()
    page.keyboard.press("Enter")
    expect(line(page, "Chair AB")).to_have_count(2)
    settled(page)
    page.keyboard.press("Enter")  # the next one has the focus
    expect(line(page, "Chair AB")).to_have_count(1)
    assert sum(len(files(demo, one)) for one in entries) == 2
    for left in (2, 3, 0):  # each attached one, then all that were dropped
        settled(page)
        page.keyboard.press("Control+z")
        expect(line(page, "Chair AB")).to_have_count(left)


def test_offline_keeps_what_was_chosen(page: Page, demo: Studio) -> None:
    page.goto("/receipts/")
    page.context.set_offline(True)
    drop(page, ("stool.png", "image/png", b"\x89PNG\r\n\x1a\nstool"))
    row = page.get_by_role("list", name="Files on their way").get_by_role("listitem")
    expect(row).to_contain_text("The server did not answer.")
    page.context.set_offline(False)
    row.get_by_role("button", name="Try again").click()
    expect(line(page, "stool.png")).to_be_visible()
    line(page, "stool.png").get_by_role("button", name="Choose where").click()
    page.get_by_label("Words or amount of an entry").fill("hosting")
    offer = page.get_by_role("dialog").get_by_role("button", name="Hosting").first
    expect(offer).to_be_visible()
    offer.click()
    expect(line(page, "stool.png")).to_have_count(0)
