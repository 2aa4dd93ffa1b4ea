"""What is typed is kept: every name stands where it was meant, however slow the server."""

import itertools
import uuid
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.hands import CORNER, cell, one_answer, settled, slow
from tests.e2e.studio import Studio

KEYS = (0, 20, 40, 80, 120)  # milliseconds between two keys
SERVERS = (0, 150, 600)  # milliseconds that an answer takes at least
USUAL = [(0, 150), (80, 600), (20, 0)]
EVERY = [
    pytest.param(*pair, marks=[] if pair in USUAL else pytest.mark.long)
    for pair in itertools.product(KEYS, SERVERS)
]
storm = pytest.mark.parametrize(("key", "server"), EVERY)
LINKS = ("invoice", "client", "project", "service")


def names(studio: Studio, mark: str) -> dict[str, list[str]]:
    """What there is of each collection whose name holds a mark."""
    asked = {"invoices": "number", "clients": "name", "projects": "name", "services": "name"}
    return {
        slug: [one[name] for one in studio.ask("GET", f"{slug}?q={mark}")["items"]]
        for slug, name in asked.items()
    }


def type_on(page: Page, words: Sequence[str], key: int) -> None:
    """Type words, with Tab after each."""
    for one in words:
        page.keyboard.type(one, delay=key)
        page.keyboard.press("Tab")
        if key:
            page.wait_for_timeout(key)


