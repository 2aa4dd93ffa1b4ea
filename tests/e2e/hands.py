"""What a person's hands do on a page: find a cell, type into it, choose, undo."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

# What tells nothing of the list.
BESIDE = (
    "/under-way/",
    "/healthz",
    "/preview.svg",
    "/static/",
    "/foot/",
)  # what tells nothing of the list
CORNER: Any = {"x": 6, "y": 6}  # of a cell: left of the way to its record


def cell(page: Page, row: str, field: str) -> Locator:
    """The cell of a field in the row that shows a text: under its head, or alone."""
    head = f"ancestor::table[1]/thead/tr/th[@data-field='{field}']"
    under = f"{head} and count(preceding-sibling::*) = count({head}/preceding-sibling::*)"
    alone = f"substring(@id, string-length(@id) - {len(field)}) = '-{field}'"
    found = page.locator("tbody tr").filter(has_text=row)
    return found.locator(f"xpath=./td[({under}) or ({alone})]")


def slow(page: Page, milliseconds: int) -> None:
    """From here on every answer takes that long at least."""
    network = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", {**network, "latency": milliseconds})


def settled(page: Page) -> None:
    """Wait until every write is answered and drawn."""
    expect(page.locator("html[data-saving], [aria-busy=true]")).to_have_count(0)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))")


@contextmanager
def one_answer(page: Page) -> Iterator[None]:
    """What is done inside makes one write; its answer is drawn, and nothing is asked after it.

    On a busy machine the page may ask meanwhile how far the write has come: that reads nothing. Nor
    does the picture of an invoice's paper, which changes with it; and the browser fetches the icon
    of a page when it likes. A list that is not all there adds up its foot 400 ms after it is drawn.
    """
    asked: list[str] = []

    def hear(request: Request) -> None:
        if not any(part in request.url for part in BESIDE):
            asked.append(f"{request.method} {request.url}")

    page.on("request", hear)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        yield
    settled(page)
    page.remove_listener("request", hear)
    assert sum(one.startswith("POST") for one in asked) == 1, asked
    assert asked[-1].startswith("POST"), asked


def fill(page: Page, row: str, field: str, text: str) -> None:
    """Click a cell, type over it, press Enter."""
    cell(page, row, field).click(position=CORNER)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    with one_answer(page):
        page.keyboard.press("Enter")


def choose(page: Page, row: str, field: str, text: str) -> None:
    """Choose the option that shows `text` in a cell, found by typing it."""
    open_choices(page, row, field, text)
    _press(page, offered(page).filter(has_text=text).first)


def make(page: Page, row: str, field: str, name: str) -> None:
    """Make a new record from inside a cell."""
    open_choices(page, row, field, name)
    _press(page, offered(page, re.compile(rf"New.*{re.escape(name)}")))


def pick(field: Locator, text: str) -> None:
    """Choose what shows a text in a field that holds one of a few options, by typing it."""
    field.click()
    field.press_sequentially(text)
    option = field.page.get_by_role("listbox").get_by_role("option", name=text).first
    expect(option).to_be_visible()
    field.press("Enter")
    expect(field.page.get_by_role("listbox")).to_have_count(0)


def clear(page: Page, row: str, field: str) -> None:
    """Choose the option that empties a cell."""
    open_choices(page, row, field, "")
    _press(page, offered(page, re.compile("^No ")))


def offered(page: Page, name: re.Pattern[str] | None = None) -> Locator:
    """What the list under an open cell offers."""
    return page.get_by_role("listbox").get_by_role("option", name=name)


def undo(page: Page) -> None:
    """Ctrl+Z, with the focus outside any field; what it asks before is answered with yes."""
    page.evaluate("document.activeElement.blur()")
    with one_answer(page):
        page.keyboard.press("Control+z")
    asked = page.get_by_role("dialog").get_by_role("button", name="Undo all of it")
    if asked.count():
        with one_answer(page):
            asked.click()


def from_menu(page: Page, item: str, within: str = "#main") -> None:
    """Choose from the menu of the record that is open."""
    page.locator(f"{within} [data-menu]").last.click()
    page.get_by_role("menuitem", name=item).click()


def area(page: Page, slug: str, title: str) -> Locator:
    """The line of a record in an area of the client window."""
    return page.locator(f"#area-{slug} li").filter(has_text=title)


def violations(page: Page) -> list[Any]:
    """Collects what the console says against the content security policy, and script errors."""
    found: list[Any] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    return found


def open_choices(page: Page, row: str, field: str, text: str) -> None:
    cell(page, row, field).click(position=CORNER)
    expect(page.get_by_role("listbox")).to_be_visible()
    if text:
        with page.expect_response(lambda answer: "?q=" in answer.url):
            page.keyboard.type(text)


def _press(page: Page, option: Locator) -> None:
    expect(option).to_be_visible()
    with one_answer(page):
        option.click()
    expect(page.get_by_role("listbox")).to_have_count(0)
