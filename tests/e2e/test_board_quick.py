"""A board in a hurry: cards that are drawn fast, let go anywhere, moved twice at once."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import cell, settled, slow
from tests.e2e.studio import Studio


def column(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def draw(page: Page, card: Locator, to: Locator, *, down: int, steps: int) -> None:
    """Drag a card over what lies between, and let it go so far below the top of a column."""
    start, end = card.bounding_box(), to.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 40, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + down, steps=steps)
    page.mouse.up()


def paid(demo: Studio) -> str:
    """The number of a paid invoice."""
    number = f"QUICK-{demo.income('Quick')['id'][-8:]}"
    made = demo.ask("POST", "invoices", {"number": number})
    demo.income(f"Work of {number}", "1000.00", invoice=made["id"])
    account = demo.ask("GET", "accounts?currency=EUR&limit=1")["items"][0]["id"]
    demo.ask("PATCH", f"invoices/{made['id']}", {"status": "paid", "account": account})
    return number


def test_a_card_lands_where_it_is_let_go_and_payments_go_only_once_one_has_said_so(
    demo: Studio, desk: Page
) -> None:
    number = paid(demo)
    desk.goto("/invoices/?view=board")
    card = desk.locator(".card").filter(has_text=number)
    asked = desk.get_by_role("dialog")
    for down, steps in ((40, 3), (330, 12)):
        draw(desk, card, column(desk, "Draft"), down=down, steps=steps)
        expect(asked).to_contain_text(f"{number} is paid. This takes its payments away:")
        desk.keyboard.press("Enter")  # what changes nothing is chosen first
        expect(column(desk, "Paid")).to_contain_text(number)
        settled(desk)
    draw(desk, card, column(desk, "Draft"), down=40, steps=3)
    asked.get_by_role("button", name="Take the payments away").click()
    expect(column(desk, "Draft")).to_contain_text(number)
    settled(desk)
    assert demo.ask("GET", f"invoices?q={number}")["items"][0]["status"] == "draft"


def test_two_moves_at_once_are_two_moves(demo: Studio, desk: Page) -> None:
    made = demo.ask("POST", "clients", {"name": "Hasty", "stage": "client"})
    desk.goto("/clients/?view=board")
    settled(desk)
    slow(desk, 300)
    card = desk.locator(f"#card-{made['id']}, .card[id$='{made['id']}']").first
    card.focus()
    desk.keyboard.press("Alt+ArrowLeft")
    desk.keyboard.press("Alt+ArrowLeft")
    expect(column(desk, "Lead")).to_contain_text("Hasty")
    expect(desk.locator("html")).not_to_have_attribute("data-saving", "")
    expect(column(desk, "Lead")).to_contain_text("Hasty")
    expect(card).to_be_focused()
    assert demo.ask("GET", f"clients/{made['id']}")["stage"] == "lead"


def test_an_entry_of_a_calendar_goes_as_many_days_as_one_presses(demo: Studio, desk: Page) -> None:
    given = {"title": "Hasty talk", "starts_at": "2026-11-10T09:00:00+00:00"}
    made = demo.ask("POST", "meetings", given)
    desk.goto("/meetings/?view=calendar&month=2026-11")
    settled(desk)
    slow(desk, 300)
    desk.locator(f"#entry-{made['id']}").focus()
    for _ in range(3):
        desk.keyboard.press("Alt+ArrowRight")
    expect(desk.locator("#day-2026-11-13")).to_contain_text("Hasty talk")
    settled(desk)
    assert demo.ask("GET", f"meetings/{made['id']}")["starts_at"].startswith("2026-11-13")


def test_what_a_list_says_before_it_is_chosen_is_not_asked_again(demo: Studio, desk: Page) -> None:
    number = paid(demo)
    desk.goto(f"/invoices/?q={number}")
    cell(desk, number, "status").click()
    offer = desk.get_by_role("option", name="Sent", exact=True)
    offer.hover()
    expect(desk.locator(".effect")).to_contain_text("Takes back its payments")
    offer.click()
    expect(desk.locator("#toast")).to_contain_text("Sent")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert demo.ask("GET", f"invoices?q={number}")["items"][0]["status"] == "sent"
