"""The menu of a record: the same wherever it is shown, deleting last; what is sent is kept."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import cell, from_menu, one_answer, settled
from tests.e2e.studio import Studio

KINDS = {
    "clients": "client",
    "transactions": "entry",
    "invoices": "invoice",
    "meetings": "meeting",
    "accounts": "account",
}
FIRST = ["Open", "Open as a page", "Copy link", "Duplicate"]


def items(page: Page) -> list[str]:
    menu = page.get_by_role("menu")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    return [text.removesuffix("Ctrl+D").strip() for text in menu.locator("> *").all_inner_texts()]


def by_right_click(page: Page, holder: Locator) -> list[str]:
    holder.click(button="right")
    found = items(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    return found


@pytest.mark.parametrize(
    ("address", "holder"),
    [
        ("/clients/?q={name}", "[data-rows] tbody tr"),
        ("/clients/?view=board&q={name}", ".card"),
        ("/clients/?view=gallery&q={name}", ".card"),
        ("/clients/{id}/", "[data-menu]"),
        ("/?peek=clients:{id}", "#peek [data-menu]"),
    ],
)
def test_it_holds_the_same_everywhere_and_deletes_last(
    desk: Page, demo: Studio, address: str, holder: str
) -> None:
    client = demo.ask("POST", "clients", {"name": f"Menu {len(address)}"})
    desk.goto(address.format(id=client["id"], name=f"Menu+{len(address)}"))
    at = desk.locator(holder).first
    if "data-menu" in holder:
        at.click()
        found = items(desk)
        wanted = [one for one in FIRST if not one.startswith("Open")]
        assert [one for one in found if not one.startswith("Open")][: len(wanted)] == wanted
    else:
        found = by_right_click(desk, at)
        assert found[: len(FIRST)] == FIRST
        at.hover()
        desk.locator(".record-more").click()
        assert items(desk) == found
    assert found[-5:-2] == ["Move to stage", "Archive", "Statement"]
    assert found[-1] == "Delete client"


def test_a_calendar_entry_and_the_keyboard_have_it_too(desk: Page, demo: Studio) -> None:
    title = "Menu of a day"
    starts = f"{date.today().isoformat()}T10:00:00Z"
    demo.ask("POST", "meetings", {"title": title, "starts_at": starts})
    desk.goto("/meetings/?view=calendar")
    entry = desk.locator(".entry").filter(has_text=title)
    found = by_right_click(desk, entry)
    assert found[-1] == "Delete meeting"
    entry.get_by_role("link").focus()
    desk.keyboard.press("Shift+F10")
    assert items(desk) == found


def test_it_opens_copies_and_duplicates(desk: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": "Twice", "company": "Twice Ltd"})
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto("/clients/?q=Twice")
    row = desk.locator("[data-rows] tbody tr").first
    row.click(button="right")
    desk.get_by_role("menuitem", name="Copy link").click()
    expect(desk.locator("#toast")).to_contain_text("The link is copied.")
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"/clients/{client['id']}/")

    cell(desk, "Twice", "company").focus()
    with one_answer(desk):
        desk.keyboard.press("Control+d")
    expect(cell(desk, "Twice (copy)", "company")).to_have_text("Twice Ltd")
    row.click(button="right")
    desk.get_by_role("menuitem", name="Open", exact=True).click()
    expect(desk.locator("#peek")).to_be_visible()


def test_an_invoice_is_duplicated_without_what_it_has_been_through(
    desk: Page, demo: Studio
) -> None:
    made = demo.ask("POST", "invoices", {"number": "TWICE-1"})
    demo.income("Of TWICE-1", "1000.00", invoice=made["id"])
    demo.ask("PATCH", f"invoices/{made['id']}", {"status": "sent"})
    desk.goto(f"/invoices/{made['id']}/")
    with one_answer(desk):
        from_menu(desk, "Duplicate")
    expect(desk.locator("#toast")).to_contain_text("Not copied: Status, Due, Issued, Number.")
    copy = demo.ask("GET", "invoices?limit=1")["items"][0]
    assert (copy["status"], copy["number"], copy["net"]) == ("draft", None, "1000.00")


def test_a_client_of_sent_invoices_is_archived_rather_than_deleted(
    desk: Page, demo: Studio
) -> None:
    client = demo.ask("POST", "clients", {"name": "Kept Name Ltd", "stage": "client"})
    made = demo.ask("POST", "invoices", {"number": "KEPT-1", "client": client["id"]})
    demo.income("Of KEPT-1", "1000.00", invoice=made["id"])
    demo.ask("PATCH", f"invoices/{made['id']}", {"status": "sent"})

    desk.goto(f"/clients/{client['id']}/")
    from_menu(desk, "Delete client")
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text("1 invoice has been sent, and keeps the name.")
    expect(asked.get_by_role("button").first).to_have_text("Archive client")
    asked.get_by_role("button", name="Archive client").click()
    expect(desk.locator("#toast")).to_contain_text("Archived Kept Name Ltd")
    for page in ("/clients/", "/clients/?view=board", "/client/"):
        desk.goto(f"{page}{'&' if '?' in page else '?'}q=Kept+Name")
        expect(desk.locator("[data-rows] tbody tr, .card").filter(has_text="Kept")).to_have_count(0)
    desk.goto("/clients/?archived=true&q=Kept+Name")
    desk.locator("[data-rows] tbody tr").first.click(button="right")
    with one_answer(desk):
        desk.get_by_role("menuitem", name="Bring back").click()
    desk.goto("/clients/?q=Kept+Name")
    row = desk.locator("[data-rows] tbody tr").first

    row.click(button="right")
    desk.get_by_role("menuitem", name="Delete client").click()
    desk.get_by_role("dialog").get_by_role("button", name="Delete client").click()
    settled(desk)
    desk.goto("/invoices/?q=KEPT-1")
    expect(cell(desk, "KEPT-1", "client")).to_have_text("Kept Name Ltd")
    for page in ("/invoices/?view=board&q=KEPT-1", f"/invoices/{made['id']}/"):
        desk.goto(page)
        expect(desk.locator("#main")).to_contain_text("Kept Name Ltd")


def test_many_are_asked_about_before_they_are_deleted(desk: Page, demo: Studio) -> None:
    for name in ("Gone 1", "Gone 2"):
        client = demo.ask("POST", "clients", {"name": name})
        demo.income(f"Of {name}", client=client["id"])
    desk.goto("/clients/?q=Gone")
    for box in desk.locator("[data-rows] tbody .pick").all():
        box.click()
    bar = desk.get_by_role("region", name="Selected rows")
    bar.get_by_role("button", name="Delete").click()
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text(
        "Deletes 2 clients. Linked to them, and left without them: 2 entries."
    )
    asked.get_by_role("button", name="Archive them").click()
    expect(desk.locator("#toast")).to_contain_text("Archived 2 clients")


def test_no_delete_is_the_only_or_the_first_button(desk: Page, demo: Studio) -> None:
    """On the page of a record of every collection, and beside another page."""
    for slug, kind in KINDS.items():
        found = demo.ask("GET", f"{slug}?limit=1")["items"]
        for address in (f"/{slug}/{found[0]['id']}/", f"/?peek={slug}:{found[0]['id']}"):
            desk.goto(address)
            assert desk.locator("#main .actions .btn-danger").all_inner_texts()[:1] in (
                [],
                ["Void"],
                ["Reopen"],
                ["Take the payment away"],
                ["Mark as unpaid"],
            )
            assert desk.get_by_role("button", name=f"Delete {kind}").count() == 0
