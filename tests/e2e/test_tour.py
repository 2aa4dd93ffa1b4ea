"""The tours over the real controls: a control that moved is missed here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from freelancer_os.web.tour.steps import TOURS
from tests.e2e.hands import violations
from tests.e2e.studio import PHONE, Studio
from tests.e2e.test_palette import ask

TITLE = ".driver-popover-title"


@pytest.fixture
def page(demo: Studio, browser: Browser) -> Iterator[Page]:
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


def walked(page: Page, name: str) -> list[str]:
    """The titles that one sees who goes on by the arrow key, to the last one."""
    seen = list[str]()
    titles = [str(step.title) for step in TOURS[name]]
    while titles[-1] not in seen:
        expect(page.locator(TITLE)).not_to_have_text(seen[-1] if seen else "")
        seen.append(page.locator(TITLE).inner_text())
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good")
    return seen


def test_every_step_points_at_its_control(page: Page) -> None:
    found = violations(page)
    page.goto("/film/")  # Home offers it until it was seen, which other tests do
    page.get_by_role("link", name="Take the tour").click()
    assert walked(page, "finance") == [str(step.title) for step in TOURS["finance"]]
    ask(page, "> guided clients")
    page.keyboard.press("Enter")
    expect(page.locator(TITLE)).to_have_text(str(TOURS["clients"][0].title))
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")  # which closes the box, not the tour
    assert walked(page, "clients") == [str(step.title) for step in TOURS["clients"]]
    assert found == []


def test_one_leaves_it_by_a_key_and_comes_back_to_it_on_a_phone(
    demo: Studio, browser: Browser
) -> None:
    context = demo.enter(browser, **PHONE)
    page = context.new_page()
    page.goto("/")
    page.evaluate("document.querySelector('#shortcuts').click()")
    page.get_by_role("dialog").get_by_role("link", name="Clients").click()
    expect(page.locator(TITLE)).to_have_text("Four areas")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(TITLE)).to_have_text("Clients by stage")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    page.keyboard.press("Escape")
    expect(page.locator(TITLE)).to_have_count(0)
    page.goto("/")
    page.evaluate("document.querySelector('#shortcuts').click()")
    page.get_by_role("dialog").get_by_role("link", name="Clients").click()
    expect(page.locator(TITLE)).to_have_text("Clients by stage")
    context.close()
