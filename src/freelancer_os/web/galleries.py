"""The gallery of a collection: its records as cards, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from freelancer_os.engine.cards import card
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.listing import COUNTED, read_page
from freelancer_os.web.access import Desk


@dataclass(frozen=True)
class GallerySheet:
    """Cards on a page; it has what a table has, for the head and the foot of the page."""

    cards: list[SafeString]
    count: str
    next: str

    @property
    def is_empty(self) -> bool:
        return not self.cards


def gallery(
    desk: Desk, collection: Collection, query: dict[str, str], here: Mapping[str, str]
) -> GallerySheet:
    """What `query` leaves, in its order; `here` is the `view` of the page's address.

    Raises ValidationError.
    """
    page = read_page(collection, desk.lens, query, order=collection.order)
    grouped = collection.by_name.get(collection.group_by)
    tagged = grouped if isinstance(grouped, Choice) else None
    cards = [card(collection, r, desk.lens, tagged=tagged, heading="h2") for r in page.records]
    count = f"{COUNTED:,}+" if page.count is None else str(page.count)
    kept = {"view": here.get("view", "gallery"), **query}
    after = f"/{collection.slug}/?{urlencode({**kept, 'cursor': page.cursor})}"
    return GallerySheet(cards, count, after if page.cursor else "")
