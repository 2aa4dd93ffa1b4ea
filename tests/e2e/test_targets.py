"""What is pressed by a finger is found by it: 44 pixels high, or 24 with nothing else around."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import sampled
from tests.e2e.studio import Studio

ROOM = 11  # pixels above and below the middle that must still be the same: 24 in all
# But for links in sentences, heads, and the values of a row, which is pressed as a whole.
MISSED = """(room) => {
  const pressed = "a[href], button, summary, input:not([type=hidden])";
  const other = ".skip, .sr-only, .field-hint, .prose, thead, .cards tbody td:not(.cell-pick)";
  const missed = [];
  for (const one of document.querySelectorAll(`#main :is(${pressed})`)) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (one.closest(other)) continue;
    one.scrollIntoView({ block: "center", inline: "center" });
    const { x, y, width, height } = one.getBoundingClientRect();
    for (const by of [-room, room]) {
      const at = document.elementFromPoint(x + width / 2, y + height / 2 + by);
      const label = one.closest("label");
      if (at && (one.contains(at) || at.contains(one) && at === label)) continue;
      const words = (one.textContent || one.ariaLabel || "").trim();
      missed.push(`${one.className}: ${words.slice(0, 30)}`);
      break;
    }
  }
  return [...new Set(missed)];
}"""


@pytest.fixture(scope="module")
def demo(browser: Browser, _template: dict[str, str]) -> Iterator[Studio]:
    """What others have added is of any length."""
    with sampled(browser, _template) as studio:
        yield studio


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/finance/",
        "/client/",
        "/clients/?view=table",
        "/clients/?view=board",
        "/clients/?view=gallery",
        "/meetings/?view=calendar",
        "/history/",
        "/film/",
        "record",
    ],
)
def test_a_finger_finds_every_target(phone: Page, demo: Studio, path: str) -> None:
    if path == "record":
        newest = demo.ask("GET", "invoices?limit=1")["items"][0]
        path = f"/invoices/{newest['id']}/"
    phone.goto(path)
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate(MISSED, ROOM) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
