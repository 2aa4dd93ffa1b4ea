"""The pipeline: a client moves from Lead to Client, and the totals of both columns follow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cli.process import command, serving


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
    expect(column(page, label).locator(".column-head")).to_contain_text("1€1,000.00")
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
