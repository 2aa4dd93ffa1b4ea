"""A change of many rows says how far it has come, and can be cancelled: nothing of it is kept."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.studio import Studio

LINES = 40_000
CANCEL_WHEN_SHOWN = """() => {
  const look = () => {
    const line = document.querySelector(".waiting");
    const button = line?.querySelector("button");
    if (!button) return setTimeout(look, 100);
    localStorage.shown = line.innerText;
    button.click();
  };
  look();
  setTimeout(() => document.querySelector("button[value=import]").click());
}"""


def test_an_import_says_how_far_it_is_and_is_cancelled(
    desk: Page, demo: Studio, tmp_path: Path
) -> None:
    before = demo.ask("GET", "transactions?limit=1")
    rows = [f"2025-0{n % 9 + 1}-1{n % 10};Shop {n};-{n % 90 + 1}.00" for n in range(LINES)]
    file = tmp_path / "statement.csv"
    file.write_text("\n".join(["Date;Text;Amount", *rows]))
    desk.goto("/import/")
    desk.set_input_files("input[type=file]", file)
    desk.get_by_role("button", name="Check the file").click()
    expect(desk.get_by_role("button", name="Import 40,000 lines")).to_be_visible()
    desk.evaluate(CANCEL_WHEN_SHOWN)  # by itself: Playwright waits for the page that comes
    told = desk.get_by_role("alert")
    expect(told).to_have_text("Cancelled. Nothing of it was kept.", timeout=120_000)
    shown = desk.evaluate("localStorage.shown").split("\n")
    assert shown[0] == "Importing"
    assert shown[1].endswith(" of 40,000")
    assert shown[2] == "Cancel"
    expect(desk.get_by_role("button", name="Import 40,000 lines")).to_be_visible()
    assert demo.ask("GET", "transactions?limit=1") == before
