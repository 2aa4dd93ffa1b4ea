"""The calendar: an entry moves to another day by mouse and keyboard, a day takes a new one."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import one_answer, violations
from tests.e2e.studio import Studio

MONDAY = date(2027, 3, 8)  # a month of the tests' own
MONTH = "view=calendar&month=2027-03"


@pytest.fixture
def meeting(request: pytest.FixtureRequest, demo: Studio) -> Iterator[str]:
    """The title of a meeting of an hour and a half, on Monday morning."""
    title = request.node.originalname.replace("_", " ")
    made = demo.ask(
        "POST",
        "meetings",
        {
            "title": title,
            "starts_at": f"{MONDAY}T09:30:00Z",
            "ends_at": f"{MONDAY}T11:00:00Z",
        },
    )
    yield title
    demo.ask("DELETE", f"meetings/{made['id']}")


def day(page: Page, after: int = 0) -> Locator:
    """The cell of a day of that week: Monday, and so many after it."""
    return page.locator(f"#day-{MONDAY + timedelta(days=after)}")


def entry(page: Page, title: str) -> Locator:
    return page.locator(".entry").filter(has_text=title)


def stored(demo: Studio, title: str) -> tuple[str, str]:
    """When the meeting begins and ends, as it is stored."""
    found = next(one for one in demo.ask("GET", "meetings")["items"] if one["title"] == title)
    return found["starts_at"], found["ends_at"]


def test_a_meeting_is_dragged_to_another_day(desk: Page, demo: Studio, meeting: str) -> None:
    said = violations(desk)
    desk.goto(f"/meetings/?{MONTH}")
    start = entry(desk, meeting).bounding_box()
    end = day(desk, 3).bounding_box()
    assert start and end
    from_x, from_y = start["x"] + 20, start["y"] + 10
    to_x, to_y = end["x"] + 40, end["y"] + 80
    with one_answer(desk):
        desk.mouse.move(from_x, from_y)
        desk.mouse.down()
        for step in range(1, 11):
            part = step / 10
            desk.mouse.move(from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part)
        desk.mouse.up()
    expect(day(desk, 3).locator(".entry")).to_contain_text(meeting)
    expect(day(desk).locator(".entry").filter(has_text=meeting)).to_have_count(0)
    thursday = MONDAY + timedelta(days=3)
    assert stored(demo, meeting) == (f"{thursday}T09:30:00Z", f"{thursday}T11:00:00Z")
    assert said == []


def test_a_meeting_is_moved_by_keyboard_and_back(desk: Page, demo: Studio, meeting: str) -> None:
    desk.goto(f"/meetings/?{MONTH}")
    link = entry(desk, meeting).get_by_role("link")
    link.focus()
    for key, after in (("ArrowRight", 1), ("ArrowDown", 8), ("ArrowLeft", 7)):
        with one_answer(desk):
            desk.keyboard.press(f"Alt+{key}")
        expect(day(desk, after).locator(".entry")).to_contain_text(meeting)
        expect(link).to_be_focused()
    with one_answer(desk):
        desk.keyboard.press("Control+z")
    expect(day(desk, 8).locator(".entry")).to_contain_text(meeting)
    assert stored(demo, meeting)[0] == f"{MONDAY + timedelta(days=8)}T09:30:00Z"


def test_a_project_moves_with_its_end(desk: Page, demo: Studio) -> None:
    starts = {"start_date": str(MONDAY), "end_date": str(MONDAY + timedelta(days=2))}
    made = demo.ask("POST", "projects", {"name": "Three days", **starts})
    desk.goto(f"/projects/?{MONTH}")
    expect(entry(desk, "Three days")).to_have_count(3)
    day(desk, 1).locator(".entry").filter(has_text="Three days").get_by_role("link").focus()
    with one_answer(desk):
        desk.keyboard.press("Alt+ArrowRight")
    expect(day(desk).locator(".entry").filter(has_text="Three days")).to_have_count(0)
    expect(day(desk, 3).locator(".entry").filter(has_text="Three days")).to_have_count(1)
    moved = demo.ask("GET", f"projects/{made['id']}")
    assert (moved["start_date"], moved["end_date"]) == ("2027-03-09", "2027-03-11")
    demo.ask("DELETE", f"projects/{made['id']}")


def test_a_project_is_stretched_by_mouse_and_keyboard(desk: Page, demo: Studio) -> None:
    starts = {"start_date": str(MONDAY + timedelta(days=1)), "end_date": "2027-03-10"}
    made = demo.ask("POST", "projects", {"name": "Stretched", **starts})
    desk.goto(f"/projects/?{MONTH}")
    bar = entry(desk, "Stretched")
    pulls = ((bar.last.locator("[data-pull=end]"), 4), (bar.first.locator("[data-pull=start]"), 0))
    for pull, after in pulls:
        start, end = pull.bounding_box(), day(desk, after).bounding_box()
        assert start and end
        with one_answer(desk):
            desk.mouse.move(start["x"] + 3, start["y"] + 8)
            desk.mouse.down()
            desk.mouse.move(end["x"] + 50, end["y"] + 70, steps=8)
            desk.mouse.up()
    expect(bar).to_have_count(5)
    bar.first.get_by_role("link").focus()
    for key in ("ArrowDown", "ArrowLeft"):
        with one_answer(desk):
            desk.keyboard.press(f"Shift+Alt+{key}")
        expect(bar.first.get_by_role("link")).to_be_focused()
    moved = demo.ask("GET", f"projects/{made['id']}")
    assert (moved["start_date"], moved["end_date"]) == ("2027-03-08", "2027-03-18")
    demo.ask("DELETE", f"projects/{made['id']}")


def test_a_meeting_is_made_longer_by_keyboard(desk: Page, demo: Studio, meeting: str) -> None:
    desk.goto(f"/meetings/?view=calendar&week={MONDAY}")
    entry(desk, meeting).get_by_role("link").focus()
    with one_answer(desk):
        desk.keyboard.press("Shift+Alt+ArrowDown")
    assert stored(demo, meeting) == (f"{MONDAY}T09:30:00Z", f"{MONDAY}T11:30:00Z")


def test_a_day_is_clicked_to_add_to_it(desk: Page) -> None:
    desk.goto(f"/invoices/?{MONTH}")
    box = day(desk, 2).bounding_box()
    assert box
    desk.mouse.click(box["x"] + 60, box["y"] + 80)
    form = desk.get_by_role("form", name="New invoice")
    expect(form.get_by_label("Due")).to_have_value("10/03/2027")
    form.get_by_label("Number").fill("CAL-1")
    with one_answer(desk):
        form.get_by_role("button", name="New invoice").click()
    expect(day(desk, 2).locator(".entry")).to_contain_text("CAL-1")


def test_the_arrow_keys_lead_over_the_days(desk: Page) -> None:
    desk.goto(f"/meetings/?{MONTH}")
    stops = desk.locator(".day-add:not([tabindex])")
    expect(stops).to_have_count(1)
    stops.focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    starts = desk.get_by_role("form", name="New meeting").get_by_label("Starts")
    expect(starts).to_have_value("08/03/2027 09:00")


def test_months_and_weeks_are_turned_over(desk: Page) -> None:
    desk.goto("/meetings/")
    desk.get_by_role("navigation", name="Sections").get_by_role("link", name="Calendar").click()
    desk.goto(f"/meetings/?{MONTH}")
    heading = desk.get_by_role("heading", level=1)
    for name, words in (
        ("Month after", "April 2027"),
        ("Month before", "March 2027"),
        ("Week", "Mar 2027"),
        ("Month", "March 2027"),
    ):
        period = desk.get_by_role("navigation", name="Period")
        period.get_by_role("link", name=name, exact=True).click()
        expect(heading).to_contain_text(words)


@pytest.mark.parametrize(
    "path", [f"/meetings/?{MONTH}", "/projects/?view=calendar", "/clients/?view=gallery"]
)
def test_calendar_and_gallery_are_accessible(desk: Page, meeting: str, path: str) -> None:
    said = violations(desk)
    desk.goto(path)
    assert [*findings(desk), *said] == []


def test_on_a_phone_it_is_a_list_of_days(demo: Studio, browser: Browser, meeting: str) -> None:
    context = demo.enter(browser, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"/meetings/?{MONTH}")
    expect(entry(page, meeting)).to_be_visible()
    expect(day(page).locator(".day-name")).to_be_visible()
    expect(day(page, 1)).to_be_hidden()
    context.close()
