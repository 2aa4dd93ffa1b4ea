"""Calendars by hour: entries are drawn over empty hours and days, moved, and stretched."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import one_answer, violations
from tests.e2e.studio import Studio

MONDAY = date(2027, 5, 10)  # a week of the tests' own
WEEK = f"/meetings/?view=calendar&week={MONDAY}"
MONTH = "view=calendar&month=2027-05"


@pytest.fixture
def meeting(request: pytest.FixtureRequest, demo: Studio) -> Iterator[str]:
    """The id of a meeting on Monday, from half past nine to eleven."""
    title = request.node.originalname.replace("_", " ")
    times = {"starts_at": f"{MONDAY}T09:30:00Z", "ends_at": f"{MONDAY}T11:00:00Z"}
    made = demo.ask("POST", "meetings", {"title": title, **times})
    yield made["id"]
    demo.ask("DELETE", f"meetings/{made['id']}")


def hours(page: Page, after: int = 0) -> Locator:
    return page.locator(f".hours-day[data-day='{MONDAY + timedelta(days=after)}']")


def box(found: Locator) -> FloatRect:
    found.scroll_into_view_if_needed()
    rect = found.bounding_box()
    assert rect
    return rect


def pull(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=10)
    page.mouse.up()


def at(page: Page, after: int, hour: float) -> tuple[float, float]:
    rect = hours(page, after).bounding_box()
    assert rect
    return rect["x"] + 40, rect["y"] + rect["height"] * hour / 24 + 1


def stored(demo: Studio, key: str) -> tuple[str, str]:
    found = demo.ask("GET", f"meetings/{key}")
    return found["starts_at"], found["ends_at"]


def test_an_entry_is_as_long_as_it_lasts_and_stands_in_its_hour(desk: Page, meeting: str) -> None:
    said = violations(desk)
    desk.goto(WEEK)
    entry = box(desk.locator(f".hour-entry:has(#hour-{meeting})"))
    day = hours(desk).bounding_box()
    assert day
    hour = day["height"] / 24
    assert abs(entry["y"] - day["y"] - 9.5 * hour) < 2
    assert abs(entry["height"] - 1.5 * hour) < 4
    assert [*findings(desk), *said] == []


def made(page: Page, demo: Studio, kind: str, title: str) -> tuple[str, str, str]:
    """Sends the form that is open under a title: when what it made begins and ends, its address."""
    form = page.get_by_role("form", name=f"New {kind}")
    form.get_by_label("Title" if kind == "meeting" else "Name").fill(title)
    with one_answer(page):
        form.get_by_role("button", name=f"New {kind}").click()
    found = demo.ask("GET", f"{kind}s?q={title}")["items"][0]
    names = ("starts_at", "ends_at") if kind == "meeting" else ("start_date", "end_date")
    return found[names[0]], found[names[1]], f"{kind}s/{found['id']}"


def test_an_entry_is_drawn_over_empty_hours(desk: Page, demo: Studio) -> None:
    desk.goto(WEEK)
    pull(desk, at(desk, 2, 13), at(desk, 2, 14.5))
    expect(desk.locator(".hour-ghost")).to_be_visible()
    start, end, drawn = made(desk, demo, "meeting", "Drawn")
    assert (start, end) == ("2027-05-12T13:00:00Z", "2027-05-12T14:30:00Z")
    expect(hours(desk, 2).locator(".hour-entry")).to_contain_text("Drawn")
    desk.keyboard.press("Escape")
    desk.mouse.click(*at(desk, 4, 11.2))
    start, end, clicked = made(desk, demo, "meeting", "Clicked")
    assert (start, end) == ("2027-05-14T11:00:00Z", "2027-05-14T12:00:00Z")
    desk.keyboard.press("Escape")
    expect(desk.locator(".hour-ghost:visible")).to_have_count(0)
    for one in (drawn, clicked):
        demo.ask("DELETE", one)


def test_an_entry_is_moved_and_stretched_by_mouse(desk: Page, demo: Studio, meeting: str) -> None:
    desk.goto(WEEK)
    entry = desk.locator(f".hour-entry:has(#hour-{meeting})")
    rect = box(entry)
    (x, y), (to_x, to_y) = at(desk, 0, 10), at(desk, 3, 11.5)
    with one_answer(desk):
        pull(desk, (x, y), (to_x, to_y))
    day = MONDAY + timedelta(days=3)
    assert stored(demo, meeting) == (f"{day}T11:00:00Z", f"{day}T12:30:00Z")
    assert "peek" not in desk.url, "it was not opened"
    rect = box(entry)
    foot = (rect["x"] + 40, rect["y"] + rect["height"] - 3)
    with one_answer(desk):
        pull(desk, foot, (foot[0], at(desk, 3, 14)[1]))
    assert stored(demo, meeting) == (f"{day}T11:00:00Z", f"{day}T14:00:00Z")
    rect = box(entry)
    with one_answer(desk):
        pull(desk, (rect["x"] + 40, rect["y"] + 2), at(desk, 3, 10.25))
    assert stored(demo, meeting) == (f"{day}T10:15:00Z", f"{day}T14:00:00Z")
    entry.get_by_role("link").click()
    expect(desk.locator("#peek")).to_be_visible()


def test_an_entry_is_moved_by_keyboard(desk: Page, demo: Studio, meeting: str) -> None:
    desk.goto(WEEK)
    link = desk.locator(f"#hour-{meeting}")
    link.focus()
    for key in ("Alt+ArrowDown", "Alt+ArrowRight", "Shift+Alt+ArrowDown"):
        with one_answer(desk):
            desk.keyboard.press(key)
        expect(link).to_be_focused()
    day = MONDAY + timedelta(days=1)
    assert stored(demo, meeting) == (f"{day}T10:00:00Z", f"{day}T12:00:00Z")


def test_days_of_a_month_are_drawn_over_for_a_span(desk: Page, demo: Studio) -> None:
    desk.goto(f"/projects/?{MONTH}")
    first, last = (box(desk.locator(f"#day-2027-05-{day}")) for day in (18, 20))
    pull(desk, (first["x"] + 30, first["y"] + 90), (last["x"] + 30, last["y"] + 90))
    expect(desk.locator(".day-ghost:visible")).to_have_count(3)
    desk.keyboard.press("Escape")
    expect(desk.locator(".day-ghost:visible")).to_have_count(0)
    pull(desk, (last["x"] + 30, last["y"] + 90), (first["x"] + 30, first["y"] + 90))
    start, end, drawn = made(desk, demo, "project", "Spanned")
    assert (start, end) == ("2027-05-18", "2027-05-20")
    demo.ask("DELETE", drawn)


@pytest.mark.parametrize("way", ["day", "n", "New meeting"])
def test_the_calendar_stays_where_it_is_as_a_form_opens(desk: Page, way: str) -> None:
    desk.goto(f"/meetings/?{MONTH}")
    before = box(desk.locator("#day-2027-05-12"))
    if way == "day":
        desk.mouse.click(before["x"] + 50, before["y"] + 80)
    elif way == "n":
        desk.keyboard.press("n")
    else:
        desk.get_by_role("button", name=way, exact=True).click()
    form = desk.get_by_role("form", name="New meeting")
    expect(form).to_be_visible()
    assert desk.locator("#day-2027-05-12").bounding_box() == before
    there = form.bounding_box()
    assert there and there["y"] >= 0 and there["y"] + there["height"] <= 900
    if way == "day":
        assert abs(there["y"] - before["y"]) < 400


def test_what_spans_several_days_is_a_bar_with_its_words_in_full(desk: Page, demo: Studio) -> None:
    times = {"starts_at": "2027-05-25T09:00:00Z", "ends_at": "2027-05-27T17:00:00Z"}
    title = "A retreat by the sea with all of the people of the studio"
    made = demo.ask("POST", "meetings", {"title": title, **times})
    desk.goto(f"/meetings/?{MONTH}")
    for day in (25, 26, 27):
        expect(desk.locator(f"#day-2027-05-{day} .entry")).to_have_count(1)
    words = desk.locator(f"#entry-{made['id']}")
    day = box(desk.locator("#day-2027-05-25"))
    assert box(words)["width"] > 2.5 * day["width"]
    end = desk.locator("#day-2027-05-27 [data-pull=end]").bounding_box()
    to = box(desk.locator("#day-2027-05-28"))
    assert end
    with one_answer(desk):
        pull(desk, (end["x"] + 4, end["y"] + 8), (to["x"] + 40, to["y"] + 80))
    assert stored(demo, made["id"])[1] == "2027-05-28T17:00:00Z"
    desk.goto("/meetings/?view=calendar&week=2027-05-27")
    expect(desk.locator(".calendar-timed .entry-long")).to_have_count(4)
    demo.ask("DELETE", f"meetings/{made['id']}")


def test_an_empty_day_is_tapped_on_a_phone(demo: Studio, browser: Browser) -> None:
    context = demo.enter(browser, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto("/meetings/?view=calendar&month=2027-06")
    page.locator(".month-day").get_by_text("9", exact=True).tap()
    start, _, tapped = made(page, demo, "meeting", "Tapped")
    assert start == "2027-06-09T09:00:00Z"
    expect(page.locator(".entry:visible")).to_contain_text("Tapped")
    demo.ask("DELETE", tapped)
    context.close()
