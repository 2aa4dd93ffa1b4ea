"""Looking at a page as axe-core does: contrast, names, roles, targets."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Everything that is on by default, and the size of targets (WCAG 2.2).
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": ["color-contrast"]}
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


def findings(page: Page, *, twice: bool = False) -> list[str]:
    """What is wrong with the page on a desk in the light and on a phone in the dark.

    `twice`: with the colours of the other two as well.
    """
    page.evaluate(source())
    looks = [(WIDE, "light", EVERYTHING), (NARROW, "dark", EVERYTHING)]
    if twice:
        looks = [(WIDE, "dark", COLOURS), (NARROW, "light", COLOURS), *looks]
    found = [
        f"{scheme} at {size['width']}: {line}"
        for size, scheme, rules in looks
        for line in _look(page, size, scheme, rules)
    ]
    return [*found, *_too_wide(page)]


def _look(page: Page, size: Any, scheme: Any, rules: dict[str, Any]) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(DRAWN)
    options = {**rules, "resultTypes": ["violations"]}
    result = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{one['id']} ({one['help']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in result["violations"]
        for node in one["nodes"][:3]
    ]


def _too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide on a phone of 360"] if width > NARROW["width"] else []


@cache
def source() -> str:
    return AXE.read_text(encoding="utf-8")
