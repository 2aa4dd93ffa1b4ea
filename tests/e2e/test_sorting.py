"""From a bank's file to sorted lines, matched invoices and the balance: by mouse, and by keys."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import pick, settled
from tests.e2e.studio import Studio


@pytest.fixture
def page(demo: Studio, browser: Browser) -> Any:
    context = demo.enter(browser, viewport={"width": 1440, "height": 1600})
    yield context.new_page()
    context.close()


def bring(demo: Studio, page: Page, tmp_path: Path, name: str, *rows: str) -> str:
    """Import these rows into an account; its id."""
    made = demo.ask("GET", f"accounts?q={name}")["items"] or [
        demo.ask("POST", "accounts", {"name": name, "kind": "bank"})
    ]
    file = tmp_path / f"{name}.csv"
    file.write_text("\n".join(["Date;Text;Amount", *rows]))
    page.goto(f"/import/?account={made[0]['id']}")
    page.get_by_label("Statement file").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Import", exact=False).last.click()
    expect(page.get_by_role("status")).to_contain_text("Imported")
    return str(made[0]["id"])


def line(page: Page, text: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=text)


def owed(demo: Studio, number: str, amount: str) -> str:
    """A sent invoice, by its id."""
    made = demo.ask("POST", "invoices", {"number": number})
    demo.income(f"Work of {number}", amount, invoice=made["id"])
    demo.ask("PATCH", f"invoices/{made['id']}", {"status": "sent"})
    return str(made["id"])


def balance(demo: Studio, account: str) -> str:
    return str(demo.ask("GET", f"accounts/{account}")["balance"])


def test_by_mouse(demo: Studio, page: Page, tmp_path: Path) -> None:
    one, two, part = (owed(demo, f"SORT-10{n}", "100.00") for n in (1, 2, 3))
    totals = [demo.ask("GET", f"invoices/{pk}")["total"] for pk in (one, two)]
    both = f"{sum(map(float, totals)):.2f}"
    here = bring(
        demo, page, tmp_path, "Sorting-one", f"2026-03-02;SORT-101 and SORT-102;{both}",
        "2026-03-03;Part of SORT-103;40.00", "2026-03-04;Own transfer 771;-30.00",
    )  # fmt: skip
    bring(demo, page, tmp_path, "Sorting-two", "2026-03-05;Own transfer 771;30.00")
    page.get_by_role("link", name="Bank lines").first.click()
    assert findings(page) == []
    for text in ("SORT-101", "SORT-103"):
        line(page, text).get_by_role("button", name="Accept").click()
        expect(line(page, text)).to_have_count(0)
    line(page, "Own transfer 771").first.get_by_role("button", name="Accept").click()
    expect(line(page, "Own transfer 771")).to_have_count(0)
    states = [demo.ask("GET", f"invoices/{pk}")["status"] for pk in (one, two, part)]
    assert states == ["paid", "paid", "sent"]
    assert balance(demo, here) == f"{float(both) + 10:.2f}"
    page.keyboard.press("Control+z")
    expect(line(page, "Own transfer 771")).to_have_count(2)
    for _ in range(2):
        settled(page)
        page.keyboard.press("Control+z")
    expect(line(page, "SORT-101")).to_be_visible()
    assert demo.ask("GET", f"invoices/{one}")["status"] == "sent"


def test_by_keys_alone(demo: Studio, page: Page, tmp_path: Path) -> None:
    demo.ask("POST", "transactions", {
        "kind": "expense", "date": "2026-04-01", "amount": "77.10", "description": "Typed by hand",
    })  # fmt: skip
    here = bring(
        demo, page, tmp_path, "Sorting-keys", "2026-04-02;Shop of the day before;-77.10",
        "2026-04-03;Keyed payee;-11.30", "2026-04-04;Sent twice;-5.00",
        "2026-04-01;Letter payee;-2.00",
    )  # fmt: skip
    page.goto("/bank-lines/")
    line(page, "Sent twice").focus()
    page.keyboard.press("x")
    expect(line(page, "Sent twice")).to_have_count(0)
    expect(line(page, "Keyed payee")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(line(page, "Shop of the day before")).to_be_focused()
    page.keyboard.press("Enter")
    expect(line(page, "Shop of the day before")).to_have_count(0)
    line(page, "Keyed payee").focus()
    page.keyboard.press("r")
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("1 line so far fits")
    for text, told in (("Keyed", "1 line so far fits"), ("Nobody", "0 lines so far fit")):
        form.get_by_label("Text contains").fill(text)
        expect(form).to_contain_text(told)
    form.get_by_label("Text contains").fill("Keyed payee")
    expect(form).to_contain_text("1 line so far fits")
    pick(form.get_by_role("combobox", name="Category", exact=True), "Office")
    form.get_by_role("button", name="Keep the rule").press("Enter")
    expect(line(page, "Keyed payee")).to_have_count(0)
    line(page, "Letter payee").focus()
    page.keyboard.press("c")
    expect(page.get_by_role("dialog").get_by_role("combobox", name="Category")).to_be_focused()
    page.keyboard.type("Off")
    page.keyboard.press("Enter")
    expect(line(page, "Letter payee")).to_have_count(0)
    assert balance(demo, here) == "-90.40"
    found = demo.ask("GET", "bank-lines?q=keyed")["items"]
    assert [one["how"] for one in found] == ["rule"]


def test_a_line_is_split_part_by_part(demo: Studio, page: Page, tmp_path: Path) -> None:
    here = bring(demo, page, tmp_path, "Sorting-parts", "2026-05-02;Shop of many things;-100.00")
    page.goto("/bank-lines/")
    line(page, "Shop of many things").get_by_role("button", name="Choose").click()
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("Shop of many things")
    form.get_by_text("or Split it").click()
    form.get_by_role("button", name="Another part").click()
    whats = form.get_by_role("combobox", name="What the part is")
    expect(whats).to_have_count(3)
    for place, (what, amount) in enumerate(
        [("Office", "30"), ("Travel", "20.50"), ("Software", "")]
    ):
        pick(whats.nth(place), what)
        form.get_by_label("Amount of the part").nth(place).fill(amount)
    expect(form).to_contain_text("−€49.50 goes to the part without an amount.")
    assert findings(page) == []
    form.get_by_role("button", name="Accept").click()
    expect(line(page, "Shop of many things")).to_have_count(0)
    found = demo.ask("GET", f"transactions?account={here}&order=amount")["items"]
    assert sorted(one["amount"] for one in found) == ["20.50", "30.00", "49.50"]
    page.keyboard.press("Control+z")
    expect(line(page, "Shop of many things")).to_be_visible()
