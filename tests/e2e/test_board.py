"""The pipeline: a client moves from Lead to Client, and the totals of both columns follow."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cli.process import command, serving
from tests.e2e.hands import one_answer, slow, undo
from tests.e2e.studio import Studio


@pytest.fixture
def pipeline(installation: dict[str, str], page: Page) -> Iterator[Page]:
    """The board of clients, with one lead worth €1,000.00."""
    command(
        "user",
        "create",
        "--email",
        "mira@example.com",
        "--name",
        "Mira",
        "--currency",
        "EUR",
        "--locale",
        "en-US",
        environment=installation,
        typed="correct horse battery staple\n",
    )
    with serving(environment=installation) as server:
        page.goto(server.url)
        page.goto(f"http://127.0.0.1:{server.port}/clients/?view=board")
        page.get_by_role("button", name="New in Lead").click()
        form = page.get_by_role("form", name="New client")
        form.get_by_label("Name").fill("Acme Robotics")
        form.get_by_label("Contract value").fill("1,000")
        form.get_by_role("button", name="New client").click()
        expect(column(page, "Lead")).to_contain_text("€1,000.00")
        yield page


def column(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def card(page: Page) -> Locator:
    return page.locator(".card").filter(has_text="Acme Robotics")


def expect_in(page: Page, label: str, other: str) -> None:
    expect(column(page, label).locator(".card")).to_have_count(1)
    expect(column(page, label).locator(".column-head")).to_contain_text(
        re.compile(r"1\s*€1,000\.00")
    )
    expect(column(page, other).locator(".column-head")).to_contain_text("0")
    expect(column(page, other).locator(".card")).to_have_count(0)


def test_a_card_is_dragged_with_the_mouse(pipeline: Page) -> None:
    start = card(pipeline).bounding_box()
    end = column(pipeline, "Client").locator(".cards").bounding_box()
    assert start and end
    pipeline.mouse.move(start["x"] + 30, start["y"] + 40)
    pipeline.mouse.down()
    for step in range(1, 11):
        part = step / 10
        pipeline.mouse.move(
            start["x"] + 30 + (end["x"] + 40 - start["x"] - 30) * part,
            start["y"] + 40 + (end["y"] + 20 - start["y"] - 40) * part,
        )
    pipeline.mouse.up()
    expect_in(pipeline, "Client", "Lead")


def test_a_card_is_moved_by_keyboard_and_the_move_undone(pipeline: Page) -> None:
    card(pipeline).focus()
    pipeline.keyboard.press("Alt+ArrowRight")
    expect_in(pipeline, "Negotiation", "Lead")
    expect(card(pipeline)).to_be_focused()
    pipeline.keyboard.press("Alt+ArrowRight")
    expect_in(pipeline, "Client", "Negotiation")
    pipeline.keyboard.press("Control+z")
    expect_in(pipeline, "Negotiation", "Client")


@pytest.fixture
def ranked(demo: Studio, desk: Page) -> Iterator[Page]:
    """The board of goals by area, with three of one area of their own, the newest first."""
    made = [
        demo.ask("POST", "goals", {"title": f"Ranked {name}", "area": "own_area"})["id"]
        for name in ("three", "two", "one")
    ]
    desk.goto("/goals/?view=board")
    expect(column(desk, "Own area").locator(".card")).to_have_count(3)
    yield desk
    for one in made:
        demo.ask("DELETE", f"goals/{one}")


def ranks(page: Page) -> list[str]:
    titles = column(page, "Own area").locator(".card-title").all_inner_texts()
    return [title.removeprefix("Ranked ") for title in titles]


def drag(page: Page, title: str, onto: Locator, down: float) -> None:
    """Drags a card onto another element, so far down in it (0 to 1)."""
    start = page.locator(".card").filter(has_text=title).bounding_box()
    end = onto.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 30, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + end["height"] * down, steps=12)
    page.mouse.move(end["x"] + 32, end["y"] + end["height"] * down, steps=3)
    page.mouse.up()


def test_a_card_is_put_between_two_others_by_mouse(ranked: Page) -> None:
    with one_answer(ranked):
        drag(ranked, "Ranked three", ranked.locator(".card").filter(has_text="Ranked two"), 0.3)
    assert ranks(ranked) == ["one", "three", "two"]
    ranked.reload()
    assert ranks(ranked) == ["one", "three", "two"]
    undo(ranked)
    assert ranks(ranked) == ["one", "two", "three"]


def test_a_card_is_put_at_a_place_of_another_column(ranked: Page) -> None:
    ranked.goto("/goals/?view=board&q=ranked")
    with one_answer(ranked):
        drag(ranked, "Ranked three", column(ranked, "Wealth").locator(".cards"), 0.5)
    with one_answer(ranked):
        drag(ranked, "Ranked three", ranked.locator(".card").filter(has_text="Ranked two"), 0.3)
    assert ranks(ranked) == ["one", "three", "two"]
    undo(ranked)
    expect(column(ranked, "Wealth").locator(".card")).to_have_count(1)


def test_a_card_goes_up_and_down_by_keyboard(ranked: Page) -> None:
    slow(ranked, 2_000)
    moved = ranked.locator(".card").filter(has_text="Ranked three")
    moved.focus()
    ranked.keyboard.press("Alt+ArrowUp")
    ranked.keyboard.press("Alt+ArrowUp")
    first = ranked.locator(".card").filter(has_text="Ranked").first
    expect(first).to_contain_text("three", timeout=1_500)  # before any answer
    assert ranks(ranked) == ["three", "one", "two"]
    expect(moved).to_be_focused()
    ranked.wait_for_load_state("networkidle")
    assert ranks(ranked) == ["three", "one", "two"]
    with one_answer(ranked):
        ranked.keyboard.press("Alt+ArrowDown")
    assert ranks(ranked) == ["one", "three", "two"]
    undo(ranked)
    assert ranks(ranked) == ["three", "one", "two"]


def test_a_sorted_board_says_that_an_order_of_ones_own_is_off(ranked: Page) -> None:
    ranked.goto("/goals/?view=board&order=title")
    assert ranks(ranked) == ["one", "three", "two"]
    ranked.locator(".card").filter(has_text="Ranked three").focus()
    ranked.keyboard.press("Alt+ArrowUp")
    expect(ranked.locator("#toast")).to_contain_text("sorted by a field")
    assert ranks(ranked) == ["one", "three", "two"]
    ranked.get_by_role("button", name="Clear the sort").click()
    expect(ranked).to_have_url(re.compile("view=board$"))
    assert ranks(ranked) == ["one", "two", "three"]
