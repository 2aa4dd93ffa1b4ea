"""What is typed while something opens is kept for it, and no letter of it is a shortcut."""

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.hands import settled, slow
from tests.e2e.studio import Studio

KEY = 25  # between two keys


@pytest.fixture
def desk(demo: Studio, browser: Browser) -> Iterator[Page]:
    """A page of a browser that has fetched nothing yet, the editor neither."""
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def client(demo: Studio) -> str:
    """The id of a client of the test's own."""
    made = demo.ask("POST", "clients", {"name": f"Ahead {uuid.uuid4().hex[:5]}"})
    return str(made["id"])


def test_a_note_is_typed_before_its_editor_is_there(desk: Page, demo: Studio, client: str) -> None:
    before = demo.ask("GET", "clients?limit=1&order=-id")["items"][0]["id"]
    desk.goto(f"/clients/?peek=clients:{client}")
    slow(desk, 600)
    button = desk.get_by_role("button", name="Edit: Notes")
    button.press("Enter")
    early = desk.locator(".note-early textarea")
    expect(early).to_be_focused()
    desk.keyboard.type("# Heading\n- [ ] call them", delay=KEY)
    field = desk.get_by_role("textbox", name=re.compile("^Note of"))
    expect(field).to_be_focused()
    expect(early).to_have_count(0)
    desk.keyboard.type("\nnotary", delay=KEY)
    desk.keyboard.press("Control+Enter")
    expect(field).to_have_count(0)
    expect(button).to_be_focused()
    text = "# Heading\n\n- [ ] call them\n- [ ] notary"
    assert demo.ask("GET", f"clients/{client}/note")["body"] == text
    assert demo.ask("GET", "clients?limit=1&order=-id")["items"][0]["id"] == before

    # What is there already is gone on with, and leaving before it opened saves.
    button.press("Enter")
    desk.keyboard.type(" now", delay=1)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".note.editing")).to_have_count(0)
    expect(button).to_be_focused()
    assert demo.ask("GET", f"clients/{client}/note")["body"] == f"{text} now"


def test_a_note_that_cannot_be_opened_keeps_what_was_typed(
    desk: Page, demo: Studio, client: str
) -> None:
    desk.goto(f"/clients/{client}/")
    held: list[Route] = []  # however busy the machine is, it fails only once somebody has typed
    desk.route("**/note/", lambda route: held.append(route))
    desk.get_by_role("button", name="Edit: Notes").press("Enter")
    desk.keyboard.type("no", delay=KEY)
    expect(desk.locator(".note-early textarea")).to_have_value("no")
    for route in held:
        route.abort()
    said = desk.locator("#toast")
    expect(said).to_contain_text("could not be opened")
    desk.keyboard.type("t lost", delay=KEY)
    expect(desk.locator(".note-early textarea")).to_be_visible()
    desk.unroute("**/note/")
    said.get_by_role("button", name="Try again").click()
    expect(desk.locator(".note.editing")).to_have_count(0)
    settled(desk)
    assert demo.ask("GET", f"clients/{client}/note")["body"] == "not lost"


@pytest.mark.parametrize(
    ("address", "opener", "field"),
    [
        ("/clients/{client}/", "New project", "Name"),
        ("/clients/{client}/", "Add a property", "Name"),
        ("/clients/?view=table", "^View$", "Name of this view"),
    ],
)
def test_letters_wait_for_what_opens(
    desk: Page, client: str, address: str, opener: str, field: str
) -> None:
    desk.goto(address.format(client=client))
    slow(desk, 600)
    desk.get_by_role("button", name=re.compile(opener)).first.press("Enter")
    desk.keyboard.type("new name", delay=KEY)
    there = desk.get_by_label(field, exact=True).and_(desk.locator(":focus"))
    expect(there).to_have_value("new name")
    expect(desk.locator("form.composer[id^=composer-]:not([hidden])")).to_have_count(0)
