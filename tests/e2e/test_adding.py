"""A new row begins as the list wants it; where it still cannot be seen, the page says so."""

import json
import uuid
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.hands import cell, one_answer
from tests.e2e.studio import Studio


def looked_at(slug: str, where: object = None, **query: str) -> str:
    """The address of a list with a filter."""
    asked = {**query, **({"where": json.dumps(where)} if where else {})}
    return f"/{slug}/?{urlencode(asked)}"


def toast(page: Page) -> Locator:
    return page.locator("#toast")


def add(page: Page, opener: str, form: str, name: str) -> None:
    """Open a form, enter a name, and send it."""
    page.get_by_role("button", name=opener).first.click()
    opened = page.get_by_role("form", name=form)
    opened.get_by_label("Name").fill(name)
    with one_answer(page):
        opened.get_by_label("Name").press("Enter")


@pytest.mark.parametrize(
    ("view", "opener"),
    [
        ({}, "New client"),
        ({"view": "board"}, "+ New in Client"),
        ({"order": "-name"}, "New client"),
        ({"view": "gallery"}, "New client"),
        ({"group": "stage"}, "+ New in this table"),
    ],
)
def test_a_row_added_to_a_list_is_in_it(
    desk: Page, demo: Studio, view: dict[str, str], opener: str
) -> None:
    name = f"Added {uuid.uuid4().hex[:5]}"
    where = {"and": [["stage", "is", "client"], ["company", "is", "Filtered Ltd"]]}
    there = {"name": "There already", "stage": "client", "company": "Filtered Ltd"}
    demo.ask("POST", "clients", there)
    desk.goto(looked_at("clients", where, **view))
    add(desk, opener, "New client", name)
    expect(desk.locator("#main")).to_contain_text(name)
    expect(toast(desk)).to_contain_text(f"Added client {name}")
    expect(toast(desk)).not_to_contain_text("not shown")
    (made,) = demo.ask("GET", f"clients?{urlencode({'name': name})}")["items"]
    assert (made["stage"], made["company"]) == ("client", "Filtered Ltd")


def test_what_a_form_does_not_ask_for_goes_along(desk: Page, demo: Studio) -> None:
    name = f"Along {uuid.uuid4().hex[:5]}"
    desk.goto(looked_at("projects", ["status", "is", "completed"]))
    add(desk, "New project", "New project", name)
    expect(cell(desk, name, "name")).to_be_visible()
    (made,) = demo.ask("GET", f"projects?{urlencode({'q': name})}")["items"]
    assert made["status"] == "completed"
    demo.ask("DELETE", f"projects/{made['id']}")  # others look for projects of nobody


def test_a_row_that_is_not_shown_is_said_with_a_way_to_it(desk: Page, demo: Studio) -> None:
    name = f"Unseen {uuid.uuid4().hex[:5]}"
    desk.goto(looked_at("clients", ["contract_value", "greater", "100"]))
    add(desk, "New client", "New client", name)
    expect(toast(desk)).to_contain_text(f"Added client {name} · It is not shown here.")
    toast(desk).get_by_role("link", name="Open it").click()
    expect(desk.get_by_role("heading", name=name)).to_be_visible()


def test_rows_pasted_below_a_list_are_in_it(demo: Studio, browser: Browser) -> None:
    context = demo.enter(browser, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    mark = uuid.uuid4().hex[:5]
    company = f"Pasted {mark}"
    demo.ask("POST", "clients", {"name": f"Last {mark}", "stage": "client", "company": company})
    where = {"and": [["stage", "is", "client"], ["company", "is", company]]}
    page.goto(looked_at("clients", where, show="name,stage,contract_value"))
    lines = "\\n".join(f"Last {mark} {n}\\tClient" for n in range(3))
    page.evaluate(f"navigator.clipboard.writeText('{lines}')")
    cell(page, f"Last {mark}", "name").focus()
    with one_answer(page):
        page.keyboard.press("Control+v")
    expect(page.locator("[data-rows] tbody[data-until] > tr")).to_have_count(3)
    expect(toast(page)).to_contain_text("Added 2 clients and changed 1 client")
    expect(toast(page)).not_to_contain_text("Not all of it")

    page.evaluate("navigator.clipboard.writeText('1\\n2\\n3\\n4')")
    cell(page, f"Last {mark} 0", "contract_value").focus()
    page.keyboard.press("Control+v")
    expect(toast(page)).to_contain_text("Row 4, Name: Name is missing.")
    expect(page.locator("[data-rows] tbody[data-until] > tr")).to_have_count(3)
    expect(cell(page, f"Last {mark} 0", "contract_value")).to_have_text("—")
    context.close()
