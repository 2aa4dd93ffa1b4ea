"""Quick entry in the box: by keys alone, what is asked, nothing lost where it fails."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.studio import Studio
from tests.e2e.test_palette import active, ask, box


def part(page: Page, label: str) -> Locator:
    return box(page).locator("form:visible").get_by_label(label)


def test_a_sentence_is_booked_by_keys_and_taken_back(demo: Studio, desk: Page) -> None:
    demo.ask("POST", "clients", {"name": "Quickly Ltd"})
    demo.ask("POST", "accounts", {"name": "Vault", "kind": "bank"})
    desk.goto("/transactions/")
    ask(desk, "1234.56 quickly paid vault")
    expect(active(desk)).to_contain_text("Add income €1,234.56")
    expect(active(desk)).to_contain_text("Adds €1,234.56 to Vault.")
    desk.keyboard.press("Tab")
    expect(part(desk, "Kind")).to_be_focused()
    part(desk, "Amount").focus()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("99")
    desk.keyboard.press("Tab")
    expect(active(desk)).to_contain_text("Add income €99.00")
    expect(part(desk, "Date")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(box(desk)).to_be_hidden()
    expect(desk.get_by_role("status").filter(has_text="Added entry")).to_be_visible()
    expect(desk.get_by_role("gridcell", name="€99.00").first).to_be_visible()
    desk.keyboard.press("Control+z")
    expect(desk.get_by_role("gridcell", name="€99.00")).to_have_count(0)


def test_a_field_in_which_nothing_was_typed_leaves_the_undo_to_the_page(
    demo: Studio, desk: Page
) -> None:
    desk.goto("/clients/")
    desk.get_by_role("button", name="New client").first.click()
    name = desk.get_by_role("form", name="New client").get_by_label("Name")
    expect(name).to_be_focused()
    ask(desk, "todo untouched field")
    desk.keyboard.press("Enter")
    expect(name).to_be_focused()
    desk.keyboard.press("Control+z")
    expect(desk.get_by_role("status").filter(has_text="Undid")).to_be_visible()
    desk.keyboard.type("Kept")
    desk.keyboard.press("Control+z")
    expect(name).to_have_value("")  # what was typed there is taken back there
    expect(desk.get_by_role("status").filter(has_text="Undid")).to_be_visible()


def test_what_is_open_is_asked_and_what_fails_is_kept(demo: Studio, desk: Page) -> None:
    demo.ask("POST", "accounts", {"name": "Purse", "kind": "cash"})
    desk.goto("/transactions/")
    ask(desk, "18.50 gadget purse")
    expect(active(desk)).to_contain_text("Income or expense?")
    kind = part(desk, "Kind")
    expect(kind).to_have_count(0)
    desk.keyboard.press("Enter")
    expect(kind).to_be_focused()
    kind.select_option("expense")
    expect(active(desk)).to_contain_text("Takes €18.50 from Purse.")
    expect(part(desk, "Kind")).to_be_focused()
    desk.route("**/palette/add/", lambda route: route.abort())
    desk.keyboard.press("Enter")
    expect(box(desk).get_by_role("alert")).to_contain_text("did not answer")
    expect(box(desk).get_by_role("combobox", name="Search")).to_have_value("18.50 gadget purse")
    desk.unroute("**/palette/add/")
    desk.keyboard.press("Enter")
    expect(box(desk)).to_be_hidden()
    expect(desk.get_by_text("gadget").first).to_be_visible()
