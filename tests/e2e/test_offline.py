"""Without the server: what is typed waits in its field, and is saved when the server is back."""

from playwright.sync_api import Browser, expect

from tests.e2e.hands import cell, settled
from tests.e2e.studio import Studio

HEADING = "Offline. Nothing is lost."
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()"""


def test_a_minute_without_the_server_loses_nothing(demo: Studio, browser: Browser) -> None:
    made = demo.ask("POST", "clients", {"name": "Offline Ltd"})
    context = demo.enter(browser, service_workers="allow")
    page = context.new_page()
    page.clock.install()
    page.goto("/clients/?q=Offline+Ltd")
    assert page.evaluate(READY)
    page.reload()
    context.set_offline(True)
    cell(page, "Offline Ltd", "company").focus()
    page.keyboard.type("Typed meanwhile")
    page.keyboard.press("Enter")
    line = page.get_by_role("status").filter(has_text=HEADING)
    expect(line).to_be_visible()
    page.locator("#main").focus()
    page.get_by_role("button", name="New client").first.click()
    page.get_by_role("form", name="New client").get_by_label("Name").fill("Made offline")
    page.keyboard.press("Enter")
    page.clock.run_for(60_000)
    other = context.new_page()
    other.goto("/projects/")
    expect(other.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(page.locator(".cell.refused, .cell .editor")).to_have_count(1)
    page.locator("#main").focus()
    context.set_offline(False)
    page.clock.run_for(5_000)
    expect(line).to_be_hidden()
    expect(page.locator(".cell.refused, .cell .editor")).to_have_count(0)
    settled(page)
    assert demo.ask("GET", f"clients/{made['id']}")["company"] == "Typed meanwhile"
    assert demo.ask("GET", "clients?q=Made+offline")["count"] == 1
    expect(other.get_by_role("heading", name="Projects")).to_be_visible()
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    assert all(one == "/offline/" or one.startswith("/static/") for one in kept), kept
    context.close()
