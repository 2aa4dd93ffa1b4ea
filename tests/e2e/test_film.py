"""The film plays in its page; and what it shows is what the program shows today."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from freelancer_os.web.tour.film.captions import recorded
from tests.cli.process import command, serving
from tests.e2e.hands import violations
from tests.e2e.studio import PHONE, Studio
from tests.e2e.tutorial.hand import Hand
from tests.e2e.tutorial.story import MIRA, PASSWORD, STORY

PLAYED = """(film) => new Promise((done, failed) => {
  film.ontimeupdate = () => film.currentTime > 0.5 && done();
  film.onerror = () => failed(film.error);
})"""


@pytest.mark.parametrize("look", [{}, PHONE], ids=["desk", "phone"])
def test_it_plays_from_home_to_its_end(demo: Studio, browser: Browser, look: Any) -> None:
    context = demo.enter(browser, **look)
    page = context.new_page()
    said = violations(page)
    page.goto("/")
    page.get_by_role("link", name="Watch the film").click()
    film = page.locator("video")
    expect(film).to_be_visible()
    film.evaluate("(film) => { film.muted = true; return film.play(); }")
    film.evaluate(PLAYED)
    assert film.evaluate("(film) => film.videoWidth") == 1280
    tracks = film.evaluate("(film) => [...film.textTracks].map((one) => [one.language, one.mode])")
    assert dict(tracks)["en"] == "showing"
    shown = film.evaluate("(film) => film.textTracks[0].cues.length")
    assert shown == len(recorded().begins)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_response(lambda answer: answer.url.endswith("/tour/finance/")) as ticked:
        film.evaluate("(film) => { film.currentTime = film.duration - 0.4; }")  # nothing before it
    assert ticked.value.status == 204
    page.goto("/")
    expect(page.get_by_role("listitem").filter(has_text="See how finance works")).to_have_class(
        "done"
    )
    assert said == []
    context.close()


def test_it_shows_the_controls_of_today(installation: dict[str, str], page: Page) -> None:
    """If this fails, mend the story (`tests/e2e/tutorial/story.py`), and `make tutorial`."""
    command(*MIRA, environment=installation, typed=PASSWORD)
    page.set_viewport_size({"width": 1280, "height": 720})
    with serving(environment=installation) as server:
        page.goto(server.url)
        hand = Hand(page)
        for act in STORY.values():
            act(hand)
    assert list(STORY) == list(recorded().begins)
    assert hand.steps == recorded().steps
