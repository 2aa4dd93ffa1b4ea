"""On no page a control of the browser's own making, and no date but as the workspace writes it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from freelancer_os.engine.registry import collections
from tests.e2e.hands import fill, settled
from tests.e2e.studio import Studio

LISTS = [one for one in collections if one.has_page]
OTHERS = [f"/{one.slug}/?view={layout}" for one in LISTS for layout in one.layouts[1:]]
PAGES = [
    "/",
    "/finance/",
    "/client/",
    "/workflow/",
    "/import/",
    "/history/",
    "/bin/",
    "/settings/",
    *(f"/{one.slug}/?show={','.join(field.name for field in one.fields)}" for one in LISTS),
]
NATIVE = (
    "select, input:is([type=date], [type=time], [type=datetime-local], [type=month], [type=week])"
)
ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
SEEN = """() => {
  const words = [document.title, document.body.innerText];
  for (const one of document.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (one.checkVisibility()) words.push(one.value, one.placeholder);
  }
  for (const one of document.querySelectorAll("[aria-label], [title]")) {
    words.push(one.ariaLabel ?? "", one.title);
  }
  return words.join("\\n");
}"""


def faults(page: Page) -> list[str]:
    """The native controls of a page, and the ISO dates that a person sees or hears on it."""
    native = page.locator(NATIVE).evaluate_all(
        "all => all.map((one) => one.outerHTML.slice(0, 90))"
    )
    dates = [line for line in page.evaluate(SEEN).split("\n") if ISO.search(line)]
    return [*native, *dates]


def looks(page: Page) -> Iterator[str]:
    """A page, then each form, panel and menu that its buttons open; what is looked at."""
    yield "the page"
    composers = page.locator("#main [data-composer]")
    names = {one.get_attribute("data-composer") for one in composers.all()}
    for name in sorted(filter(None, names)):
        page.locator(f"#main [data-composer='{name}']").first.evaluate("one => one.click()")
        yield f"the form {name}"
    page.keyboard.press("Escape")
    for kind in ("panel", "new", "dialog"):
        for place in range(min(4, page.locator(f"#main [data-{kind}]").count())):
            button = page.locator(f"#main [data-{kind}]").nth(place)
            if not button.is_visible():
                continue
            button.evaluate("one => one.click()")
            page.wait_for_load_state("networkidle")
            yield f"{kind} {place}"
            page.keyboard.press("Escape")


@pytest.mark.parametrize("path", PAGES)
def test_no_list_has_native_controls_or_iso_dates(desk: Page, path: str) -> None:
    desk.goto(path)
    found = {look: wrong for look in looks(desk) if (wrong := faults(desk))}
    assert found == {}


@pytest.mark.parametrize("path", OTHERS)
def test_no_layout_has_native_controls_or_iso_dates(desk: Page, path: str) -> None:
    desk.goto(path)
    assert faults(desk) == []


@pytest.mark.parametrize("slug", [one.slug for one in collections])
def test_no_record_has_native_controls_or_iso_dates(desk: Page, demo: Studio, slug: str) -> None:
    items = demo.ask("GET", f"{slug}?limit=1")["items"]
    for one in items:
        desk.goto(f"/{slug}/{one['id']}/")
        found = {look: wrong for look in looks(desk) if (wrong := faults(desk))}
        assert found == {}
        for cell in desk.locator("#main [data-kind=date], #main [data-kind=instant]").all():
            cell.evaluate("one => one.click()")
            if desk.locator(".editor").count():
                assert faults(desk) == []
                desk.keyboard.press("Escape")


def test_what_is_told_of_a_date_is_written_as_the_workspace_does(desk: Page, demo: Studio) -> None:
    goal = demo.ask("POST", "goals", {"title": "Told of a date", "target_date": "2027-03-04"})
    desk.goto(f"/goals/{goal['id']}/")
    fill(desk, "Target date", "target_date", "2027-05-06")
    expect(desk.locator("#toast")).to_contain_text("6 May 2027")
    assert faults(desk) == []
    for path in ("/history/", f"/goals/{goal['id']}/"):
        desk.goto(path)
        expect(desk.locator("#main")).to_contain_text("6 May 2027")
        assert faults(desk) == []


@pytest.mark.parametrize("path", ["/auth/login/", "/auth/password/reset/", "/auth/link/x/"])
def test_no_page_outside_has_native_controls(demo: Studio, browser: Browser, path: str) -> None:
    page = browser.new_page(base_url=demo.base)
    page.goto(path)
    assert faults(page) == []
    page.close()


def test_a_filter_says_its_dates_as_the_workspace_does(desk: Page) -> None:
    desk.goto(
        '/invoices/?due_date=2026-03-01&where=["issue_date","between",["2026-01-05","2026-12-30"]]'
    )
    settled(desk)
    expect(desk.locator(".chips")).to_contain_text("1 Mar")
    desk.locator("#control-filter").click()
    expect(desk.locator(".panel-pop input[data-date]")).to_have_count(3)
    assert faults(desk) == []
