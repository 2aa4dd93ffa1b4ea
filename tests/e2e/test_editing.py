"""Editing in place against the running program: nothing that was typed is ever lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.hands import CORNER, cell, fill, from_menu, offered, one_answer, settled, undo
from tests.e2e.studio import Studio


@pytest.fixture
def row(request: pytest.FixtureRequest, demo: Studio) -> str:
    """The description of a client income of the test's own, on top of the workflow."""
    description = request.node.originalname.replace("_", " ")
    demo.income(description)
    return description


@pytest.fixture
def table(desk: Page, row: str) -> Page:
    """The workflow, with that row in it."""
    desk.goto("/workflow/")
    return desk


def editor(page: Page) -> Locator:
    return page.locator(".editor")


def posts(page: Page) -> list[str]:
    """Collects the addresses of the writes that the page sends from here on."""
    found: list[str] = []
    page.on("request", lambda sent: found.append(sent.url) if sent.method == "POST" else None)
    return found


@pytest.fixture
def held(table: Page) -> Iterator[list[Route]]:
    """The writes of the amount, which wait until a test lets them go on."""
    waiting: list[Route] = []
    table.route("**/cell/amount/", lambda route: waiting.append(route))
    yield waiting
    table.unroute("**/cell/amount/")


def test_keyboard_alone_moves_and_edits(table: Page, row: str) -> None:
    description, amount = cell(table, row, "description"), cell(table, row, "amount")
    description.focus()
    table.keyboard.press("ArrowRight")
    expect(amount).to_be_focused()
    table.keyboard.type("3000")
    expect(editor(table)).to_have_value("3000")
    with one_answer(table):
        table.keyboard.press("Enter")
    expect(amount).to_have_text("€3,000.00")
    expect(amount).to_be_focused()

    table.keyboard.press("Home")
    expect(cell(table, row, "date")).to_be_focused()
    table.keyboard.press("End")
    expect(cell(table, row, "account")).to_be_focused()
    table.keyboard.press("Home")
    table.keyboard.press("ArrowRight")
    table.keyboard.press("F2")
    table.keyboard.press("End")
    table.keyboard.type(", more")
    with one_answer(table):
        table.keyboard.press("Tab")
    expect(description).to_contain_text(f"{row}, more")
    expect(amount).to_be_focused()
    expect(editor(table)).to_have_count(0)
    table.keyboard.press("Enter")
    table.keyboard.press("Shift+Tab")
    expect(description).to_be_focused()
    table.keyboard.press("ArrowDown")
    expect(description).not_to_be_focused()
    table.keyboard.press("ArrowUp")
    expect(description).to_be_focused()


def test_keyboard_alone_chooses_and_makes(table: Page, row: str) -> None:
    client = cell(table, row, "client")
    client.focus()
    table.keyboard.type("Velo")
    expect(offered(table).filter(has_text="Velo Werk")).to_be_visible()
    expect(editor(table)).to_have_attribute("aria-activedescendant", "choice-0")
    with one_answer(table):
        table.keyboard.press("Enter")
    expect(client).to_contain_text("Velo Werk")
    expect(client).to_be_focused()

    project = cell(table, row, "project")
    table.keyboard.press("ArrowRight")
    expect(project).to_be_focused()
    table.keyboard.type("Shop window")
    expect(offered(table).filter(has_text="New project “Shop window”")).to_be_visible()
    with one_answer(table):
        table.keyboard.press("Enter")
    expect(project).to_contain_text("Shop window")
    expect(client).to_contain_text("Velo Werk")


def test_a_payment_mode_says_what_it_does_before_it_is_chosen(table: Page, row: str) -> None:
    cell(table, row, "account").click(position=CORNER)
    option = offered(table).filter(has_text="Business account")
    option.hover()
    expect(table.locator(".effect")).to_contain_text("€2,500.00")
    with one_answer(table):
        option.click()
    expect(cell(table, row, "account")).to_have_text("Business account")


def test_esc_gives_the_old_value_back(table: Page, row: str) -> None:
    sent = posts(table)
    amount = cell(table, row, "amount")
    amount.focus()
    table.keyboard.type("99")
    table.keyboard.press("Escape")
    expect(amount).to_have_text("€2,500.00")
    expect(amount).to_be_focused()
    cell(table, row, "client").focus()
    table.keyboard.type("Northwind")
    table.keyboard.press("Escape")
    expect(cell(table, row, "client")).to_have_text("—")
    table.keyboard.press("Enter")
    table.keyboard.press("Enter")
    settled(table)
    assert sent == []


