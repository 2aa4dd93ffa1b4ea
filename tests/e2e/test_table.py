"""Tables in a real browser: keys, ranges, the clipboard, picking, columns, rows as one scrolls."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import cell, choose, one_answer, pick, settled, slow, undo, violations
from tests.e2e.studio import DESKTOP, Studio


@pytest.fixture
def sheet(demo: Studio, browser: Browser) -> Iterator[Page]:
    """A page that may use the clipboard; nothing may go wrong in its console."""
    context = demo.enter(browser, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said = violations(page)
    yield page
    assert [line for line in said if "status of 422" not in line] == []
    context.close()


def rows_of(page: Page) -> Locator:
    return page.locator("[data-rows] tbody[data-until] > tr")


def picker(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=f"Select {name}", exact=True)


def test_ten_cells_by_keyboard_alone(sheet: Page, demo: Studio) -> None:
    for number in range(5):
        demo.ask("POST", "contacts", {"name": f"Typist {number}", "company": "Typing pool"})
    sheet.goto("/contacts/?company=Typing+pool")
    cell(sheet, "Typist 0", "designation").focus()
    for number in range(5):
        sheet.keyboard.type(f"Clerk {number}")
        sheet.keyboard.press("Tab")  # saves, and goes on to the company
        sheet.keyboard.press("ArrowRight")
        sheet.keyboard.type(f"+49 30 {number}")
        sheet.keyboard.press("Enter")
        sheet.keyboard.press("ArrowLeft")
        sheet.keyboard.press("ArrowLeft")
        sheet.keyboard.press("ArrowDown")
    settled(sheet)
    stored = demo.ask("GET", "contacts?company=Typing+pool&order=name")["items"]
    typed = [(one["designation"], one["phone"]) for one in stored]
    assert typed == [(f"Clerk {n}", f"+49 30 {n}") for n in range(5)]


def test_cells_and_rows_go_through_the_clipboard(sheet: Page, demo: Studio) -> None:
    for name in ("Copied one", "Copied two"):
        values = {"name": name, "company": f"{name} Ltd", "contract_value": "1200.50"}
        demo.ask("POST", "clients", values)
    sheet.goto("/clients/?q=Copied&show=name,stage,company,contract_value")
    cell(sheet, "Copied one", "company").focus()
    sheet.keyboard.press("Shift+ArrowRight")
    sheet.keyboard.press("Shift+ArrowDown")
    expect(sheet.locator("td[aria-selected=true]")).to_have_count(4)
    sheet.keyboard.press("Control+c")
    copied = sheet.evaluate("navigator.clipboard.readText()")
    assert copied == "Copied one Ltd\t1200.50\nCopied two Ltd\t1200.50"

    rows = 'Pasted one\tClient\t"A ""B"" C"\t€10.00\nCopied three\tLead\t\t'
    sheet.evaluate("(text) => navigator.clipboard.writeText(text)", rows)
    sheet.evaluate("document.activeElement.blur()")
    sheet.keyboard.press("Control+v")  # nowhere is no place for new rows
    sheet.get_by_role("button", name="New in this table").focus()
    with one_answer(sheet):
        sheet.keyboard.press("Control+v")
    stored = demo.ask("GET", "clients?name=Pasted+one")["items"][0]
    assert (stored["stage"], stored["company"]) == ("client", 'A "B" C')
    expect(cell(sheet, "Copied three", "stage")).to_have_text("Lead")
    undo(sheet)
    expect(rows_of(sheet)).to_have_count(2)


def test_chosen_cells_are_drawn_as_one_box(sheet: Page, demo: Studio) -> None:
    for number in range(3):
        demo.ask("POST", "clients", {"name": f"Boxed {number}"})
    sheet.goto("/clients/?q=Boxed&order=name&show=name,stage,company,contact")
    cell(sheet, "Boxed 0", "stage").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        sheet.keyboard.press(f"Shift+{key}")
    edges = sheet.locator("td[aria-selected=true]").evaluate_all(
        "all => all.map((one) => one.dataset.edge)"
    )
    assert edges == [
        *("top start", "top", "top end"),
        *("start", "", "end"),
        *("bottom start", "bottom", "bottom end"),
    ]
    middle = cell(sheet, "Boxed 1", "company")
    drawn = middle.evaluate("(one) => getComputedStyle(one).boxShadow.match(/-?\\d+px/g)")
    assert set(drawn) == {"0px"}
    sheet.keyboard.press("Escape")
    expect(sheet.locator("td[data-edge]")).to_have_count(0)


def test_a_refused_paste_says_where_and_writes_nothing(sheet: Page, demo: Studio) -> None:
    demo.ask("POST", "clients", {"name": "Refusing"})
    sheet.goto("/clients/?q=Refusing&show=name,contract_value")
    sheet.evaluate("navigator.clipboard.writeText('12.00\\na lot')")
    cell(sheet, "Refusing", "contract_value").focus()
    sheet.keyboard.press("Control+v")
    said = sheet.locator("#toast")
    expect(said).to_contain_text("Nothing was pasted. Row 2, Contract value: “a lot”.")
    expect(said.locator("[data-kept]")).to_be_visible()  # stays until it is closed
    said.get_by_role("button", name="Close").click()
    expect(said.locator("*")).to_have_count(0)
    expect(cell(sheet, "Refusing", "contract_value")).to_have_text("—")


def test_picked_rows_are_set_and_deleted_together(sheet: Page, demo: Studio) -> None:
    for number in range(3):
        demo.ask("POST", "resources", {"title": f"Picked {number}"})
    sheet.goto("/resources/?q=Picked")
    picker(sheet, "Picked 0").check()
    picker(sheet, "Picked 2").click(modifiers=["Shift"])
    bar = sheet.get_by_role("region", name="Selected rows")
    expect(bar).to_contain_text("3 selected")
    assert findings(sheet) == []
    sheet.set_viewport_size(DESKTOP)
    pick(bar.get_by_label("Property to set"), "Kind")
    bar.get_by_label("Kind of the selected").click()
    with one_answer(sheet):
        sheet.get_by_role("listbox").get_by_role("option", name="Tip").click()
    expect(sheet.locator("#toast")).to_contain_text("Kind of 3 resources is Tip")
    expect(sheet.get_by_role("gridcell", name="Tip")).to_have_count(3)
    with one_answer(sheet):
        bar.get_by_role("button", name="Delete").click()
    expect(bar).to_be_hidden()
    with one_answer(sheet):
        sheet.locator("#toast").get_by_role("button", name="Undo").click()
    expect(rows_of(sheet)).to_have_count(3)


def test_columns_are_moved_hidden_and_widened_and_stay_in_the_address(
    sheet: Page, demo: Studio
) -> None:
    sheet.goto("/clients/")
    heads = sheet.locator("th[data-field]")
    first = heads.first.get_attribute("data-field")
    second = heads.nth(1)
    second.get_by_role("button").press("Enter")
    menu = sheet.get_by_role("menu")
    expect(menu).to_be_visible()
    sheet.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    second.get_by_role("button").press("Enter")
    menu.get_by_role("menuitem", name="Move left").click()
    expect(heads.first).not_to_have_attribute("data-field", str(first))
    heads.first.hover()
    heads.first.get_by_role("button").click()
    menu.get_by_role("menuitem", name="Hide").click()
    expect(heads.first).to_have_attribute("data-field", str(first))
    edge = heads.first.locator(".head-edge").bounding_box()
    width = heads.first.bounding_box()
    assert edge is not None and width is not None
    sheet.mouse.move(edge["x"] + 4, edge["y"] + 8)
    sheet.mouse.down()
    sheet.mouse.move(edge["x"] + 104, edge["y"] + 8, steps=4)
    sheet.mouse.up()
    expect(sheet.locator("table.sized")).to_be_visible()
    sheet.goto(sheet.url)
    wider = heads.first.bounding_box()
    assert wider is not None
    assert abs(wider["width"] - width["width"] - 100) < 8


def test_rows_load_as_one_scrolls_and_an_edit_far_down_is_one_round_trip(
    sheet: Page, demo: Studio
) -> None:
    for number in range(120):
        demo.ask("POST", "goals", {"title": f"Scrolled {number:03}"})
    sheet.goto("/goals/?q=Scrolled")
    expect(rows_of(sheet)).not_to_have_count(120)
    for _ in range(3):
        sheet.locator(".sheet").evaluate("(one) => { one.scrollTop = one.scrollHeight; }")
        sheet.wait_for_timeout(200)
    expect(rows_of(sheet)).to_have_count(120)
    cell(sheet, "Scrolled 119", "target").click()
    sheet.keyboard.type("10")
    with one_answer(sheet):
        sheet.keyboard.press("Enter")
    expect(cell(sheet, "Scrolled 119", "target")).to_have_text("10")
    expect(rows_of(sheet)).to_have_count(120)
    choose(sheet, "Scrolled 110", "area", "Health")
    sheet.locator(".sheet").evaluate("(one) => { one.scrollTop = 0; }")
    expect(sheet.locator("[data-old]")).to_have_count(0)
    assert demo.ask("GET", "goals?q=Scrolled+110")["items"][0]["area"] == "health"
    sheet.locator("th[data-field=title] a").click()
    expect(sheet).to_have_url(re.compile("order="))
    expect(rows_of(sheet).first).to_contain_text("Scrolled")
    sheet.locator("th[data-field]").nth(1).get_by_role("button").press("Enter")
    sheet.get_by_role("menuitem", name="Move left").click()
    expect(sheet.locator("th[data-field]").nth(1)).to_have_attribute("data-field", "title")
    expect(rows_of(sheet)).not_to_have_count(120)


@pytest.mark.parametrize(
    ("row", "title", "is_going_on"),
    [
        ("060", "999", True),
        ("149", "000", False),
        *(
            pytest.param(*one, marks=pytest.mark.long)
            for one in [("060", "999", False), ("149", "000", True), ("020", "105", True)]
        ),
    ],
)
def test_a_row_that_moves_out_of_what_is_drawn_takes_no_other_with_it(
    sheet: Page, demo: Studio, row: str, title: str, is_going_on: bool
) -> None:
    mark = f"Moved{row}{is_going_on:d}"
    for number in range(160):
        demo.ask("POST", "goals", {"title": f"{mark} {number:03}"})
    sheet.goto(f"/goals/?q={mark}&order=title")
    box = sheet.locator(".sheet")
    while rows_of(sheet).count() < 160:
        box.evaluate("(one) => { one.scrollTop = one.scrollHeight; }")
        sheet.wait_for_timeout(50)
    moved = cell(sheet, f"{mark} {row}", "title")
    moved.scroll_into_view_if_needed()
    moved.focus()
    sheet.keyboard.type(f"{mark} {title} elsewhere")
    if is_going_on:
        slow(sheet, 300)
        sheet.keyboard.press("Tab")
        sheet.keyboard.type("Heal")
    else:
        sheet.keyboard.press("Enter")
    expect(sheet.locator("#toast")).to_contain_text("elsewhere")
    settled(sheet)
    left = rows_of(sheet).count()
    assert left >= 159, left
    if is_going_on:
        sheet.keyboard.type("th")
        sheet.keyboard.press("Enter")
        expect(sheet.locator("#toast")).to_contain_text("Health")
        slow(sheet, 0)
        left = rows_of(sheet).count()
        assert left >= 159, left
    for place in range(21):
        box.evaluate("(one, place) => { one.scrollTop = place * one.scrollHeight / 20; }", place)
        sheet.wait_for_timeout(50)
    expect(sheet.locator("[data-old]:not(.more)")).to_have_count(0)
    expect(rows_of(sheet).filter(has_text="elsewhere")).to_have_count(1)
    expect(rows_of(sheet)).to_have_count(160)
