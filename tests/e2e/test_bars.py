"""Bars of progress stand under each other, whatever their percentages are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.studio import Studio

EDGES = """[...document.querySelectorAll(".share")]
  .filter((share) => share.closest("td, .card, li")?.textContent.includes("Barred"))
  .map((share) => share.querySelector("progress").getBoundingClientRect())
  .map(({ left, right }) => `${Math.round(left)} ${Math.round(right)}`)"""
IN_ROWS = EDGES.replace("td, .card, li", "tr")


@pytest.fixture
def goals(desk: Page, demo: Studio) -> Iterator[Page]:
    """Goals that are 0, 45 and 100 per cent reached."""
    made = [
        demo.ask("POST", "goals", {"title": f"Barred {n}", "target": "100", "progress": n})["id"]
        for n in ("0", "45", "100")
    ]
    yield desk
    for one in made:
        demo.ask("DELETE", f"goals/{one}")


@pytest.mark.parametrize(
    ("path", "edges"), [("/goals/?q=Barred", IN_ROWS), ("/goals/?view=board&q=Barred", EDGES)]
)
@pytest.mark.parametrize("width", [1440, 390])
def test_bars_stand_under_each_other(goals: Page, path: str, edges: str, width: int) -> None:
    goals.set_viewport_size({"width": width, "height": 900})
    goals.goto(path)
    found = goals.evaluate(edges)
    assert len(found) == 3 and len(set(found)) == 1, found
