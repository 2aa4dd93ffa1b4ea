"""The small forms that add a record: links are found by typing, also when answers come late."""

import re
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


SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.shifted += one.value;
  }).observe({ type: "layout-shift" });
}"""


@pytest.mark.parametrize(
    ("path", "opener"),
    [
        ("/clients/?view=board", "[data-composer][data-preset='stage=negotiation']"),
        ("/clients/?view=board", ".page-head [data-composer]"),
        ("/transfers/", ".page-head [data-composer]"),
        ("/client/", "#area-projects [data-composer], .area [data-composer=composer-project]"),
        ("/meetings/?view=calendar", ".day[aria-current] .day-add"),
        ("/invoices/?view=calendar", ".day[aria-current] .day-add"),
    ],
)
@pytest.mark.parametrize("width", [1440, 390])
def test_a_form_stands_where_it_was_opened_and_moves_nothing(
    desk: Page, path: str, opener: str, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    desk.goto(path)
    button = desk.locator(opener)
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    desk.evaluate(SHIFTS)
    button.evaluate("one => one.click()")
    form = desk.locator("form.composer:not([hidden])")
    expect(form).to_have_count(1)
    expect(form.locator(".composer-title")).to_have_count(1)
    expect(form.locator("input:focus")).to_have_count(1)
    desk.wait_for_timeout(100)
    there, at = form.bounding_box(), button.bounding_box()
    assert before == at
    assert there and at
    gap = max(at["y"] - there["y"] - there["height"], there["y"] - at["y"] - at["height"])
    assert gap <= 8  # at its button, above or below
    assert there["x"] >= 0 and there["x"] + there["width"] <= width
    assert desk.evaluate("window.shifted") == 0
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)
    begun = button.get_attribute("data-preset")  # a day has two buttons that begin with the same
    expect(desk.locator(f"[data-preset='{begun}']:focus") if begun else button).to_be_visible()
    assert begun or button.evaluate("one => one.matches(':focus')")


def test_what_is_typed_in_a_column_stays_there_while_others_write(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:6]
    desk.goto(f"/clients/?view=board&q={mark}")
    demo.ask("POST", "clients", {"name": f"Given {mark}", "stage": "lead"})
    desk.reload()
    desk.get_by_role("button", name="+ New in Negotiation").click()
    form = desk.get_by_role("form", name="New client")
    desk.keyboard.type(f"Half {mark}")
    place = form.bounding_box()
    card = desk.locator(".card").filter(has_text=f"Given {mark}")
    card.evaluate("one => one.focus()")
    desk.keyboard.press("Alt+ArrowRight")
    expect(
        desk.get_by_role("region", name="Negotiation", exact=True).locator(".card")
    ).to_have_count(1)
    expect(form.get_by_label("Name")).to_have_value(f"Half {mark}")
    expect(form).to_have_class("composer composer-there")
    assert form.bounding_box()["x"] == place["x"]


def test_an_unused_form_makes_room_for_another(desk: Page) -> None:
    desk.goto("/transactions/")
    forms = desk.locator("form.composer:not([hidden])")
    for label in ("Add income", "Add expense"):
        desk.get_by_role("button", name=label).first.click()
        expect(forms).to_have_count(1)
        expect(forms.locator(".composer-title")).to_have_text(label)
        expect(forms.get_by_label("Description")).to_be_focused()
    desk.keyboard.type("Used")
    desk.get_by_role("button", name="Add income").first.click()
    expect(forms).to_have_count(2)
    desk.goto("/transactions/?compose=expense")
    expect(forms.get_by_label("Description")).to_be_focused()


def test_what_is_refused_is_said_at_its_field_until_it_is_mended(desk: Page) -> None:
    desk.goto("/transactions/?compose=income")
    form = desk.get_by_role("form", name="Add income")
    amount = form.locator("input[name=amount]")
    form.locator("input[name=description]").fill("Refused")
    amount.fill("ten")
    form.get_by_role("button", name="Add income").click()
    said = form.locator(".field-problem", has_text="Write the amount like")
    expect(amount).to_be_focused()
    expect(amount).to_have_attribute("aria-describedby", re.compile("^problem-"))
    expect(said).to_be_visible()
    field, words = amount.bounding_box(), said.bounding_box()
    assert field
    assert words
    assert abs(words["x"] - field["x"]) < 20
    assert 0 <= words["y"] - field["y"] - field["height"] < 20
    amount.fill("10")
    expect(said).to_have_count(0)


def test_what_one_button_began_with_is_not_what_another_begins_with(desk: Page) -> None:
    desk.goto("/meetings/?view=calendar&month=2027-04")
    desk.locator("#day-2027-04-12").click(position={"x": 60, "y": 70})
    form = desk.get_by_role("form", name="New meeting")
    expect(form.get_by_label("Starts")).to_have_value(re.compile("12/04/2027"))
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="New meeting").first.click()
    expect(form.get_by_label("Starts")).to_have_value("")
    form.get_by_label("Title").fill("Kept")
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="New meeting").first.click()
    expect(form.get_by_label("Title")).to_have_value("Kept")


def test_under_a_table_one_row_follows_the_other(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:6]
    demo.ask("POST", "clients", {"name": f"First {mark}"})
    desk.goto(f"/clients/?q={mark}")
    desk.get_by_role("button", name="+ New in this table").click()
    form = desk.get_by_role("form", name="New client")
    for name in (f"Second {mark}", f"Third {mark}"):
        expect(form.get_by_label("Name")).to_be_focused()
        desk.keyboard.type(name)
        desk.keyboard.press("Enter")
        expect(desk.locator("tbody tr").filter(has_text=name)).to_have_count(1)
    expect(form.get_by_label("Name")).to_have_value("")
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)


@pytest.mark.parametrize("height", [844, 450])
@pytest.mark.parametrize(
    ("path", "opener"),
    [
        ("/meetings/?view=calendar", ".month-day >> nth=17"),
        ("/meetings/?view=calendar", ".page-head [data-composer]"),
        ("/clients/?view=board", "[data-composer][data-preset='stage=negotiation']"),
        ("/transactions/", ".page-head [data-composer] >> nth=0"),
        ("/services/", "tfoot [data-composer]"),
    ],
)
def test_the_button_of_a_form_is_in_sight_on_a_phone(
    phone: Page, path: str, opener: str, height: int
) -> None:
    phone.goto(path)
    phone.locator(opener).tap()
    form = phone.locator("form.composer:not([hidden])")
    expect(form).to_have_count(1)
    phone.set_viewport_size({"width": 390, "height": height})  # the keyboard comes
    button = form.locator("[type=submit]")
    expect(button).to_be_in_viewport(ratio=1)
    button.click(trial=True)  # nothing lies over it
    there = form.bounding_box()
    assert there and there["y"] >= 0 and there["y"] + there["height"] <= height
    is_cut = form.evaluate("one => one.scrollHeight > one.clientHeight")
    assert not is_cut or there["height"] >= height - 40  # no room is left beside it