def test_a_refusal_keeps_what_was_typed_and_the_focus(table: Page, row: str) -> None:
    amount = cell(table, row, "amount")
    fill(table, row, "amount", "1.234,56")
    said = table.get_by_role("alert").filter(has_text="1,234.56")
    expect(said).to_be_visible()
    expect(editor(table)).to_have_value("1.234,56")
    expect(editor(table)).to_be_focused()
    expect(editor(table)).to_have_attribute("aria-invalid", "true")
    described = editor(table).get_attribute("aria-describedby")
    expect(table.locator(f"#{described}")).to_contain_text("1,234.56")
    table.keyboard.press("Escape")
    expect(amount).to_have_text("€2,500.00")
    expect(said).to_have_count(0)


def test_two_people_in_one_cell(table: Page, row: str, demo: Studio, browser: Browser) -> None:
    others = demo.enter(browser)
    other = others.new_page()
    other.goto("/workflow/")
    fill(other, row, "amount", "999")

    fill(table, row, "amount", "5")
    told = table.get_by_role("alert").filter(has_text="€999.00")
    expect(told).to_contain_text("You changed it elsewhere")
    expect(editor(table)).to_have_value("5")
    with one_answer(table):
        told.get_by_role("button", name="Keep mine").click()
    expect(cell(table, row, "amount")).to_have_text("€5.00")
    expect(cell(table, row, "amount")).to_be_focused()

    fill(other, row, "amount", "7")
    expect(other.get_by_role("alert").filter(has_text="€5.00")).to_be_visible()
    other.get_by_role("button", name="Take theirs").click()
    expect(cell(other, row, "amount")).to_have_text("€5.00")
    expect(editor(other)).to_have_count(0)
    others.close()


def test_different_cells_of_one_row_never_conflict(
    table: Page, row: str, demo: Studio, browser: Browser
) -> None:
    others = demo.enter(browser)
    other = others.new_page()
    other.goto("/workflow/")
    fill(other, row, "amount", "999")
    fill(table, row, "date", "2 March 2025")
    expect(cell(table, row, "date")).to_contain_text("2 Mar")
    expect(cell(table, row, "amount")).to_have_text("€999.00")
    others.close()


def test_an_open_editor_survives_the_answer_of_another(
    table: Page, row: str, held: list[Route]
) -> None:
    cell(table, row, "amount").focus()
    table.keyboard.type("1")
    table.keyboard.press("Enter")
    cell(table, row, "description").click(position=CORNER)
    table.keyboard.type(f"{row}, half ty")
    held.pop().continue_()
    expect(cell(table, "Shop design", "amount").first).to_be_visible()
    settled(table)
    expect(editor(table)).to_have_value(f"{row}, half ty")
    expect(editor(table)).to_be_focused()
    with one_answer(table):
        table.keyboard.type("ped")
        table.keyboard.press("Enter")
    expect(cell(table, row, "description")).to_contain_text("half typed")
    expect(cell(table, row, "amount")).to_have_text("€1.00")


def test_an_open_list_survives_the_answer_of_another(
    table: Page, row: str, held: list[Route]
) -> None:
    cell(table, row, "amount").focus()
    table.keyboard.type("2")
    table.keyboard.press("Enter")
    cell(table, row, "client").click(position=CORNER)
    table.keyboard.type("Harbor")
    expect(offered(table).filter(has_text="New client")).to_be_visible()
    held.pop().continue_()
    expect(cell(table, row, "amount")).to_have_text("€2.00")
    settled(table)
    expect(editor(table)).to_have_value("Harbor")
    expect(table.get_by_role("listbox")).to_be_visible()
    with one_answer(table):
        table.keyboard.press("Enter")
    expect(cell(table, row, "client")).to_contain_text("Harbor Logistics")


def test_quick_writes_are_sent_one_after_the_other(table: Page, row: str) -> None:
    sent = posts(table)
    for field, text in (("amount", "11"), ("description", f"{row}, quick"), ("amount", "12")):
        cell(table, row, field).click(position=CORNER)
        table.keyboard.press("Control+a")
        table.keyboard.type(text)
        table.keyboard.press("Enter")
    settled(table)
    expect(cell(table, f"{row}, quick", "amount")).to_have_text("€12.00")
    assert [address.split("/")[-2] for address in sent] == ["amount", "description", "amount"]


def test_undo_and_redo_by_keyboard(table: Page, row: str) -> None:
    amount = cell(table, row, "amount")
    fill(table, row, "amount", "3000")
    with one_answer(table):
        table.keyboard.press("Control+z")
    expect(amount).to_have_text("€2,500.00")
    expect(amount).to_be_focused()
    with one_answer(table):
        table.keyboard.press("Control+Shift+z")
    expect(amount).to_have_text("€3,000.00")
    with one_answer(table):
        table.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(amount).to_have_text("€2,500.00")


def test_undo_inside_a_field_is_the_fields_own(table: Page, row: str) -> None:
    sent = posts(table)
    cell(table, row, "description").click(position=CORNER)
    table.keyboard.press("End")
    table.keyboard.type("!")
    expect(editor(table)).to_have_value(f"{row}!")
    table.keyboard.press("Control+z")
    expect(editor(table)).to_have_value(row)
    expect(editor(table)).to_be_focused()
    assert sent == []
    table.keyboard.press("Escape")


