"""The gallery of a collection: its records as cards, page by page as one scrolls."""

from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.query.listing import Page
from freelancer_os.engine.query.row_ranges import Range
from freelancer_os.web.cells.cards import card_drawing
from freelancer_os.web.lists.look import Look
from freelancer_os.web.lists.pages import Further, Sheet, page_of, shown
from freelancer_os.web.shell.access import Desk


def gallery(look: Look) -> Sheet:
    """What a look leaves, in its order. Raises ValidationError."""
    desk, collection = look.desk, look.collection
    region = f"{collection.slug}-gallery"
    found = shown(desk, collection, look.query, region)
    parts = [_cards(desk, collection, one, page, region) for one, page in found.pages]
    if found.more:
        parts.append(_more(found.more, region, look.url(passing={"cursor": found.more})))
    listed = {n: v for n, v in look.query.items() if n != "cursor"}
    drawn = {"show": look.params["show"]} if "show" in look.params else {}
    further = urlencode({**listed, **drawn, "view": "gallery", "region": region})
    html = format_html(
        '<div class="gallery-pages" data-rows="/{}/rows/?{}" data-region="{}">{}</div>',
        collection.slug,
        further,
        region,
        format_html_join("", "{}", ((part,) for part in parts)),
    )
    return Sheet(html, found.first, desk.formats.count(found.first.count))


def more(asked: Further) -> SafeString:
    """The cards of one range, for a gallery that is on the page. Raises ValidationError."""
    query, wanted = dict(asked.query), asked.range
    collection = asked.collection.showing(query.pop("show", ""))
    page = page_of(asked.desk, collection, query, wanted)
    body = _cards(asked.desk, collection, wanted, page, asked.region)
    if not page.cursor or wanted.end:
        return body
    address = f"/{collection.slug}/?{urlencode({**query, 'view': 'gallery', 'cursor': page.last})}"
    return body + _more(page.last, asked.region, address)


def _cards(desk: Desk, collection: Collection, one: Range, page: Page, region: str) -> SafeString:
    grouped = collection.by_name.get(collection.group_by)
    tagged = grouped if isinstance(grouped, Choice) else None
    card = card_drawing(collection, desk.formats, tagged=tagged, heading="h2")
    return format_html(
        '<div class="gallery" id="{}" data-from="{}" data-until="{}">{}</div>',
        f"{region}-{one.start}" if one.start else region,
        one.start,
        one.until(page.last),
        mark_safe("".join(map(card, page.records))),
    )


def _more(cursor: str, region: str, address: str) -> SafeString:
    return format_html(
        '<p class="more" id="{}-more" data-from="{}"><a href="{}">{}</a></p>',
        region,
        cursor,
        address,
        _("Show more"),
    )
