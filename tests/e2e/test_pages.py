"""Every page, with data and without: accessible, inside its policy, fit for a phone, and light."""

import gzip
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from freelancer_os.engine.registry import collections
from tests.cli.process import Serving, serving
from tests.e2e.axe import findings
from tests.e2e.hands import pick, violations
from tests.e2e.studio import Studio

DECLARED = list(collections)
COLLECTIONS = sorted(one.slug for one in DECLARED if one.has_page)
WINDOWS = ["/", "/finance/", "/client/", "/workflow/", "/import/", "/history/", "/bin/", "/film/"]
REPORTS = [
    f"/reports/{name}"
    for name in (
        "",
        "profit-and-loss/",
        "tax/",
        "receivables/",
        "mine/",
        "balance/",
        "reconciliation/",
    )
]
LISTS = [f"/{slug}/" for slug in COLLECTIONS]
LAYOUTS = [f"/{one.slug}/?view={way}" for one in DECLARED if one.has_page for way in one.layouts]
SOME = ["/clients/?view=board", "/projects/?view=calendar", "/resources/?view=gallery"]
EMPTY = ["/clients/", "/meetings/", "/transactions/"]  # the others are empty in the same words
TOTALS = [("clients", "invoice_amount"), ("accounts", "balance"), ("projects", "tracked_hours")]
NEW = [
    "Add income", "Add expense", "New client", "New project", "New service", "New invoice"
]  # fmt: skip
HEAVIEST = 110 * 1024
SHIFTS = """() => new Promise((done) => {
  const moved = [];
  const said = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries()) {
      for (const { node, previousRect, currentRect } of sources) {
        const what = node?.outerHTML ?? node?.parentElement?.outerHTML ?? "gone";
        moved.push(`${said(previousRect)} → ${said(currentRect)}: ${what.slice(0, 120)}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""


@pytest.fixture(scope="module")
def seen(demo: Studio, browser: Browser) -> Iterator[Page]:
    """A page of somebody with a year of books."""
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def first(
    browser: Browser, _template: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Serving]]:
    """The page of somebody who has just started the program for the first time, to change it."""
    context, data = browser.new_context(), tmp_path_factory.mktemp("first") / "data"
    shutil.copytree(_template["FREELANCER_OS_DATA"], data)
    environment = {**_template, "FREELANCER_OS_DEBUG": "1"}
    with serving("--data", str(data), environment=environment) as server:
        yield context.new_page(), server
    context.close()


def look(page: Page, address: str, *, twice: bool = False) -> list[Any]:
    """Everything that is wrong with a page."""
    said = violations(page)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    return [*findings(page, twice=twice or path_of(address) in WINDOWS), *said]


def path_of(address: str) -> str:
    return urlsplit(address).path


@pytest.mark.parametrize("path", [*WINDOWS, *REPORTS, *LISTS, *SOME, "/settings/"])
def test_pages_with_data(seen: Page, path: str) -> None:
    assert look(seen, path) == []


@pytest.mark.long
@pytest.mark.parametrize("path", LAYOUTS)
def test_every_layout_in_every_look(seen: Page, path: str) -> None:
    assert look(seen, path, twice=True) == []


@pytest.mark.parametrize("slug", COLLECTIONS)
def test_records(seen: Page, demo: Studio, slug: str) -> None:
    newest = demo.ask("GET", f"{slug}?limit=1")["items"][0]
    assert look(seen, f"/{slug}/{newest['id']}/") == []


@pytest.mark.parametrize(("slug", "total"), TOTALS)
def test_what_a_total_is_made_of(seen: Page, demo: Studio, slug: str, total: str) -> None:
    oldest = demo.ask("GET", f"{slug}?limit=1&order=id")["items"][0]
    assert look(seen, f"/{slug}/{oldest['id']}/why/{total}/") == []


@pytest.mark.parametrize("path", ["/auth/login/", "/auth/password/reset/", "/api/v1/docs"])
def test_pages_for_anybody(demo: Studio, browser: Browser, path: str) -> None:
    page = browser.new_page()
    assert look(page, demo.base + path) == []
    page.close()


def test_the_first_start(first: tuple[Page, Serving]) -> None:
    page, server = first
    assert look(page, f"http://127.0.0.1:{server.port}/welcome/") == []
    assert look(page, server.url) == []
    for label, text in (
        ("Your name", "Mira Kovač"),
        ("E-mail", "mira@example.com"),
        ("Password", "correct horse battery staple"),
        ("Name of your business", "Mira Kovač Studio"),
    ):
        page.get_by_label(label).fill(text)
    pick(page.get_by_label("Currency"), "JPY")
    page.get_by_role("button", name="Open my books").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mira")


@pytest.mark.parametrize("path", [*WINDOWS, *REPORTS, *EMPTY, "/styleguide"])
def test_pages_without_data(first: tuple[Page, Serving], path: str) -> None:
    page, server = first
    assert look(page, f"http://127.0.0.1:{server.port}{path}") == []


def test_controls_have_the_names_of_the_product(desk: Page) -> None:
    desk.goto("/client/")
    window = desk.get_by_role("navigation", name="Window")
    expect(window.get_by_role("link")).to_have_text(["Finance", "Clients"])
    sections = desk.get_by_role("navigation", name="Sections")
    expect(sections.get_by_role("link", name="Workflow")).to_be_visible()
    names = desk.get_by_role("button").all_inner_texts()
    window.get_by_role("link", name="Finance").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Finance")
    names += desk.get_by_role("button").all_inner_texts()
    assert {name.strip() for name in names} >= set(NEW)


@pytest.mark.parametrize("path", ["/client/", "/clients/?view=board", "/workflow/"])
def test_a_first_load_is_light_and_nothing_moves(demo: Studio, desk: Page, path: str) -> None:
    wide = demo.income("Wide", "98765432.10", date="2024-01-01")  # out of sight, in the sum
    answers: list[Response] = []
    desk.on("response", lambda answer: answers.append(answer))
    desk.goto(path)
    desk.wait_for_load_state("networkidle")
    code = [one for one in answers if one.request.resource_type in {"script", "stylesheet"}]
    assert {one.request.resource_type for one in code} == {"script", "stylesheet"}
    assert sum(len(gzip.compress(one.body())) for one in code) <= HEAVIEST
    moved = desk.evaluate(SHIFTS)
    demo.ask("DELETE", f"transactions/{wide['id']}")
    assert moved == []
