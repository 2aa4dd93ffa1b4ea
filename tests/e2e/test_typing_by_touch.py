"""What is typed on a day, and on a phone, is kept, however slow the server."""

import uuid
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import settled, slow
from tests.e2e.studio import Studio

SERVERS = (0, 150, 600)  # milliseconds that an answer takes at least
KEY = 20  # between two keys


@pytest.mark.parametrize("server", SERVERS)
def test_meetings_are_typed_one_after_the_other_on_a_day(
    desk: Page, demo: Studio, server: int
) -> None:
    mark = uuid.uuid4().hex[:5]
    wanted = [f"Call {mark} one", f"nine {mark} nines", f"Talk {mark} three"]
    day = date.today().replace(day=15)
    desk.goto("/meetings/?view=calendar")
    slow(desk, server)
    desk.locator(f"#day-{day.isoformat()} .day-add").evaluate("one => one.click()")
    for one in wanted:
        desk.keyboard.type(one, delay=KEY)
        desk.keyboard.press("Enter")
    form = desk.get_by_role("form", name="New meeting")
    expect(form.get_by_label("Title")).to_be_focused()
    expect(form.get_by_label("Title")).to_have_value("")
    expect(desk.locator("#toast")).to_contain_text(wanted[-1])
    settled(desk)
    stored = demo.ask("GET", f"meetings?q={mark}")["items"]
    assert sorted(one["title"] for one in stored) == sorted(wanted)
    assert {one["starts_at"][:10] for one in stored} <= {
        (day + step * timedelta(days=1)).isoformat() for step in (-1, 0)
    }


@pytest.mark.parametrize("server", SERVERS)
def test_a_form_is_typed_through_with_a_finger(phone: Page, demo: Studio, server: int) -> None:
    mark = uuid.uuid4().hex[:5]
    demo.ask("POST", "clients", {"name": f"Tapped {mark}"})
    phone.goto("/projects/?view=board")
    slow(phone, server)
    phone.get_by_role("button", name="+ New in High").tap()
    form = phone.get_by_role("form", name="New project")
    expect(form.get_by_label("Name")).to_be_focused()
    phone.keyboard.type(f"Job {mark}", delay=KEY)
    form.get_by_label("Client").tap()
    phone.keyboard.type(f"Tapped {mark}", delay=KEY)
    phone.get_by_role("option", name=f"Tapped {mark}", exact=True).tap()
    form.get_by_label("Start").tap()
    phone.keyboard.type("tomorrow", delay=KEY)
    phone.keyboard.press("Tab")  # "Next" of its keyboard
    phone.keyboard.type("+3", delay=KEY)
    phone.keyboard.press("Tab")
    form.get_by_label("Value").tap()
    phone.keyboard.type("7", delay=KEY)
    form.get_by_role("button", name="New project").tap()
    expect(phone.locator(".card").filter(has_text=f"Job {mark}")).to_have_count(1)
    settled(phone)
    (made,) = demo.ask("GET", f"projects?q={mark}")["items"]
    client = demo.ask("GET", f"clients/{made['client']}")["name"]
    assert (made["priority"], made["value"], client) == ("high", "7.00", f"Tapped {mark}")
    today = date.today()
    days = [(today + timedelta(days=ahead)).isoformat() for ahead in (1, 3)]
    assert [made["start_date"], made["end_date"]] == days


@pytest.mark.parametrize("server", SERVERS)
def test_cells_are_typed_with_a_finger(phone: Page, demo: Studio, server: int) -> None:
    mark = uuid.uuid4().hex[:5]
    entry = demo.income(f"Fingered {mark}")
    phone.goto(f"/transactions/{entry['id']}/")
    slow(phone, server)
    for field, text in (("amount", "12"), ("date", "tomorrow"), ("client", f"Client {mark}")):
        phone.locator(f".record td[id$='-{field}']").tap(position={"x": 6, "y": 6})
        phone.keyboard.press("Control+a")
        phone.keyboard.type(text, delay=KEY)
        phone.keyboard.press("Enter")
    settled(phone)
    stored = demo.ask("GET", f"transactions/{entry['id']}")
    assert stored["amount"] == "12.00"
    assert stored["date"] == (date.today() + timedelta(days=1)).isoformat()
    assert demo.ask("GET", f"clients/{stored['client']}")["name"] == f"Client {mark}"


def test_a_refusal_covers_no_other_property(phone: Page, demo: Studio) -> None:
    client = demo.ask(
        "POST",
        "clients",
        {"name": f"Touch {uuid.uuid4().hex[:5]}", "contact": "Ann", "email": "ann@example.com"},
    )
    phone.goto(f"/clients/{client['id']}/")
    phone.route("**/cell/contact/", lambda route: route.abort())
    contact, email = (phone.locator(f"td[id$='-{name}']") for name in ("contact", "email"))
    contact.tap()
    phone.keyboard.type("Anna", delay=KEY)
    phone.keyboard.press("Enter")
    bubble = phone.locator(".bubble")
    expect(bubble).to_contain_text("did not answer")
    lowest = bubble.evaluate("one => one.getBoundingClientRect().bottom")
    for place in phone.locator(".props td.cell").all():
        box = place.bounding_box()
        assert box
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        hit = "([x, y]) => document.elementFromPoint(x, y)?.closest('.bubble') === null"
        assert phone.evaluate(hit, middle) or not 0 < middle[1] < 844, lowest
    email.tap(position={"x": 150, "y": 10})
    expect(email.locator(".editor")).to_be_focused()
    phone.keyboard.press("Escape")
    phone.unroute("**/cell/contact/")
    bubble.get_by_role("button", name="Try again").tap()
    settled(phone)
    expect(bubble).to_have_count(0)
    assert demo.ask("GET", f"clients/{client['id']}")["contact"] == "Anna"
