"""When it goes wrong, or is slow: signed out, no server, overtaken. Nothing entered is lost."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.hands import CORNER, cell, one_answer, pick
from tests.e2e.studio import Studio

SESSION = "freelancer_os_session"


def toast(page: Page) -> Any:
    return page.locator("#toast")


@pytest.fixture
def page(demo: Studio, browser: Browser) -> Iterator[Page]:
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


def test_forms_stay_when_the_session_has_ended(page: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": "Signed out"})
    cookies: Any = demo.state["cookies"]
    page.goto(f"/clients/{client['id']}/")
    page.get_by_role("button", name="New project").click()
    form = page.locator(".slot form")
    form.get_by_label("Name").fill("Typed before")
    page.context.clear_cookies(name=SESSION)
    form.get_by_role("button", name="New project").click()
    expect(form).to_contain_text("signed out")
    expect(form.get_by_label("Name")).to_have_value("Typed before")
    page.get_by_role("button", name="Add a property").first.click()
    expect(toast(page)).to_contain_text("signed out")
    page.context.add_cookies(cookies)
    form.get_by_role("button", name="New project").click()
    expect(page.get_by_role("gridcell", name="Typed before")).to_be_visible()

    page.goto("/clients/?q=Composed")
    page.get_by_role("button", name="New client").first.click()
    composer = page.get_by_role("form", name="New client")
    composer.get_by_label("Name").fill("Composed")
    page.context.clear_cookies(name=SESSION)
    composer.get_by_role("button", name="New client").click()
    expect(composer).to_contain_text("signed out")
    expect(composer.get_by_label("Name")).to_have_value("Composed")
    page.context.add_cookies(cookies)
    composer.get_by_role("button", name="New client").click()
    expect(page.locator("#main")).to_contain_text("1 client")


def test_an_answer_that_is_lost_does_nothing_twice(page: Page, demo: Studio) -> None:
    def lose(route: Route) -> None:
        route.fetch()  # the server has done it
        route.abort()

    page.goto("/clients/?q=Answer+lost")
    page.get_by_role("button", name="New client").first.click()
    form = page.get_by_role("form", name="New client")
    form.get_by_label("Name").fill("Answer lost")
    page.route("**/clients/", lose)
    form.get_by_role("button", name="New client").click()
    expect(form).to_contain_text("did not answer")
    expect(form.get_by_label("Name")).to_have_value("Answer lost")
    page.unroute("**/clients/")
    form.get_by_role("button", name="New client").click()
    expect(page.locator("#main")).to_contain_text("1 client")
    found = demo.ask("GET", "clients?q=Answer+lost")["items"]
    assert len(found) == 1

    page.route("**/cell/company/", lose)
    cell(page, "Answer lost", "company").click(position=CORNER)
    page.keyboard.type("Acme")
    page.keyboard.press("Enter")
    editor = page.locator("td .editor")
    expect(editor).to_have_value("Acme")
    expect(page.locator("body")).to_contain_text("did not answer")
    page.unroute("**/cell/company/")
    editor.click()
    with one_answer(page):
        page.keyboard.press("Enter")
    expect(cell(page, "Answer lost", "company")).to_have_text("Acme")


def test_a_card_that_cannot_be_moved_goes_back(page: Page, demo: Studio) -> None:
    demo.ask("POST", "clients", {"name": "Stays in Lead"})
    page.goto("/clients/?view=board&q=Stays+in+Lead")
    lead, other = (page.get_by_role("region", name=name) for name in ("Lead", "Negotiation"))
    card = page.locator(".card").filter(has_text="Stays in Lead")
    page.context.set_offline(True)
    start, end = card.bounding_box(), other.locator(".cards").bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 30, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 30, steps=8)
    page.mouse.up()
    expect(toast(page)).to_contain_text("did not answer")
    expect(lead.locator(".card")).to_have_count(1)
    page.context.set_offline(False)
    with one_answer(page):
        toast(page).get_by_role("button", name="Try again").click()
    expect(other.locator(".card")).to_have_count(1)


def test_a_list_says_that_it_cannot_go_on_and_all_stay_selected(page: Page, demo: Studio) -> None:
    for number in range(60):
        demo.ask("POST", "resources", {"title": f"Further {number:02}"})
    page.goto("/resources/?q=Further")
    rows = page.locator("[data-rows] tbody[data-until] > tr")
    page.route("**/resources/rows/**", lambda route: route.abort())
    page.locator(".sheet").evaluate("(one) => { one.scrollTop = one.scrollHeight; }")
    expect(toast(page)).to_contain_text("could not be loaded")
    expect(rows).to_have_count(50)
    page.get_by_role("checkbox", name="Select all").check()
    bar = page.get_by_role("region", name="Selected rows")
    bar.get_by_role("button", name="Select all that fit").click()
    page.unroute("**/resources/rows/**")
    toast(page).get_by_role("button", name="Try again").click()
    expect(rows).to_have_count(60)
    expect(bar).to_contain_text("All selected")
    pick(bar.get_by_label("Property to set"), "Kind")
    bar.get_by_label("Kind of the selected").click()
    with one_answer(page):
        page.get_by_role("listbox").get_by_role("option", name="Tip").click()
    expect(toast(page)).to_contain_text("Kind of 60 resources is Tip")


def test_what_was_typed_last_in_a_filter_counts(page: Page, demo: Studio) -> None:
    demo.ask("POST", "clients", {"name": "Panelled"})
    page.goto("/clients/")
    page.get_by_role("button", name="Filter").click()
    search = page.get_by_label("Search")
    search.press_sequentially("Pan", delay=10)
    expect(page).to_have_url(re.compile("q=Pan$"))
    search.press_sequentially("elled", delay=10)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("q=Panelled$"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()  # one step, however often a pause was made
    expect(page).to_have_url(re.compile("/clients/$"))


def test_a_filter_takes_several_links(page: Page, demo: Studio) -> None:
    for name in ("Linked one", "Linked two"):
        client = demo.ask("POST", "clients", {"name": name})
        demo.ask("POST", "projects", {"name": f"Of {name}", "client": client["id"]})
    page.goto("/projects/")
    page.get_by_role("button", name="Filter").click()
    panel = page.get_by_role("dialog", name="Filter")
    pick(panel.get_by_label("Field").first, "Client")
    finder = panel.locator("[data-targets]")
    for name in ("Linked one", "Linked two"):
        finder.click()
        finder.fill(name)
        page.get_by_role("option", name=name).click()
        expect(panel).to_contain_text(name)
    expect(page.locator("#main tbody[data-until] > tr")).to_have_count(2)


def test_cells_are_chosen_across_the_headings_of_groups(page: Page, demo: Studio) -> None:
    for name, stage in (("Grouped one", "lead"), ("Grouped two", "client")):
        demo.ask("POST", "clients", {"name": name, "stage": stage, "company": "To be emptied"})
    page.goto("/clients/?q=Grouped&group=stage&show=name,company")
    cell(page, "Grouped one", "company").focus()
    page.keyboard.press("Shift+ArrowDown")
    with one_answer(page):
        page.keyboard.press("Delete")
    expect(toast(page)).to_contain_text("Changed 2 clients")
    for name in ("Grouped one", "Grouped two"):
        expect(cell(page, name, "company")).to_have_text("—")


def test_a_record_is_not_left_while_something_in_it_is_unsaved(page: Page, demo: Studio) -> None:
    first, second = (demo.ask("POST", "clients", {"name": f"Attached {n}"}) for n in ("one", "two"))
    page.goto(f"/clients/?view=board&q=Attached&peek=clients:{first['id']}")
    peek = page.locator("#peek")
    peek.get_by_role("button", name="New project").click()
    peek.get_by_label("Name").fill("Half typed")
    page.locator(".card").filter(has_text="Attached two").click()
    expect(toast(page)).to_contain_text("not saved yet")
    expect(peek.get_by_label("Name")).to_have_value("Half typed")
    toast(page).get_by_role("button", name="Leave it").click()
    expect(page).to_have_url(re.compile(f"peek=clients:{second['id']}$"))


def test_nothing_is_typed_into_a_note_that_is_being_saved(page: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": "Slowly noted"})
    held: list[Route] = []
    page.goto(f"/clients/{client['id']}/")
    page.locator("[data-edit-note]").click()
    expect(page.get_by_role("textbox", name="Note of Slowly noted")).to_be_focused()
    page.keyboard.type("First")
    page.route("**/note/", lambda route: held.append(route))
    page.keyboard.press("Escape")
    expect(page.locator(".note-editor")).to_have_attribute("inert", "")
    held[0].continue_()
    expect(page.locator(".note-editor")).to_have_count(0)
    expect(page.locator("[data-note-body]")).to_have_text("First")


def test_a_tap_on_a_card_opens_its_record(phone: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": "Tapped", "contract_value": "5"})
    phone.goto("/clients/?view=board&q=Tapped")
    phone.locator(".card").get_by_text("Contract value").tap()
    expect(phone).to_have_url(re.compile(f"/clients/{client['id']}/$"))
