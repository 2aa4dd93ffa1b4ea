"""`make screenshots`: the pictures of the documentation, taken from the running demo."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, StorageState, sync_playwright

from tests.cli.process import serving
from tests.e2e.chromium import launch_arguments

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
Look = dict[str, Any]
SIZES: dict[str, Look] = {
    "": {"viewport": {"width": 1440, "height": 1060}},
    "-phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
    },
}
PAGES = {
    "home": "/",
    "client-window": "/client/",
    "workflow": "/workflow/",
    "clients": "/clients/?view=board",
    "finance": "/finance/",
}


def main() -> None:
    """Write `docs/images/NAME.png`, 1440 pixels wide, and `NAME-phone.png`, 390."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        with serving("--demo", environment={**os.environ, "FREELANCER_OS_DATA": data}) as server:
            state = signed_in(browser, server.url)
            for name, path in PAGES.items():
                for suffix, look in SIZES.items():
                    file = FOLDER / f"{name}{suffix}.png"
                    take(browser, state, f"http://127.0.0.1:{server.port}{path}", file, look)
        browser.close()


def signed_in(browser: Browser, link: str) -> StorageState:
    """The browser state after the printed link."""
    page = browser.new_page()
    page.goto(link)
    return page.context.storage_state()


def take(browser: Browser, state: StorageState, address: str, file: Path, look: Look) -> None:
    """One picture, of the light theme."""
    context = browser.new_context(storage_state=state, color_scheme="light", **look)
    page = context.new_page()
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    context.close()
    print(file)


if __name__ == "__main__":
    main()
