"""The toast: its undo draws the page once, whatever it takes off the page first."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import CORNER, cell, one_answer, violations
from tests.e2e.studio import Studio

MADE = {
    "contacts": {"name": "{}"},
    "goals": {"title": "{}"},
    "clients": {"name": "{}"},
}


def record(demo: Studio, slug: str) -> tuple[str, dict[str, Any]]:
    """A new record of a collection, and its name."""
    mark = f"Toast {uuid.uuid4().hex[:5]}"
    return mark, demo.ask("POST", slug, {key: mark for key in MADE[slug]})


def is_whole(page: Page) -> None:
    """There is one page in the window, and each id in it once."""
    expect(page.locator("main")).to_have_count(1)
    twice = page.evaluate(
        "[...document.querySelectorAll('[id]')].map((one) => one.id)"
        ".filter((id, place, ids) => ids.indexOf(id) !== place)"
    )
    assert twice == []


@pytest.mark.parametrize("slug", MADE)
def test_its_undo_draws_the_page_once(desk: Page, demo: Studio, slug: str) -> None:
    name, _made = record(demo, slug)
    said = violations(desk)
    desk.goto(f"/{slug}/?view=table&q={name.replace(' ', '+')}")
    field = next(iter(MADE[slug]))
    desk.locator("td.cell-name", has_text=name).click(position=CORNER)
    desk.keyboard.press("End")
    desk.keyboard.type(" more")
    with one_answer(desk):
        desk.keyboard.press("Enter")
    expect(cell(desk, name, field)).to_have_text(f"{name} more")
    with one_answer(desk):
        desk.locator("#toast").get_by_role("button", name="Undo").click()
    expect(desk.locator("#toast")).to_contain_text("Undid")
    expect(cell(desk, name, field)).to_have_text(name)
    is_whole(desk)
    assert said == []


def test_a_form_that_was_taken_away_meanwhile_draws_the_page_once(desk: Page, demo: Studio) -> None:
    """Its answer finds it nowhere."""
    name, made = record(demo, "clients")
    desk.goto(f"/clients/{made['id']}/")
    desk.get_by_role("button", name="Add a property").first.click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill(f"Own {name}")
    gone = "() => document.querySelector('dialog').remove()"
    desk.evaluate(f"document.addEventListener('htmx:beforeSwap', {gone})")
    with one_answer(desk):
        dialog.get_by_role("button", name="Add").last.click()
    expect(desk.locator("#main")).to_contain_text(f"Own {name}")
    is_whole(desk)
