"""A refusal is seen where it happens: no open list lies over it, at a desk and on a phone."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.hands import CORNER, cell, offered, one_answer, settled
from tests.e2e.studio import Studio

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ON_TOP = """(it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return [0.1, 0.5, 0.9].every((part) => {
        const met = document.elementFromPoint(left + width / 2, top + height * part);
        return it.parentElement.contains(met);
    });
}"""


@pytest.fixture
def entry(demo: Studio) -> str:
    """The id of an entry of a client's project; it does not fit another client."""
    wrong, _right = (demo.ask("POST", "clients", {"name": n}) for n in ("Wrong Co", "Right Co"))
    project = demo.ask("POST", "projects", {"name": "Site of wrong", "client": wrong["id"]})
    return str(demo.income("Refused", project=project["id"])["id"])


def refused(page: Page, at: Locator, text: str) -> Locator:
    """The sentence, once a choice was refused and its list is open again."""
    at.click(position=CORNER)
    page.keyboard.type(text)
    expect(offered(page).filter(has_text=text).first).to_be_visible()
    page.keyboard.press("Enter")
    sentence = page.locator(".bubble .problem")
    expect(sentence).to_be_visible()
    return sentence


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_refused_choice_says_why_over_its_list(
    demo: Studio, browser: Browser, entry: str, size: dict[str, int]
) -> None:
    context = demo.enter(browser, viewport=size)
    page = context.new_page()
    page.goto(f"/transactions/{entry}/")
    sentence = refused(page, cell(page, "Client", "client"), "Right Co")
    expect(sentence).to_contain_text("belongs to the client Wrong Co")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert sentence.evaluate(ON_TOP)
    ways = page.locator(".bubble").get_by_role("button")
    assert ways.all_inner_texts() == ["Move them along", "Take them off"]
    with one_answer(page):
        ways.last.click()
    settled(page)
    expect(cell(page, "Client", "client")).to_contain_text("Right Co")
    expect(cell(page, "Project", "project")).to_contain_text("—")
    context.close()


def test_undo_by_key_asks_where_it_takes_back_much(desk: Page, demo: Studio) -> None:
    desk.goto("/resources/")
    rows = "\n".join(f"Undone {n}\tGuide" for n in range(30))
    desk.evaluate("window.scrollTo(0, 0)")
    desk.locator(".cell-name").first.focus()
    desk.evaluate(
        """(text) => {
            const given = new DataTransfer();
            given.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", { clipboardData: given, bubbles: true });
            document.activeElement.dispatchEvent(paste);
        }""",
        rows,
    )
    expect(desk.locator("#toast")).to_contain_text("resources")
    settled(desk)
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("Control+z")
    asked = desk.get_by_role("dialog")
    expect(asked).to_contain_text("This takes back 30 resources")
    asked.get_by_role("button", name="Leave it as it is").click()
    expect(desk.get_by_text("Undone 29")).to_be_visible()
    desk.keyboard.press("Control+z")
    with one_answer(desk):
        desk.get_by_role("dialog").get_by_role("button", name="Undo all of it").click()
    expect(desk.get_by_text("Undone 29")).to_have_count(0)
