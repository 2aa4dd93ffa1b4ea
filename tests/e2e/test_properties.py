"""Own properties by keyboard: one is added to a client, filled, changed, deleted, brought back."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e.axe import findings
from tests.e2e.hands import cell, choose, fill, make, one_answer, pick, undo, violations
from tests.e2e.studio import Studio


def test_a_select_of_ones_own(demo: Studio, desk: Page) -> None:
    said, mark = violations(desk), uuid4().hex[:6]
    client = demo.ask("POST", "clients", {"name": f"Acme {mark}"})
    desk.goto(f"/clients/{client['id']}/")
    desk.get_by_role("button", name="Add a property").focus()
    desk.keyboard.press("Enter")
    form = desk.get_by_role("dialog", name="Add a property")
    expect(form.get_by_label("Name")).to_be_focused()
    expect(form.get_by_label("Options")).to_be_hidden()
    desk.keyboard.type(f"Source {mark}")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Sel")
    desk.keyboard.press("Tab")
    expect(form.get_by_label("Options")).to_be_focused()
    desk.keyboard.type("Fair")
    assert findings(desk) == []
    desk.set_viewport_size({"width": 1440, "height": 900})
    with one_answer(desk):
        form.get_by_role("button", name="Add property").press("Enter")
    expect(form).to_have_count(0)
    field = f"own_source_{mark}"
    make(desk, f"Source {mark}", field, "Web")
    expect(cell(desk, f"Source {mark}", field).locator(".tag")).to_have_text("Web")
    desk.get_by_role("button", name=f"Change the property Source {mark}").press("Enter")
    form = desk.get_by_role("dialog", name=f"The property Source {mark}")
    form.get_by_label("Name of the option Web").fill("Website")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(cell(desk, f"Source {mark}", field).locator(".tag")).to_have_text("Website")
    desk.get_by_role("button", name=f"Change the property Source {mark}").press("Enter")
    desk.get_by_role("button", name="Delete property").press("Enter")
    with one_answer(desk):
        desk.locator("dialog").last.get_by_role("button", name="Delete property").press("Enter")
    expect(desk.get_by_role("rowheader", name=f"Source {mark}")).to_have_count(0)
    undo(desk)
    expect(cell(desk, f"Source {mark}", field).locator(".tag")).to_have_text("Website")
    assert said == []


def test_a_link_opens_and_its_cell_edits(demo: Studio, desk: Page) -> None:
    mark = uuid4().hex[:6]
    given = {"collection": "goals", "name": f"Page {mark}", "kind": "link"}
    field = demo.ask("POST", "properties", given)["field"]
    goal = demo.ask("POST", "goals", {"title": mark, field: f"{demo.base}/healthz"})
    desk.goto(f"/goals/{goal['id']}/")
    with desk.context.expect_page() as opened:
        cell(desk, f"Page {mark}", field).get_by_role("link").click()
    assert opened.value.url.endswith("/healthz")
    expect(desk.locator(".editor")).to_have_count(0)
    desk.bring_to_front()
    cell(desk, f"Page {mark}", field).focus()
    desk.keyboard.press("Enter")
    desk.keyboard.type("nonsense")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Write a web address")).to_be_visible()
    desk.keyboard.press("Escape")
    fill(desk, f"Page {mark}", field, "b.example")
    expect(cell(desk, f"Page {mark}", field).get_by_role("link")).to_have_text("b.example")


def test_one_is_added_from_the_panel_and_changed_beside_the_list(demo: Studio, desk: Page) -> None:
    said, mark = violations(desk), uuid4().hex[:6]
    demo.ask("POST", "goals", {"title": mark})
    desk.goto(f"/goals/?q={mark}")
    desk.get_by_role("button", name="Properties").click()
    desk.get_by_role("button", name="Add a property").click()
    form = desk.get_by_role("dialog", name="Add a property")
    form.get_by_label("Name").fill(f"Mood {mark}")
    pick(form.get_by_label("Kind"), "Multi-select")
    form.get_by_label("Options").fill("Glad\nSad")
    with one_answer(desk):
        form.get_by_role("button", name="Add property").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    field = f"own_mood_{mark}"
    choose(desk, mark, field, "Glad")
    choose(desk, mark, field, "Sad")
    expect(cell(desk, mark, field).locator(".tag")).to_have_text(["Glad", "Sad"])
    desk.get_by_role("link", name=f"Open {mark}").click()
    peek = desk.get_by_role("complementary", name=mark)
    peek.get_by_role("button", name=f"Change the property Mood {mark}").press("Enter")
    desk.get_by_label("Name of the option Glad").fill("Happy")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(peek.locator(f"td[id$='-{field}'] .tag")).to_have_text(["Happy", "Sad"])
    expect(cell(desk, mark, field).locator(".tag").first).to_have_text("Happy")
    assert said == []
