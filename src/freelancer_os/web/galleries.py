"""The gallery of a collection: its records as cards, page by page."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from freelancer_os.engine.cards import card
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.listing import COUNTED, read_page
from freelancer_os.web.looks import Look


@dataclass(frozen=True)
class GallerySheet:
    """Cards on a page; it has what a table has, for the head and the foot of the page."""

    cards: list[SafeString]
    count: str
    next: str

    @property
    def is_empty(self) -> bool:
        return not self.cards


def gallery(look: Look) -> GallerySheet:
    """What a look leaves, in its order. Raises ValidationError."""
    desk, collection = look.desk, look.collection
    page = read_page(collection, desk.lens, look.query, order=collection.order)
    grouped = collection.by_name.get(collection.group_by)
    tagged = grouped if isinstance(grouped, Choice) else None
    cards = [card(collection, r, desk.lens, tagged=tagged, heading="h2") for r in page.records]
    count = f"{COUNTED:,}+" if page.count is None else str(page.count)
    kept = {name: look.passing[name] for name in ("limit",) if name in look.passing}
    after = look.url(passing={**kept, "cursor": page.cursor}) if page.cursor else ""
    return GallerySheet(cards, count, after)
