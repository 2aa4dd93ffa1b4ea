"""A mail that is leaving, on the page of its invoice: what becomes of it is seen without asking."""

import uuid

from playwright.sync_api import Page, expect

from tests.e2e.hands import violations
from tests.e2e.studio import Studio
from tests.smtp import USER, post


def test_what_becomes_of_a_mail_comes_to_the_page(desk: Page, demo: Studio) -> None:
    client = demo.ask("POST", "clients", {"name": f"Mail {uuid.uuid4().hex[:6]}"})
    invoice = demo.ask("POST", "invoices", {"client": client["id"]})
    demo.income("Work", invoice=invoice["id"])
    said, asked = violations(desk), list[str]()
    with post() as found:
        found.answers["RCPT"] = ["451 Later"]
        _name_server(desk, found.host, found.port)
        try:
            demo.ask("POST", f"invoices/{invoice['id']}/mail", {"to": "a@example.com"})
            desk.goto(f"/invoices/{invoice['id']}/")
            told = desk.locator(".told", has_text="a@example.com")
            expect(told).to_contain_text("Waiting")
            (mail,) = demo.ask("GET", f"outbox?invoice={invoice['id']}")["items"]
            demo.ask("POST", f"outbox/{mail['id']}/leave")
            expect(told).to_contain_text("Not delivered", timeout=10_000)
            desk.on("request", lambda one: asked.append(one.url))
            desk.wait_for_timeout(3_500)
        finally:
            _forget_server(desk)
    assert said == []
    assert not [url for url in asked if url.endswith("/mailed/")]


def _name_server(page: Page, host: str, port: int) -> None:
    page.goto("/settings/")
    given = {"host": host, "port": port, "security": "none", "from_address": USER}
    _post(page, "/settings/mail/", given)


def _forget_server(page: Page) -> None:
    _post(page, "/settings/mail/forget/", {})


def _post(page: Page, path: str, given: dict[str, str | int]) -> None:
    """A form as the settings send it."""
    token = page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value")
    form: dict[str, str | float | bool] = {**given, "csrfmiddlewaretoken": token}
    answer = page.request.post(path, form=form, headers={"Referer": page.url})
    assert answer.ok, answer.text()
