"""The tables that pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.drawing import table
from freelancer_os.engine.listing import COUNTED, Page, read_page
from freelancer_os.web.access import Desk

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Sheet:
    """A table on a page: drawn, counted, with the address of its next page."""

    html: SafeString
    page: Page
    next: str

    @property
    def is_empty(self) -> bool:
        return not self.page.records

    @property
    def is_summed(self) -> bool:
        """Whether its foot says how many there are, and what they come to."""
        return "<tfoot>" in self.html

    @property
    def count(self) -> str:
        """How many entries there are: "8" or "1,000+"."""
        return f"{COUNTED:,}+" if self.page.count is None else str(self.page.count)


def sheet(
    desk: Desk,
    collection: Collection,
    names: tuple[str, ...],
    query: dict[str, str],
    *,
    region: str,
    address: str,
    here: Mapping[str, str] = NOTHING,
    fixed: dict[str, str] | None = None,
) -> Sheet:
    """A table of what `query` and the page's own `fixed` filters leave; sorted by its heads.

    `here` is what else stands in the address: the view, and how it is drawn.
    """
    page = read_page(collection, desk.lens, {**query, **(fixed or {})}, order=collection.order)
    kept = {n: v for n, v in query.items() if n not in {"order", "cursor"}}
    kept = {**here, **kept}
    base = f"{address}?{urlencode(kept)}{'&' if kept else ''}"
    html = table(
        collection,
        names,
        page.records,
        desk.lens,
        region=region,
        may_write=desk.may_write,
        order=query.get("order") or collection.order,
        address=base,
        is_whole=page.cursor is None and "cursor" not in query,
    )
    ahead = {**here, **query, "cursor": page.cursor}
    after = f"{address}?{urlencode(ahead)}" if page.cursor else ""
    return Sheet(html, page, after)
