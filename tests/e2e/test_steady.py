"""Nothing moves under one's hands: editing, saving, opening a record beside, a new row."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import cell, fill, make, one_answer, open_choices, settled
from tests.e2e.studio import Studio

TABLES = ["/workflow/", "/transactions/", "/clients/?view=table", "/time-entries/"]
# Where the heads, the rows and what stands over them are; a row that is new counts for itself.
BOXES = """() => Object.fromEntries(
  [...document.querySelectorAll("#main > .page-head, .view-bar, .chips, thead th, tbody tr, tfoot")]
    .map((one, place) => [one.id || one.className + place, one.getBoundingClientRect()])
    .map(([name, { x, y, width, height }]) => [name, [x, y, width, height].map(Math.round)])
)"""
# What the browser calls a shift, but for figures: a longer one begins further to the left.
WATCH = """() => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries()) for (const { node } of sources) {
      const at = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const isOurs = at?.closest("#main") && !at.closest(".cell-money, tfoot");
      if (isOurs) window.moved.push(at.outerHTML);
    }
  }).observe({ type: "layout-shift", buffered: false });
}"""


def boxes(page: Page) -> Any:
    settled(page)
    return page.evaluate(BOXES)


def moved(before: Any, after: Any, *, places: int = 4) -> dict[str, Any]:
    """What stands elsewhere now, of what was there: by x, y, and of four also width and height."""
    return {
        name: (was, after[name])
        for name, was in before.items()
        if name in after and was[:places] != after[name][:places]
    }


@pytest.mark.parametrize("path", TABLES)
@pytest.mark.parametrize("width", [1440, 1280, 1024])
def test_opening_a_record_beside_moves_no_row(desk: Page, path: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(path)
    before = boxes(desk)
    desk.locator("tbody .cell-name a:empty").first.click()
    expect(desk.locator("#peek .props").first).to_be_visible()
    assert moved(before, boxes(desk), places=2) == {}
    desk.keyboard.press("Escape")
    expect(desk.locator("#peek")).to_have_count(0)
    assert moved(before, boxes(desk)) == {}


def test_columns_keep_their_widths_while_one_edits(desk: Page, demo: Studio) -> None:
    demo.income("Steady one", amount="10.00")
    demo.income("Steady two", amount="20.00")
    desk.goto("/workflow/?q=Steady")
    desk.evaluate(WATCH)
    before = boxes(desk)
    cell(desk, "Steady one", "amount").click()
    assert moved(before, boxes(desk)) == {}
    desk.keyboard.type("987654321.00")
    assert moved(before, boxes(desk)) == {}
    with one_answer(desk):
        desk.keyboard.press("Enter")
    assert moved(before, boxes(desk)) == {}
    open_choices(desk, "Steady one", "client", "")
    assert moved(before, boxes(desk)) == {}
    desk.keyboard.press("Escape")
    make(desk, "Steady one", "client", "A client with a name that is long enough to widen a column")
    assert moved(before, boxes(desk)) == {}
    fill(desk, "Steady two", "description", "Steady two, and a description that goes on and on")
    assert moved(before, boxes(desk)) == {}
    assert desk.evaluate("window.moved") == []


@pytest.mark.parametrize("path", ["/clients/?view=table", "/goals/?view=table"])
def test_a_new_row_begins_where_the_button_is(desk: Page, path: str) -> None:
    desk.goto(path)
    button = desk.get_by_role("button", name="New in this table")
    button.scroll_into_view_if_needed()
    before = boxes(desk)
    at = button.bounding_box()
    button.click()
    form = desk.locator("form.composer:not([hidden])")
    expect(form.locator("input:visible").first).to_be_focused()
    box = form.bounding_box()
    assert at is not None and box is not None
    near = min(abs(box["y"] - at["y"] - at["height"]), abs(box["y"] + box["height"] - at["y"]))
    assert near <= 8, (at, box)
    assert moved(before, boxes(desk)) == {}
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(button).to_be_focused()
    desk.keyboard.press("Enter")
    desk.keyboard.type("Begun in place")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(desk.locator("tbody tr").filter(has_text="Begun in place")).to_have_count(1)
    expect(form.locator("input:visible").first).to_be_focused()  # the next one may follow
    desk.keyboard.press("Escape")
    expect(form).to_have_count(0)


def test_a_refused_row_comes_back_where_it_was(desk: Page) -> None:
    desk.goto("/clients/?view=table")
    desk.get_by_role("button", name="New in this table").click()
    before = boxes(desk)
    form = desk.locator("form.composer:not([hidden])")
    desk.keyboard.type("Refused in place")
    form.get_by_label("Contract value").fill("a lot")
    form.get_by_role("button", name="New client").click()
    expect(form.locator("[aria-invalid=true]")).to_be_focused()
    assert moved(before, boxes(desk)) == {}
    expect(form).to_have_class("composer composer-there")


def test_on_a_phone_a_new_row_stays_in_sight(phone: Page) -> None:
    phone.goto("/clients/?view=table")
    phone.get_by_role("button", name="New in this table").tap()
    box = phone.locator("form.composer:not([hidden])").bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844
