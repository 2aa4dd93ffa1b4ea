"""A running program, and somebody who works in it: by hand in a browser, by script over the API."""

import json
import urllib.request
from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
KEEPING = {"extra_http_headers": {}}


@dataclass(frozen=True)
class Studio:
    """Where the program runs, the browser state of somebody signed in, and their API token."""

    base: str
    state: StorageState
    token: str

    def enter(self, browser: Browser, **more: Any) -> BrowserContext:
        """A browser of its own in which the person is signed in. How lists are laid out in it is
        kept for the person only if it is `KEEPING` that, since one person does all tests."""
        given: dict[str, Any] = {"viewport": DESKTOP, "base_url": self.base}
        given |= {"extra_http_headers": {"X-Layout": "pass"}, "service_workers": "block", **more}
        return browser.new_context(storage_state=self.state, **given)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One call of the API; raises `urllib.error.HTTPError` on a refusal."""
        call = urllib.request.Request(
            f"{self.base}/api/v1/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(call, timeout=20) as answer:
            return json.loads(answer.read() or b"null")

    def income(self, description: str, amount: str = "2500.00", **values: Any) -> Any:
        """A client income of today, which stands on top of the workflow."""
        categories = self.ask("GET", "categories?limit=200")["items"]
        client = next(one["id"] for one in categories if one["is_client"])
        values = {"date": date.today().isoformat(), "amount": amount, **values}
        values |= {"kind": "income", "category": client, "description": description}
        return self.ask("POST", "transactions", values)


def enrol(page: Page, base: str) -> Studio:
    """The studio of whoever is signed in on a page, with a token made on the settings page."""
    page.goto(f"{base}/settings/")
    page.get_by_role("button", name="Make a token").click()
    token = page.get_by_label("Your new token, shown only this once").input_value()
    return Studio(base, page.context.storage_state(), token)