def test_after_enter_tab_goes_on_and_escape_leads_out(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    row = f"Row {mark}"
    entry = demo.income(row)
    demo.ask("POST", "clients", {"name": f"Acme {mark}"})
    desk.goto("/workflow/")
    cell(desk, row, "invoice").focus()
    for word in (f"81-{mark}", f"Acme {mark}"):
        desk.keyboard.type(word)
        desk.keyboard.press("Enter")
        settled(desk)  # the answer and its Undo are there
        desk.keyboard.press("Tab")
    expect(cell(desk, row, "project")).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(cell(desk, row, "client")).to_be_focused()
    stored = demo.ask("GET", f"transactions/{entry['id']}")
    assert stored["invoice"] and stored["client"]
    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")
    assert not desk.evaluate("Boolean(document.activeElement.closest('[role=grid]'))")
    desk.keyboard.press("Shift+Tab")
    expect(cell(desk, row, "client")).to_be_focused()


@storm
def test_links_are_typed_one_after_the_other(
    desk: Page, demo: Studio, key: int, server: int
) -> None:
    mark = uuid.uuid4().hex[:5]
    row = f"Row {mark}"
    entry = demo.income(row)
    words = (f"80-{mark}", f"Cl {mark} Robotics", f"Proj {mark} site", f"Serv {mark} design")
    desk.goto("/workflow/")
    slow(desk, server)
    cell(desk, row, "invoice").focus()
    type_on(desk, words, key)
    expect(desk.locator(".editor")).to_have_count(0)
    settled(desk)
    stored = demo.ask("GET", f"transactions/{entry['id']}")
    got = {name: stored[name] for name in LINKS}
    found = names(demo, mark)
    assert [*found.values()] == [[one] for one in words]
    for field, word in zip(LINKS, words, strict=True):
        expect(cell(desk, row, field)).to_contain_text(word)
        assert got[field]


def test_a_cell_is_typed_anew_while_it_is_saved(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    entry = demo.income(f"Anew {mark}", amount="1.00")
    desk.goto("/workflow/")
    slow(desk, 400)
    client, amount = (cell(desk, f"Anew {mark}", name) for name in ("client", "amount"))
    for word in ("First", "Second", "Third"):
        client.focus()
        desk.keyboard.type(f"{word} {mark}")
        expect(desk.locator(".editor")).to_have_count(1)
        expect(desk.locator("#pop")).to_have_count(1)
        desk.keyboard.press("Tab")
    for number in ("11", "12", "13"):
        amount.focus()
        desk.keyboard.type(number)
        desk.keyboard.press("Enter")
    expect(desk.locator(".editor, #pop, #choices")).to_have_count(0)
    settled(desk)
    expect(client).to_contain_text(f"Third {mark}")
    expect(amount).to_have_text("€13.00")
    stored = demo.ask("GET", f"transactions/{entry['id']}")
    assert stored["amount"] == "13.00"
    assert demo.ask("GET", f"clients/{stored['client']}")["name"] == f"Third {mark}"


def test_a_click_elsewhere_saves_what_was_typed(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    demo.income(f"Left {mark}")
    goal = demo.ask("POST", "goals", {"title": f"Goal {mark}"})
    desk.goto("/workflow/")
    cell(desk, f"Left {mark}", "client").click(position=CORNER)
    desk.keyboard.type(f"Clicked {mark}")
    with one_answer(desk):
        desk.locator("h1").click()
    expect(cell(desk, f"Left {mark}", "client")).to_contain_text(f"Clicked {mark}")

    desk.goto(f"/goals/?q={mark}")
    cell(desk, f"Goal {mark}", "area").click(position=CORNER)
    desk.keyboard.type("heal")
    with one_answer(desk):
        cell(desk, f"Goal {mark}", "title").click(position=CORNER)
    expect(cell(desk, f"Goal {mark}", "area")).to_have_text("Health")
    assert demo.ask("GET", f"goals/{goal['id']}")["area"] == "health"


def test_what_is_refused_stays_in_its_cell_while_one_goes_on(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    row = f"Refused {mark}"
    project = demo.ask("POST", "projects", {"name": row})
    desk.goto(f"/projects/?q={mark}&show=name,priority,start_date,value")
    slow(desk, 150)
    priority, start, value = (cell(desk, row, name) for name in ("priority", "start_date", "value"))
    priority.focus()
    type_on(desk, ("Nowhere", "some day"), 0)
    expect(value).to_be_focused()
    desk.keyboard.type("12.00")
    said = desk.get_by_role("alert").filter(has_text="Nothing fits “Nowhere”.")
    expect(said).to_be_visible()
    expect(priority).to_have_text("Nowhere")
    expect(start).to_have_text("some day")
    expect(desk.get_by_role("alert")).to_have_count(2)
    expect(desk.locator(".editor")).to_have_count(1)
    expect(desk.locator(".editor")).to_have_value("12.00")
    desk.keyboard.press("Enter")
    expect(value).to_have_text("€12.00")

    priority.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".editor")).to_have_value("Nowhere")
    expect(desk.locator(".editor")).to_have_attribute("aria-invalid", "true")
    desk.locator("h1").click()
    expect(priority).to_have_text("Nowhere")  # left as it is, it is still there
    priority.focus()
    desk.keyboard.type("High")
    desk.keyboard.press("Enter")
    expect(priority).to_have_text("High")
    expect(said).to_have_count(0)
    start.click(position=CORNER)
    expect(desk.locator(".editor")).to_have_value("some day")
    desk.keyboard.press("Escape")
    expect(start).to_have_text("—")
    expect(desk.get_by_role("alert")).to_have_count(0)
    demo.ask("DELETE", f"projects/{project['id']}")  # others look for projects of nobody


@storm
def test_records_are_typed_one_after_the_other_in_a_column(
    desk: Page, demo: Studio, key: int, server: int
) -> None:
    mark = uuid.uuid4().hex[:5]
    wanted = [f"First Co {mark}", f"Anna Bendt {mark}", f"nine nines {mark}"]
    desk.goto(f"/clients/?view=board&q={mark}")
    slow(desk, server)
    desk.get_by_role("button", name="+ New in Negotiation").click()
    for one in wanted:
        desk.keyboard.type(one, delay=key)
        desk.keyboard.press("Enter")
    form = desk.get_by_role("form", name="New client")
    expect(form).to_have_count(1)
    expect(form.get_by_label("Name")).to_be_focused()
    expect(form.get_by_label("Name")).to_have_value("")
    column = desk.get_by_role("region", name="Negotiation", exact=True)
    expect(column.locator(".card")).to_have_count(3)
    stored = demo.ask("GET", f"clients?q={mark}&stage=negotiation")["items"]
    assert sorted(one["name"] for one in stored) == sorted(wanted)


def test_a_form_that_is_refused_comes_back_beside_the_next(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    desk.goto(f"/clients/?view=board&q={mark}")
    slow(desk, 300)
    desk.get_by_role("button", name="+ New in Negotiation").click()
    forms = desk.get_by_role("form", name="New client")
    forms.get_by_label("Contract value").fill("a lot")
    forms.get_by_label("Name").fill(f"Refused {mark}")
    forms.get_by_label("Name").press("Enter")
    desk.keyboard.type(f"Next {mark}", delay=20)
    expect(forms).to_have_count(2)
    refused, after = desk.locator("form.composer-again"), desk.locator("form.composer-there")
    column = desk.get_by_role("region", name="Negotiation", exact=True)
    expect(column.locator("form")).to_have_class("composer composer-again")  # where one looks
    expect(refused.get_by_label("Name")).to_have_value(f"Refused {mark}")
    expect(refused.get_by_label("Contract value")).to_have_attribute("aria-invalid", "true")
    expect(after.get_by_label("Name")).to_have_value(f"Next {mark}")
    expect(after.get_by_label("Name")).to_be_focused()
    desk.keyboard.press("Enter")
    refused.get_by_label("Contract value").fill("7")
    refused.get_by_role("button", name="New client").click()
    expect(forms).to_have_count(1)
    expect(desk.locator(".card")).to_have_count(2)
    settled(desk)
    found = demo.ask("GET", f"clients?q={mark}&stage=negotiation")["items"]
    assert {one["name"] for one in found} == {f"Refused {mark}", f"Next {mark}"}


def test_a_form_that_was_sent_begins_anew(desk: Page, demo: Studio) -> None:
    mark = uuid.uuid4().hex[:5]
    demo.ask("POST", "clients", {"name": f"Held {mark}"})
    held: list[Route] = []
    desk.goto("/clients/")
    desk.route("**/clients/", lambda route: held.append(route))
    desk.keyboard.press("n")
    form = desk.get_by_role("form", name="New client")
    desk.keyboard.type(f"Sent {mark}")
    desk.keyboard.press("Enter")
    expect(form).to_be_hidden()
    desk.keyboard.press("n")
    expect(form.get_by_label("Name")).to_have_value("")
    desk.keyboard.type("Half ty")
    held.pop().continue_()
    desk.unroute("**/clients/")
    expect(desk.locator("#toast")).to_contain_text(f"Sent {mark}")
    desk.keyboard.type("ped")
    expect(form.get_by_label("Name")).to_have_value("Half typed")


@pytest.mark.parametrize("server", [0, 300])
def test_a_row_that_leaves_the_list_stays_while_one_types_in_it(
    desk: Page, demo: Studio, server: int
) -> None:
    mark = uuid.uuid4().hex[:5]
    client = demo.ask("POST", "clients", {"name": f"Leaving {mark}", "stage": "lead"})
    demo.ask("POST", "clients", {"name": f"Staying {mark}", "stage": "lead"})
    desk.goto(f"/clients/?q={mark}&stage=lead&show=name,stage,company,contract_value")
    slow(desk, server)
    cell(desk, f"Leaving {mark}", "stage").focus()
    desk.keyboard.type("Client")
    with desk.expect_response(lambda answer: answer.request.method == "POST"):
        desk.keyboard.press("Tab")
    settled(desk)
    type_on(desk, ("no need", "12.00"), 20)
    settled(desk)
    expect(desk.get_by_role("form", name="New client")).to_be_hidden()
    desk.locator("h1").click()
    settled(desk)
    rows = desk.locator("[data-rows] tbody[data-until] > tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(f"Staying {mark}")
    stored = demo.ask("GET", f"clients/{client['id']}")
    assert (stored["stage"], stored["company"]) == ("client", "no need")
    assert stored["contract_value"] == "12.00"


@storm
def test_a_grid_of_a_record_is_typed_through(
    desk: Page, demo: Studio, key: int, server: int
) -> None:
    mark = uuid.uuid4().hex[:5]
    client = demo.ask("POST", "clients", {"name": f"Grid {mark}"})
    names_of = [f"Site {mark} {number}" for number in range(2)]
    made = [demo.ask("POST", "projects", {"name": n, "client": client["id"]}) for n in names_of]
    desk.goto(f"/clients/{client['id']}/")
    slow(desk, server)
    for name in names_of:
        cell(desk, name, "name").focus()
        type_on(desk, (f"{name} new", "In progress"), key)
    settled(desk)
    for project, name in zip(made, names_of, strict=True):
        stored = demo.ask("GET", f"projects/{project['id']}")
        assert (stored["name"], stored["status"]) == (f"{name} new", "in_progress")


@storm
def test_a_form_with_links_is_typed_through(
    desk: Page, demo: Studio, key: int, server: int
) -> None:
    mark = uuid.uuid4().hex[:5]
    demo.ask("POST", "clients", {"name": f"Formed {mark}"})
    desk.goto("/projects/")
    slow(desk, server)
    desk.keyboard.press("n")
    for number in range(2):
        type_on(desk, (f"Job {mark} {number}", f"Formed {mark}"), key)
        desk.keyboard.press("Enter")  # in the select that follows, which sends nothing
        desk.get_by_role("form", name="New project").get_by_label("Value").focus()
        desk.keyboard.type("7", delay=key)
        desk.keyboard.press("Enter")
        desk.keyboard.press("n")
    expect(desk.locator("#toast")).to_contain_text(f"Job {mark} 1")
    settled(desk)
    stored = demo.ask("GET", f"projects?q=Job+{mark}")["items"]
    client = demo.ask("GET", f"clients?q=Formed+{mark}")["items"][0]["id"]
    assert {(one["name"], one["client"]) for one in stored} == {
        (f"Job {mark} {number}", client) for number in range(2)
    }
