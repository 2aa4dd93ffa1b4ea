"""Everything in this folder runs in a real Chromium."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.cli.process import serving
from tests.e2e.chromium import launch_arguments
from tests.e2e.studio import PHONE, Studio, enrol

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop


BROWSERS = 2  # workers that run these tests, each with a browser and a program of its own


@pytest.hookimpl(tryfirst=True)  # before they are shared out by these marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; those of a file stay together, since they share pages."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    groups = shared_out(Counter(item.path.name for item in here if not _is_long(item)))
    for item in here:
        item.add_marker(pytest.mark.e2e)
        item.add_marker(pytest.mark.xdist_group(f"browser-{groups.get(item.path.name, 0)}"))


def shared_out(counts: Counter[str]) -> dict[str, int]:
    """The group of each file: the largest first, each to where there are fewest tests yet."""
    groups, sizes = dict[str, int](), [0] * BROWSERS
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        groups[name] = sizes.index(min(sizes))
        sizes[groups[name]] += count
    return groups


def _is_long(item: pytest.Item) -> bool:
    return item.get_closest_marker("long") is not None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """What pytest-playwright starts the browser with."""
    return {**browser_type_launch_args, **launch_arguments()}


@pytest.fixture(scope="session")
def demo(browser: Browser, _template: dict[str, str]) -> Iterator[Studio]:
    """One program full of sample data, for all tests that add rows of their own to it."""
    with sampled(browser, _template) as studio:
        _settle(studio)
        yield studio


def _settle(studio: Studio) -> None:
    """A deposit that is taken off an invoice, of which the sample has none."""
    ends = {}
    for end, kind in (("from", "deposit"), ("to", "invoice")):
        made = studio.ask("POST", "invoices", {"kind": kind, "number": f"OF-{kind}"})
        studio.income(f"Of the {kind}", "10.00", invoice=made["id"])
        ends[end] = made["id"]
    studio.ask("PATCH", f"invoices/{ends['from']}", {"status": "sent"})
    studio.ask("POST", "settlements", ends)


@contextmanager
def sampled(browser: Browser, environment: dict[str, str]) -> Iterator[Studio]:
    """A program with the sample data and nothing else."""
    with serving("--demo", environment=environment) as server:
        page = browser.new_page()
        page.goto(server.url)
        studio = enrol(page, f"http://127.0.0.1:{server.port}")
        page.close()
        yield studio


@pytest.fixture
def desk(demo: Studio, browser: Browser) -> Iterator[Page]:
    """A page of somebody who is signed in there."""
    context = demo.enter(browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(demo: Studio, browser: Browser) -> Iterator[Page]:
    """The same on a phone, under a finger."""
    context = demo.enter(browser, **PHONE)
    yield context.new_page()
    context.close()