def test_a_composer_keeps_what_was_entered(table: Page, row: str) -> None:
    table.keyboard.press("n")
    composer = table.get_by_role("form", name="Add income")
    description, amount = composer.get_by_label("Description"), composer.get_by_label("Amount")
    expect(description).to_be_focused()
    table.keyboard.type(f"{row}, new")
    amount.fill("1.234,56")
    with one_answer(table):
        table.keyboard.press("Enter")
    expect(composer.get_by_role("alert")).to_contain_text("1,234.56")
    expect(amount).to_be_focused()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(description).to_have_value(f"{row}, new")

    table.evaluate("document.activeElement.blur()")
    fill(table, row, "amount", "10")
    expect(composer).to_be_visible()
    expect(description).to_have_value(f"{row}, new")

    amount.fill("1,234.56")
    with one_answer(table):
        table.keyboard.press("Enter")
    expect(cell(table, f"{row}, new", "amount")).to_have_text("€1,234.56")
    expect(composer).to_be_hidden()
    expect(table.get_by_role("button", name="Add income").first).to_be_focused()


def test_deleting_asks_and_undo_brings_it_back(desk: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": "Short-lived", "contract_value": "900"})
    demo.income("Of the short-lived", client=client["id"])
    desk.goto(f"/clients/{client['id']}/")
    from_menu(desk, "Delete client")
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("Linked to it, and left without it: 1 entry.")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)

    from_menu(desk, "Delete client")
    desk.get_by_role("dialog").get_by_role("button", name="Delete client").click()
    desk.wait_for_url("**/clients/")
    expect(desk.get_by_role("link", name="Open Short-lived")).to_have_count(0)
    undo(desk)
    expect(desk.get_by_role("link", name="Open Short-lived")).to_have_count(1)
    assert demo.ask("GET", f"clients/{client['id']}")["income"] == "2500.00"


def test_without_an_answer_the_value_stays(table: Page, row: str) -> None:
    amount = cell(table, row, "amount")
    table.context.set_offline(True)
    amount.focus()
    table.keyboard.type("8")
    table.keyboard.press("Enter")
    expect(table.get_by_role("alert")).to_contain_text("kept here")
    expect(editor(table)).to_have_value("8")
    table.context.set_offline(False)
    with one_answer(table):
        table.get_by_role("button", name="Try again").click()
    expect(amount).to_have_text("€8.00")

    table.route("**/cell/amount/", lambda route: route.fulfill(status=500), times=1)
    fill(table, row, "amount", "9")
    expect(table.get_by_role("alert")).to_contain_text("kept here")
    expect(editor(table)).to_have_value("9")
    with one_answer(table):
        table.get_by_role("button", name="Try again").click()
    expect(amount).to_have_text("€9.00")


def test_signed_out_meanwhile_the_value_stays(table: Page, row: str, demo: Studio) -> None:
    table.context.clear_cookies(name="freelancer_os_session")
    cell(table, row, "amount").focus()
    table.keyboard.type("8")
    table.keyboard.press("Enter")
    expect(table.get_by_role("alert")).to_contain_text("signed out")
    expect(editor(table)).to_have_value("8")
    cookies: Any = demo.state["cookies"]
    table.context.add_cookies(cookies)
    with one_answer(table):
        table.get_by_role("button", name="Try again").click()
    expect(cell(table, row, "amount")).to_have_text("€8.00")


def test_leaving_the_page_saves_the_open_field(table: Page, row: str) -> None:
    cell(table, row, "amount").focus()
    table.keyboard.type("55")
    table.get_by_role("navigation", name="Sections").get_by_role("link", name="Projects").click()
    table.wait_for_url("**/projects/")
    for _ in range(20):  # the save may still be under way when the next page is asked for
        table.goto("/workflow/")
        if cell(table, row, "amount").text_content() == "€55.00":
            break
    expect(cell(table, row, "amount")).to_have_text("€55.00")


def test_with_a_finger(demo: Studio, row: str, browser: Browser) -> None:
    phone = demo.enter(
        browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    page.goto("/workflow/")
    line = page.locator("tbody tr").filter(has_text=row)
    line.scroll_into_view_if_needed()
    line.tap()  # opens it, where it is edited
    account = cell(page, "Payment mode", "account").first
    account.scroll_into_view_if_needed()
    account.tap(position=CORNER)
    offered(page).first.wait_for()
    box = page.locator(".pop").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    with one_answer(page):
        offered(page).filter(has_text="Cash").tap()
    expect(account).to_contain_text("Cash")
    page.get_by_role("button", name="Pages").tap()
    expect(page.get_by_role("navigation", name="Sections")).to_be_visible()
    phone.close()
