"""One picker for every date: in cells, forms, dialogs and panels, by mouse, keys and words."""

import uuid
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import CORNER, cell, one_answer, settled, slow
from tests.e2e.studio import Studio

DAY = timedelta(days=1)


def month(page: Page) -> Locator:
    return page.locator("#dates")


def day_of(page: Page, day: date) -> Locator:
    return page.locator(f"#dates-{day.isoformat()}")


def entry(demo: Studio, day: date) -> tuple[str, str]:
    """An entry of its own on a day: its name and its id."""
    name = f"Dated {uuid.uuid4().hex[:6]}"
    return name, demo.income(name, date=day.isoformat())["id"]


def stored(demo: Studio, pk: str) -> str:
    return str(demo.ask("GET", f"transactions/{pk}")["date"])


def test_a_day_is_pressed_in_a_cell(desk: Page, demo: Studio) -> None:
    name, pk = entry(demo, date(2026, 3, 18))
    desk.goto(f"/workflow/?q={name[6:]}")
    cell(desk, name, "date").click(position=CORNER)
    expect(desk.locator(".editor")).to_have_value("18/03/2026")
    expect(month(desk)).to_contain_text("March 2026")
    expect(day_of(desk, date(2026, 3, 18))).to_have_attribute("aria-selected", "true")
    month(desk).get_by_role("button", name="The month after").click()
    expect(month(desk)).to_contain_text("April 2026")
    expect(desk.locator(".editor")).to_be_focused()
    with one_answer(desk):
        day_of(desk, date(2026, 4, 7)).click()
    expect(month(desk)).to_have_count(0)
    assert stored(demo, pk) == "2026-04-07"


