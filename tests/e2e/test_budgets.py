"""Budgets in a browser: typed, spent, and warned of at 79, 80 and 120 %."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.e2e.studio import Studio


def test_a_budget_warns_as_it_is_used_up(demo: Studio, desk: Page) -> None:
    """One typed on the page, which expenses take to 79, 80 and 120 %: the list says each in words
    and figures, Home from 80 % on, and what was spent opens the entries."""
    today = date.today()
    category = demo.ask("POST", "categories", {"name": "Tyres", "kind": "expense"})["id"]
    desk.goto("/budgets/")
    desk.get_by_role("button", name="New budget").first.click()
    form = desk.get_by_role("form", name="New budget")
    form.get_by_label("Category", exact=True).fill("Tyres")
    form.get_by_label("Month", exact=True).fill(f"{today:%m/%Y}")
    form.get_by_label("Budget", exact=True).fill("100")
    form.get_by_role("button", name="New budget").click()
    row = desk.get_by_role("row", name="Tyres")
    expect(row).to_contain_text("0%")
    warned = desk.locator("[id^=budget-]", has_text="Tyres")
    for spent, said, home in (
        ("79.00", "79%", None),
        ("1.00", "80% Nearly used up", "nearly used up: €20.00 of €100.00 left"),
        ("40.00", "120% Overspent", "overspent: €120.00 of €100.00"),
    ):
        entry = {"kind": "expense", "date": today.isoformat(), "category": category}
        demo.ask("POST", "transactions", {**entry, "amount": spent, "description": "Tyre"})
        desk.goto("/budgets/")
        expect(row).to_contain_text(said)
        expect(row.get_by_role("progressbar")).to_have_count(1)
        desk.goto("/")
        expect(warned).to_have_count(0 if home is None else 1)
        if home is not None:
            expect(warned).to_contain_text(home)
    warned.get_by_role("link").click()
    desk.get_by_role("link", name="€120.00, 3 entries").click()
    expect(desk.get_by_role("heading", name="Spent: €120.00")).to_be_visible()
    expect(desk.get_by_role("link", name="Tyre", exact=True)).to_have_count(3)
