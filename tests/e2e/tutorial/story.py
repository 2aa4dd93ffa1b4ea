"""What is done in each scene of the film, in a workspace that has nothing yet."""

from urllib.parse import quote_plus

from playwright.sync_api import Locator, expect

from tests.e2e.hands import area, cell
from tests.e2e.tutorial.hand import Hand

MIRA = (
    "user", "create", "--email", "mira@example.com", "--name", "Mira Kovač",
    "--workspace", "Mira Kovač Studio", "--currency", "EUR", "--locale", "en-US",
)  # fmt: skip
PASSWORD = "correct horse battery staple\n"
WORK, COST, NEAR = "Website", "Design software", 1.5


def welcome(hand: Hand) -> None:
    hand.rest(2.5)
    hand.point(hand.page.get_by_role("heading", name="How the finance set-up works"), near=NEAR)


def currency(hand: Hand) -> None:
    link = hand.page.get_by_role("link", name="Choose your currency")
    hand.point(link)
    hand.back()
    hand.press(link)
    hand.point(hand.page.locator("#main h1"), near=NEAR)


def account(hand: Hand) -> None:
    hand.back()
    hand.press(hand.page.locator('.switch a[href="/finance/"]').first)
    form = _composer(hand, "Accounts", "New account")
    hand.fill(form.get_by_label("Name"), "Business account")
    hand.fill(form.get_by_label("Opening balance"), "1,500.00")
    hand.press(form.get_by_role("button", name="New account"))


def category(hand: Hand) -> None:
    form = _composer(hand, "Categories", "New category")
    hand.fill(form.get_by_label("Name"), "Software")
    _pick(hand, form.get_by_label("Kind"), "Expense")
    hand.press(form.get_by_role("button", name="New category"))


def income(hand: Hand) -> None:
    form = _composer(hand, "Overview", "Add income")
    hand.fill(form.get_by_label("Description"), WORK)
    hand.fill(form.get_by_label("Amount"), "2,400.00")
    _pick(hand, form.get_by_label("Category"), "Client")
    hand.point(form.get_by_label("Payment mode"))
    hand.press(form.get_by_role("button", name="Add income"))


def expense(hand: Hand) -> None:
    form = _composer(hand, "Overview", "Add expense")
    hand.fill(form.get_by_label("Description"), COST)
    hand.fill(form.get_by_label("Amount"), "60.00")
    _pick(hand, form.get_by_label("Category"), "Software")
    _pick(hand, form.get_by_label("Payment mode"), "Business")
    hand.press(form.get_by_role("button", name="Add expense"))


def figures(hand: Hand) -> None:
    hand.back()
    hand.rest(1)
    hand.point(hand.page.locator(".kpi-value").first, near=NEAR)
    hand.back()
    hand.press(hand.page.locator(".kpi-value").first)
    hand.point(hand.page.locator("tbody tr").first, near=NEAR)


def arrived(hand: Hand) -> None:
    hand.back()
    hand.press(hand.page.get_by_role("link", name="Clients", exact=True).first)
    hand.rest(1)
    hand.point(cell(hand.page, WORK, "amount"), near=NEAR)


def client(hand: Hand) -> None:
    _choose(hand, cell(hand.page, WORK, "client"), "Acme")
    hand.back()


def invoice(hand: Hand) -> None:
    hand.point(cell(hand.page, WORK, "invoice"), near=NEAR)
    _choose(hand, cell(hand.page, WORK, "invoice"), "2026-001")


def totals(hand: Hand) -> None:
    hand.back()
    hand.point(area(hand.page, "invoices", "2026-001"), near=NEAR)
    hand.rest(1)
    hand.point(area(hand.page, "clients", "Acme"))
    hand.rest(1)


def sent(hand: Hand) -> None:
    page = hand.page
    hand.back()
    hand.press(area(page, "invoices", "2026-001").get_by_role("link", name="2026-001").first)
    hand.point(cell(page, "Status", "status"), near=NEAR)
    _choose(hand, cell(page, "Status", "status"), "Sent")


def paid(hand: Hand) -> None:
    page = hand.page
    hand.back()
    hand.rest(1)
    hand.press(page.get_by_role("link", name="Clients", exact=True).first)
    hand.point(cell(page, WORK, "account"), near=NEAR)
    _choose(hand, cell(page, WORK, "account"), "Business")


def followed(hand: Hand) -> None:
    hand.point(cell(hand.page, WORK, "invoice"))
    hand.back()
    hand.point(hand.page.get_by_role("list", name="Accounts"), near=NEAR)


def undone(hand: Hand) -> None:
    hand.back()
    hand.key("Control+z")
    hand.rest(2)
    hand.key("Control+Shift+z")


def done(hand: Hand) -> None:
    hand.press(hand.page.get_by_role("link", name="Home", exact=True))
    hand.point(hand.page.get_by_role("heading", name="How the finance set-up works"), near=NEAR)


STORY = {
    one.__name__: one
    for one in (
        *(welcome, currency, account, category, income, expense, figures, arrived),
        *(client, invoice, totals, sent, paid, followed, undone, done),
    )
}


def _composer(hand: Hand, section: str, name: str) -> Locator:
    """Go to a section by the rail, and open the form that adds one there."""
    hand.back()
    hand.press(hand.page.get_by_role("link", name=section, exact=True).first)
    hand.press(hand.page.locator("#main").get_by_role("button", name=name).first)
    form = hand.page.get_by_role("form", name=name)
    hand.point(form, near=NEAR)
    return form


def _pick(hand: Hand, field: Locator, text: str) -> None:
    """Choose in a field that holds one of a few options."""
    hand.press(field)
    hand.write(text)
    expect(hand.page.get_by_role("listbox").get_by_role("option", name=text).first).to_be_visible()
    hand.key("Enter")


def _choose(hand: Hand, held: Locator, text: str) -> None:
    """Choose in a cell what shows a text, or make it there: it is typed, and then found.

    The list is drawn anew for the whole text, and its best is active: none before it is pressed.
    """
    hand.press(held)
    with hand.page.expect_response(lambda answer: f"?q={quote_plus(text)}" in answer.url):
        hand.write(text)
    best = hand.page.get_by_role("listbox").locator("[role=option].active")
    hand.press(best.filter(has_text=text))
