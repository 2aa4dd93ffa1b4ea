"""The small forms that add a record: links are found by typing, also when answers come late."""

import time
import uuid

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.studio import Studio

TARGETS = "**/controls/targets/**"


def opened(desk: Page) -> Locator:
    """The open form of the workflow."""
    desk.goto("/workflow/")
    desk.keyboard.press("n")
    form = desk.locator("form.composer:not([hidden])")
    expect(form.get_by_label("Description")).to_be_focused()
    return form


def slow(desk: Page, seconds: float) -> None:
    """Answers of what is looked for come late."""

    def later(route: Route) -> None:
        time.sleep(seconds)
        route.continue_()

    desk.route(TARGETS, later)


@pytest.mark.parametrize("seconds", [0, 0.4])
def test_an_entry_is_made_with_its_client_by_keyboard(
    seconds: float, desk: Page, demo: Studio
) -> None:
    words = f"Job {uuid.uuid4().hex[:6]}"
    client = demo.ask("POST", "clients", {"name": f"Client of {words}"})
    form = opened(desk)
    slow(desk, seconds)
    desk.keyboard.type(words)
    desk.keyboard.press("Tab")
    desk.keyboard.type("12.00")
    form.get_by_label("Client").focus()
    desk.keyboard.type(f"client of {words}".lower())
    desk.keyboard.press("Tab")
    expect(form.get_by_label("Project")).to_be_focused()
    expect(form.get_by_label("Client")).to_have_value(f"Client of {words}")
    desk.keyboard.press("Enter")
    expect(desk.locator("tbody tr").filter(has_text=words)).to_contain_text(f"Client of {words}")
    (entry,) = demo.ask("GET", f"transactions?q={words.replace(' ', '%20')}")["items"]
    assert entry["client"] == client["id"]


def test_what_is_typed_after_a_choice_is_what_counts(desk: Page, demo: Studio) -> None:
    demo.ask("POST", "clients", {"name": "Anna Bendt"})
    demo.ask("POST", "clients", {"name": "Anna Zorn"})
    form = opened(desk)
    field = form.get_by_label("Client")
    field.click()
    desk.keyboard.type("anna b")
    desk.get_by_role("option", name="Anna Bendt", exact=True).click()
    expect(field).to_have_value("Anna Bendt")
    field.fill("anna z")
    slow(desk, 0.4)
    desk.keyboard.press("Enter")
    expect(field).to_have_value("Anna Zorn")


def test_a_name_of_nobody_stays_and_is_said_at_its_field(desk: Page) -> None:
    form = opened(desk)
    desk.keyboard.type("Job for nobody")
    form.get_by_label("Amount").fill("1")
    form.get_by_label("Client").fill("Nobody at all")
    desk.keyboard.press("Escape")
    form.get_by_role("button", name="Add income").click()
    expect(form.get_by_role("alert")).to_contain_text("There is no client called “Nobody at all”.")
    expect(form.get_by_label("Client")).to_have_value("Nobody at all")
    expect(form.get_by_label("Client")).to_be_focused()
    expect(form.get_by_label("Description")).to_have_value("Job for nobody")
