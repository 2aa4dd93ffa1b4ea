"""Every kind of page in a language that is longer, and in one that is read from right to left."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from freelancer_os.engine.registry import collections
from tests.cli.process import serving
from tests.e2e.axe import DRAWN, EVERYTHING, source
from tests.e2e.foreign import LONGER, REVERSED, lay
from tests.e2e.studio import Studio, enrol

WIDTHS = (1440, 390)
PAGES = {
    "home": "/",
    "finance": "/finance/",
    "client": "/client/",
    "workflow": "/workflow/",
    "table": "/invoices/?group=status&q=a",
    "board": "/clients/?view=board",
    "calendar": "/meetings/?view=calendar",
    "gallery": "/resources/?view=gallery",
    "record": "/clients/{client}/",
    "peek": "/projects/?peek=clients:{client}",
    "total": "/clients/{client}/why/invoice_amount/",
    "import": "/import/",
    "bin": "/bin/",
    "settings": "/settings/",
    "history": "/history/",
}
OUTSIDE = {  # of whoever is not signed in
    "sign in": "/auth/login/",
    "forgotten": "/auth/password/reset/",
    "a link that is spent": "/auth/link/x/",
    "no such page": "/nothing/",
}
# What is read in other words than those of the catalogues: dates, which are the workspace's;
# notes; names of languages.
BESIDE = "time, code, .prose, .calendar th, button[lang], .tile"
DATES = (
    "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July "
    "August September October November December Mon Tue Wed Thu Fri Sat Sun Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday"
)
# The product and what it speaks; `{seq:03}` of a pattern.
ALIKE = {*DATES.split(), "Freelancer", "Markdown", "CSV", "API", "HTTP", "seq"}

CUT = """() => [...document.querySelectorAll(
  "button, .btn, .control, .tabs a, .nav, .head-label, thead th:not([data-field]), label > span,"
  + " h1:not(:has(.cell)), h2:not(:has(.cell)), h3, .kpi-label, .caption, legend, .tag, .chip",
)].filter((one) => one.checkVisibility()
  && !one.closest(".sheet td, .sr-only, [popover]:not(:popover-open)")
  && !["inline", "contents"].includes(getComputedStyle(one).display)
  && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.className || one.tagName}: ${one.textContent.trim().slice(0, 60)}`)"""
SQUEEZED = """() => [...document.querySelectorAll("svg.icon")].filter((one) => (
  one.checkVisibility() && one.getBoundingClientRect().width < 10
)).map((one) => one.parentElement.textContent.trim().slice(0, 60))"""
SAID = """(beside) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { parentElement: at, data } = walk.currentNode;
    if (data.trim() && !at.closest(`script, option, ${beside}`)) found.push(data.trim());
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    for (const name of ["aria-label", "title", "placeholder"]) {
      if (one.hasAttribute(name) && !one.closest(beside)) found.push(one.getAttribute(name));
    }
  }
  return found;
}"""
# A value in the letters and digits of the other direction has its first sign at the left.
TURNED = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const edge = (node, at) => {
    const part = document.createRange();
    part.setStart(node, at);
    part.setEnd(node, at + 1);
    return part.getBoundingClientRect();
  };
  while (walk.nextNode()) {
    const { currentNode: node, currentNode: { data, parentElement: at } } = walk;
    const signs = [...data.matchAll(/[^\\s\u2066-\u2069]/g)].map((one) => one.index);
    if (signs.length < 2 || /[\u0590-\u05ff·+▸◂]/.test(data) || !at.checkVisibility()) continue;
    const [first, last] = [edge(node, signs[0]), edge(node, signs.at(-1))];
    if (first.top === last.top && first.left > last.left) found.push(data.trim().slice(0, 60));
  }
  return found;
}"""
SIDES = """() => {
  const side = (selector) => {
    const part = document.createRange();
    part.selectNodeContents(document.querySelector(selector));
    const box = part.getBoundingClientRect();
    return box && box.left + box.width / 2 < innerWidth / 2 ? "left" : "right";
  };
  return { rail: side(".rail"), actions: side(".page-head .actions"), heading: side("h1") };
}"""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads a year of books in one language."""

    page: Page
    code: str
    client: str
    data: frozenset[str]

    def look(self, name: str, width: int) -> list[str]:
        """Everything that is wrong with a kind of page at a width."""
        page = self.page
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto({**PAGES, **OUTSIDE}[name].format(client=self.client))
        assert answer is not None
        assert answer.status in ({200} if name in PAGES else {200, 404, 410}), name
        page.evaluate(DRAWN)
        found = [f"{name} at {width}: cut: {one}" for one in page.evaluate(CUT)]
        found += [f"{name} at {width}: squeezed: {one}" for one in page.evaluate(SQUEEZED)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name} at {width}: {wide} px wide"] if wide > width else []
        found += [f"{name} at {width}: turned: {one}" for one in page.evaluate(TURNED)]
        return [*found, *(f"{name} at {width}: {one}" for one in self.bare())]

    def bare(self) -> Iterator[str]:
        """What is said in English and is no data."""
        for text in dict.fromkeys(self.page.evaluate(SAID, BESIDE)):
            words = set(re.findall(r"[A-Za-z]{3,}", text)) - self.data - ALIKE
            if words:
                yield f"bare: {text[:80]} ({', '.join(sorted(words))})"

    def wrong(self) -> list[str]:
        """What axe finds."""
        self.page.evaluate(source())
        options = {**EVERYTHING, "resultTypes": ["violations"]}
        result = self.page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{one['id']}: {node['html'][:160]}"
            for one in result["violations"]
            for node in one["nodes"][:2]
        ]


NAMES = ("Germanujo", "Angla", "Germana")


@pytest.fixture(scope="module")
def foreign(
    browser: Browser, _template: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Studio]:
    """One program that knows both languages, full of sample data."""
    folder = tmp_path_factory.mktemp("locale")
    lay(folder)
    environment = {**_template, "FREELANCER_OS_LOCALE": str(folder)}
    with serving("--demo", environment=environment) as server:
        page = browser.new_page(locale="en")
        page.goto(server.url)
        studio = enrol(page, f"http://127.0.0.1:{server.port}")
        page.close()
        yield studio


@pytest.fixture(scope="module", params=[LONGER, REVERSED])
def reader(foreign: Studio, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    context = foreign.enter(browser, locale=request.param, reduced_motion="reduce")
    client = foreign.ask("GET", "clients?limit=1&order=id")["items"][0]["id"]
    yield Reader(context.new_page(), request.param, client, frozenset(words_of(foreign)))
    context.close()


def words_of(studio: Studio) -> Iterator[str]:
    """Every word of the data: of the records, and of who keeps them."""
    yield from re.findall(r"[A-Za-z]{3,}", "Studio Robin Demo demo example com")
    yield from re.findall(r"[A-Za-z]{3,}", str(studio.ask("GET", "workspace")))
    yield from NAMES  # of the client's country and language, as CLDR has them
    for one in collections:
        for record in studio.ask("GET", f"{one.slug}?limit=200")["items"]:
            for value in record.values():
                yield from re.findall(r"[A-Za-z]{3,}", str(value))


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_whole_in_any_language(reader: Reader, name: str) -> None:
    found = [line for width in WIDTHS for line in reader.look(name, width)]
    head = reader.page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    assert head == [reader.code, "rtl" if reader.code == REVERSED else "ltr"]
    found += reader.wrong()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", OUTSIDE)
def test_so_are_those_of_whoever_is_outside(reader: Reader, name: str) -> None:
    page = reader.page
    kept = page.context.cookies()
    page.context.clear_cookies()
    try:
        found = [line for width in WIDTHS for line in reader.look(name, width)]
        found += reader.wrong()
    finally:
        page.context.add_cookies(kept)
    assert not found, "\n".join(found)


def test_a_page_from_right_to_left_has_its_parts_on_the_other_side(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    reader.page.goto("/clients/")
    begins, ends = ("right", "left") if reader.code == REVERSED else ("left", "right")
    assert reader.page.evaluate(SIDES) == {"rail": begins, "actions": ends, "heading": begins}


def test_scripts_speak_the_language_of_the_page(reader: Reader) -> None:
    page: Any = reader.page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/clients/")
    page.locator("tbody .pick").first.check()
    assert list(reader.bare()) == []
    page.locator("[data-field=stage]").hover()
    page.locator("[data-field=stage] .head-menu").click()
    assert list(reader.bare()) == []
    page.keyboard.press("Escape")
    page.locator("#control-filter").click()
    page.locator("#panel-form").wait_for()
    assert list(reader.bare()) == []
