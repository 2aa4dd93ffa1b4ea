"""Without the server: what is typed waits in its field, and is saved when the server is back."""

from playwright.sync_api import Browser, expect

from tests.e2e.hands import cell, settled
from tests.e2e.studio import Studio
from tests.e2e.test_palette import active, ask, box

HEADING = "Offline. Nothing is lost."
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()"""

OLD = """async () => {
  await (await caches.open("build of yesterday")).put("/static/dist/old.js", new Response(""));
  await (await navigator.serviceWorker.ready).unregister();
}"""
GONE = "caches.keys().then((names) => names.length === 1 && names[0] !== 'build of yesterday')"


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
    ask(page, "todo said offline")  # the box was never opened before
    expect(box(page)).to_contain_text("The server did not answer.")
    page.clock.run_for(60_000)
    other = context.new_page()
    other.goto("/projects/")
    expect(other.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(page.locator(".cell.refused, .cell .editor")).to_have_count(1)
    context.set_offline(False)
    page.clock.run_for(5_000)
    expect(active(page)).to_contain_text("Add to-do")
    page.keyboard.press("Escape")
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


def test_a_new_worker_clears_what_an_old_one_kept_and_signing_out_what_was_opened(
    demo: Studio, browser: Browser
) -> None:
    made = demo.ask("POST", "clients", {"name": "Opened Ltd"})
    context = demo.enter(browser, service_workers="allow")
    page = context.new_page()
    page.goto(f"/clients/{made['id']}/")
    assert page.evaluate(READY)
    page.evaluate(OLD)
    page.reload()
    page.wait_for_function(GONE)
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('recent'))")
    context.clear_cookies()  # which leaves their session to the other tests
    page.goto("/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    context.close()