def test_a_day_is_chosen_by_keys(desk: Page, demo: Studio) -> None:
    name, pk = entry(demo, date(2026, 3, 18))
    desk.goto(f"/workflow/?q={name[6:]}")
    cell(desk, name, "date").focus()
    desk.keyboard.press("Enter")
    editor = desk.locator(".editor")
    expect(editor).to_have_attribute("aria-expanded", "true")
    reached = {
        "ArrowDown": date(2026, 3, 18),
        "ArrowRight": date(2026, 3, 19),
        "End": date(2026, 3, 22),
        "Home": date(2026, 3, 16),
        "ArrowUp": date(2026, 3, 9),
        "PageDown": date(2026, 4, 9),
        "Shift+PageUp": date(2025, 4, 9),
        "ArrowLeft": date(2025, 4, 8),
    }
    for key, day in reached.items():
        desk.keyboard.press(key)
        expect(editor).to_have_attribute("aria-activedescendant", f"dates-{day.isoformat()}")
        expect(day_of(desk, day)).to_be_visible()
        expect(editor).to_be_focused()
    desk.keyboard.press("Escape")  # back to the text, which stays
    expect(editor).to_have_attribute("aria-activedescendant", "")
    expect(editor).to_have_value("18/03/2026")
    desk.keyboard.press("PageUp")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    assert stored(demo, pk) == "2026-02-18"
    expect(cell(desk, name, "date")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Escape")
    expect(desk.locator("#dates, .editor")).to_have_count(0)


@pytest.mark.parametrize("server", [0, 300])
def test_a_day_is_typed_in_words(desk: Page, demo: Studio, server: int) -> None:
    name, pk = entry(demo, date(2026, 3, 18))
    desk.goto(f"/workflow/?q={name[6:]}")
    slow(desk, server)
    cell(desk, name, "date").focus()
    desk.keyboard.type("tomorrow", delay=20)
    day = date.today() + DAY
    expect(month(desk)).to_contain_text(f"{day:%A}, {day.day} {day:%B %Y}")
    expect(day_of(desk, day)).to_have_attribute("aria-selected", "true")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    assert stored(demo, pk) == day.isoformat()
    cell(desk, name, "date").focus()
    desk.keyboard.type("+3")  # the server is not waited for
    with one_answer(desk):
        desk.keyboard.press("Tab")
    assert stored(demo, pk) == (day + 2 * DAY).isoformat()


def test_a_form_and_a_dialog_have_it(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:6]
    desk.goto("/transactions/")
    desk.get_by_role("button", name="Add income").first.click()
    form = desk.get_by_role("form", name="Add income")
    field = form.get_by_label("Date")
    today = date.today()
    expect(field).to_have_value(f"{today:%d/%m/%Y}")
    form.get_by_label("Description").fill(f"Formed {mark}")
    form.get_by_label("Amount").fill("12")
    field.click()
    day_of(desk, today).click()
    expect(month(desk)).to_have_count(0)
    field.press("ArrowDown")
    field.press("ArrowLeft")
    field.press("Enter")
    yesterday = today - DAY
    expect(field).to_have_value(f"{yesterday:%d/%m/%Y}")
    field.press("ArrowDown")
    field.press("Escape")
    field.press("Escape")
    expect(month(desk)).to_have_count(0)
    expect(form).to_be_visible()  # it takes one more
    with one_answer(desk):
        field.press("Enter")
    (made,) = demo.ask("GET", f"transactions?q={mark}")["items"]
    assert made["date"] == yesterday.isoformat()

    invoice = demo.ask("POST", "invoices", {"due_date": "2026-12-01"})
    demo.income(f"Billed {mark}", invoice=invoice["id"])
    desk.goto(f"/invoices/{invoice['id']}/")
    desk.get_by_role("button", name="Mark as paid").click()
    paid = desk.get_by_role("dialog").get_by_label("Paid on")
    expect(paid).to_have_value(f"{today:%d/%m/%Y}")
    paid.click()
    expect(month(desk)).to_be_visible()
    desk.keyboard.press("Escape")
    expect(month(desk)).to_have_count(0)
    expect(paid).to_be_visible()


def test_the_chosen_day_is_read_wherever_the_month_stands(desk: Page, demo: Studio) -> None:
    name, _ = entry(demo, date(2026, 3, 18))
    invoice = demo.ask("POST", "invoices", {"due_date": "2026-12-01"})
    demo.income(name, invoice=invoice["id"])

    def look() -> list[str]:
        chosen = month(desk).locator("[aria-selected=true]")
        expect(chosen).to_be_visible()
        words = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
        seen: list[str] = chosen.evaluate(words)
        return seen

    found = []
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        desk.goto(f"/workflow/?q={name[6:]}")
        cell(desk, name, "date").first.click(position=CORNER)
        found.append(look())
        desk.goto("/transactions/?compose=income")
        desk.get_by_role("form", name="Add income").get_by_label("Date").click()
        found.append(look())
        desk.goto(f"/invoices/{invoice['id']}/")
        desk.get_by_role("button", name="Mark as paid").click()
        desk.get_by_role("dialog").get_by_label("Paid on").click()
        found.append(look())
    light = ["rgb(255, 255, 255)", "rgb(11, 110, 84)"]  # --accent-ink on --accent
    dark = ["rgb(13, 35, 28)", "rgb(76, 195, 157)"]
    assert found == [light] * 3 + [dark] * 3


def test_a_filter_has_it(desk: Page) -> None:
    desk.goto("/transactions/?date_from=2026-01-05")
    desk.locator("#control-filter").click()
    panel = desk.locator(".panel-pop")
    value = panel.get_by_label("Date", exact=True)
    expect(value).to_have_value("05/01/2026")
    value.click()
    day_of(desk, date(2026, 1, 12)).click()
    expect(value).to_have_value("12/01/2026")
    desk.wait_for_url("**2026-01-12**")
    value.fill("yesterday")
    value.press("Enter")
    yesterday = date.today() - DAY
    desk.wait_for_url(f"**{yesterday.isoformat()}**")


def test_an_end_follows_its_start(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:6]
    desk.goto("/projects/")
    desk.keyboard.press("n")
    form = desk.get_by_role("form", name="New project")
    desk.keyboard.type(f"Stretch {mark}")
    start, end = form.get_by_label("Start"), form.get_by_label("End")
    start.fill("3/8/2026")
    start.press("ArrowDown")
    start.press("Enter")
    expect(end).to_be_focused()  # one goes on in the same month
    expect(month(desk)).to_contain_text("August 2026")
    for _ in range(2):
        desk.keyboard.press("ArrowDown")
    between = month(desk).locator(".dates-between")
    expect(between.first).to_have_attribute("data-day", "2026-08-03")
    expect(between.last).to_have_attribute("data-day", "2026-08-10")
    desk.keyboard.press("Enter")
    expect(end).to_have_value("10/08/2026")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    (made,) = demo.ask("GET", f"projects?q={mark}")["items"]
    assert (made["start_date"], made["end_date"]) == ("2026-08-03", "2026-08-10")
    demo.ask("DELETE", f"projects/{made['id']}")  # others look for projects of nobody


def test_a_time_is_typed_beside_the_date(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:6]
    desk.goto("/meetings/?view=table")
    desk.keyboard.press("n")
    form = desk.get_by_role("form", name="New meeting")
    desk.keyboard.type(f"Timed {mark}")
    start = form.get_by_label("Starts")
    start.fill("3/8/2026")
    start.press("ArrowDown")
    start.press("Enter")
    expect(start).to_have_value("03/08/2026 09:00")
    desk.keyboard.type("2pm")  # the time is picked out
    expect(start).to_have_value("03/08/2026 2pm")
    form.get_by_label("Ends").fill("15:30")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    (made,) = demo.ask("GET", f"meetings?q={mark}")["items"]
    assert (made["starts_at"][:10], made["ends_at"][:10]) == ("2026-08-03", "2026-08-03")
    desk.goto(f"/meetings/?view=table&q={mark}")
    first = made["starts_at"]
    cell(desk, mark, "starts_at").click(position=CORNER)
    expect(desk.locator(".editor")).to_have_value("03/08/2026 14:00")
    desk.keyboard.type("16:00")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    settled(desk)
    (now,) = demo.ask("GET", f"meetings?q={mark}")["items"]
    assert now["starts_at"][:10] == first[:10]
    assert int(now["starts_at"][11:13]) - int(first[11:13]) == 2


@pytest.mark.parametrize("place", ["/projects/?q={mark}", "/projects/{pk}/"])
def test_an_empty_end_is_chosen_after_its_start(desk: Page, demo: Studio, place: str) -> None:
    mark = uuid.uuid4().hex[:6]
    pk = demo.ask("POST", "projects", {"name": f"Ends {mark}", "start_date": "2026-08-03"})["id"]
    desk.goto(place.format(mark=mark, pk=pk))
    row = f"Ends {mark}" if "?" in place else "Start"
    cell(desk, row, "start_date").click(position=CORNER)
    day_of(desk, date(2026, 8, 5)).click()
    expect(desk.locator(".editor")).to_have_count(1)
    day_of(desk, date(2026, 8, 12)).hover()
    with one_answer(desk):
        day_of(desk, date(2026, 8, 12)).click()
    expect(month(desk)).to_have_count(0)
    made = demo.ask("GET", f"projects/{pk}")
    assert (made["start_date"], made["end_date"]) == ("2026-08-05", "2026-08-12")
    demo.ask("DELETE", f"projects/{pk}")  # others look for projects of nobody
