"""Categories of resources and the team of a service are chosen, beside what is entered anew."""

from playwright.sync_api import Page, expect

from tests.e2e.hands import CORNER, cell, choose, offered, one_answer
from tests.e2e.studio import Studio


def test_a_category_is_chosen_or_entered_anew(desk: Page, demo: Studio) -> None:
    made = [demo.ask("POST", "resources", {"title": f"Filed {n}"})["id"] for n in ("one", "two")]
    desk.goto("/resources/?view=table&q=Filed")
    choose(desk, "Filed one", "category", "Savings")
    assert demo.ask("GET", f"resources/{made[0]}")["category"] == "Savings"
    cell(desk, "Filed two", "category").click(position=CORNER)
    desk.keyboard.type("Insurance")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(cell(desk, "Filed two", "category").locator(".tag")).to_have_text("Insurance")
    choose(desk, "Filed one", "category", "Insurance")
    assert demo.ask("GET", f"resources/{made[0]}")["category"] == "Insurance"
    for one in made:
        demo.ask("DELETE", f"resources/{one}")


def test_an_assignee_is_one_of_the_team(desk: Page, demo: Studio) -> None:
    made = demo.ask("POST", "services", {"name": "Staffed", "assignees": "Ben Guest"})["id"]
    desk.goto("/services/?view=table&q=Staffed")
    cell(desk, "Staffed", "assignees").click(position=CORNER)
    names = offered(desk)
    expect(names).to_have_count(3)  # who is signed in, the guest, nobody
    member = names.first.inner_text()
    with one_answer(desk):
        names.first.click()
    assert demo.ask("GET", f"services/{made}")["assignees"] == f"Ben Guest, {member}"
    expect(cell(desk, "Staffed", "assignees").locator(".tag")).to_have_count(2)
    choose(desk, "Staffed", "assignees", "Ben")
    assert demo.ask("GET", f"services/{made}")["assignees"] == member
    demo.ask("DELETE", f"services/{made}")
