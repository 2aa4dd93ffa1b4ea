"""The tools by hand: a client added to a meeting and taken away, a role of one's own."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e.hands import cell, choose, make
from tests.e2e.studio import Studio


def test_choosing_in_a_meeting_adds_and_takes_away(demo: Studio, desk: Page) -> None:
    title = f"Call {uuid4().hex[:6]}"
    demo.ask("POST", "meetings", {"title": title, "starts_at": "2026-11-18T10:30:00Z"})
    desk.goto(f"/meetings/?view=table&q={title}")
    choose(desk, title, "clients", "Harbor Logistics")
    choose(desk, title, "clients", "Velo Werk")
    seen = cell(desk, title, "clients").locator(".rel")
    expect(seen).to_have_text(["Harbor Logistics", "Velo Werk"])
    choose(desk, title, "clients", "Harbor Logistics")
    expect(seen).to_have_text(["Velo Werk"])
    name = f"Guest {uuid4().hex[:6]}"
    make(desk, title, "contacts", name)
    expect(cell(desk, title, "contacts").locator(".rel")).to_have_text([name])


def test_a_role_of_ones_own(demo: Studio, desk: Page) -> None:
    name, role = f"Kim {uuid4().hex[:6]}", f"Adviser {uuid4().hex[:6]}"
    demo.ask("POST", "contacts", {"name": name})
    desk.goto(f"/contacts/?q={name}")
    make(desk, name, "role", role)
    expect(cell(desk, name, "role").locator(".tag")).to_have_text(role.capitalize())
