"""`make screenshots`: the pictures of README and documentation, taken from the running demo."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.cli.process import serving
from tests.e2e.chromium import launch_arguments
from tests.e2e.studio import PHONE

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
Look = dict[str, Any]
WIDE: Look = {"viewport": {"width": 1440, "height": 960}}
LOOKS: dict[str, Look] = {
    "": WIDE,
    "-dark": {**WIDE, "color_scheme": "dark"},
    "-phone": PHONE,
}
PAGES = {
    "home": "/",
    "client-window": "/client/",
    "workflow": "/workflow/",
    "clients": "/clients/?view=board",
    "record": "/clients/?view=board",
    "filter": "/transactions/?view=table&group=category"
    '&where={"and":[["date","within","this_year"],["amount","at_least","100"]]}',
    "calendar": "/meetings/?view=calendar",
    "resources": "/resources/?view=gallery",
    "finance": "/finance/",
}


def open_record(page: Page) -> None:
    """A client; beside the board where there is room."""
    page.get_by_role("link", name="Northwind Coffee").first.click()
    page.get_by_role("heading", name="Invoices").first.wait_for()


def open_filter(page: Page) -> None:
    """The panel with what is asked for."""
    page.locator("#control-filter").click()
    page.get_by_role("dialog").wait_for()


FIRST: dict[str, Callable[[Page], None]] = {"record": open_record, "filter": open_filter}


def main() -> None:
    """Write `docs/images/NAME.png` and `NAME-dark.png`, 1440 pixels wide, `NAME-phone.png`, 390."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        with serving("--demo", environment={**os.environ, "FREELANCER_OS_DATA": data}) as server:
            state = signed_in(browser, server.url)
            for name in PAGES:
                for suffix, look in LOOKS.items():
                    take(browser, state, server.port, name, look, FOLDER / f"{name}{suffix}.png")
        browser.close()


def signed_in(browser: Browser, link: str) -> StorageState:
    """The browser state after the printed link."""
    page = browser.new_page()
    page.goto(link)
    return page.context.storage_state()


def take(
    browser: Browser, state: StorageState, port: int, name: str, look: Look, file: Path
) -> None:
    """One picture."""
    with browser.new_context(storage_state=state, **{"color_scheme": "light", **look}) as context:
        page = context.new_page()
        answer = page.goto(f"http://127.0.0.1:{port}{PAGES[name]}")
        assert answer is not None
        assert answer.ok, name
        FIRST.get(name, lambda _page: None)(page)
        page.mouse.move(0, 0)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
    print(file)


if __name__ == "__main__":
    main()
