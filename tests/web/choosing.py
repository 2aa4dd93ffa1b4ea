"""The fields of a page that hold one of a few options, as a browser reads them."""

import json
from html.parser import HTMLParser


class Chosen(HTMLParser):
    """What each such field holds and offers: `held` and `offered`, by name or label."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self.offered: dict[str, list[list[str]]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert tag != "select"
        if "data-options" in given:
            name = given.get("name") or given.get("aria-label", "")
            self.held[name], options = given["data-key"], json.loads(given["data-options"])
            self.offered[name] = options
            assert not options or [self.held[name], given["value"]] in [one[:2] for one in options]
