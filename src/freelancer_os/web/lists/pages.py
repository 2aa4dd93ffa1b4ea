"""A list on a page: its first records, the ranges of it that are in sight, and what comes after."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.safestring import SafeString

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.query.grouping import Folded
from freelancer_os.engine.query.listing import LARGEST, Page, read_page
from freelancer_os.engine.query.row_ranges import END, Range
from freelancer_os.web.shell.access import Desk, DeskRequest

# What an address of further records says beside the list.
_BESIDE = {"region", "starts", "adds", "until", "view"}
_REGION = re.compile(r"[a-z-]{1,40}")


@dataclass(frozen=True)
class Further:
    """What a list that is on a page asks for: records of itself, as its `query` says, of a range.

    `region` begins the ids of what is drawn, `adds` is the form that makes a record of it.
    """

    desk: Desk
    collection: Collection
    query: Mapping[str, str]
    region: str
    range: Range
    adds: str = ""

    @classmethod
    def of(cls, request: DeskRequest, slug: str) -> "Further":
        """As a request says it; raises Http404 for a place that no list has."""
        query = request.GET.dict()
        region = query.get("region", slug)
        if not _REGION.fullmatch(region):
            raise Http404("There is no such list.")
        return cls(
            request.desk,
            request.desk.collection(slug),
            {name: value for name, value in query.items() if name not in _BESIDE and value},
            region,
            Range(query.get("cursor", ""), query.get("until", "")),
            adds if _REGION.fullmatch(adds := query.get("adds", "")) else "",
        )


@dataclass(frozen=True)
class Shown:
    """What of a list is drawn: pages of it, each with its range, and where the next one begins."""

    pages: list[tuple[Range, Page]]
    more: str

    @property
    def first(self) -> Page:
        return self.pages[0][1]

    @property
    def is_whole(self) -> bool:
        """Whether these are all records of the list."""
        return not self.more and len(self.pages) == 1 and not self.pages[0][0].start


@dataclass(frozen=True)
class Sheet:
    """A table, or the cards of a gallery: drawn, with the first records, and how many there are."""

    html: SafeString
    page: Page
    count: str

    @property
    def is_empty(self) -> bool:
        return not self.page.records


def shown(
    desk: Desk,
    collection: Collection,
    query: Mapping[str, str],
    region: str,
    fields: Container[str] | None = None,
    folded: Folded | None = None,
) -> Shown:
    """The records after the query's `cursor`, or the first ones with the ranges in sight.

    Of their links those among `fields` are followed, or all; of `folded` groups the first record
    stands for all. Raises ValidationError.
    """
    start = query.get("cursor", "")
    ranges = [] if start else list(desk.ranges.get(region, ()))
    seen = _sensible(desk, collection, query, ranges, fields, folded)
    if seen and not seen[0][0].start:
        return Shown(seen, seen[0][1].last)
    page = page_of(desk, collection, query, Range(start, ""), fields, folded)
    return Shown([(Range(start, page.last), page), *seen], page.cursor or "")


def page_of(
    desk: Desk,
    collection: Collection,
    query: Mapping[str, str],
    wanted: Range,
    fields: Container[str] | None = None,
    folded: Folded | None = None,
) -> Page:
    """The records of one range; without an end, as many as a page has. Raises ValidationError."""
    asked = {name: value for name, value in query.items() if name != "cursor"}
    if wanted.start:
        asked["cursor"] = wanted.start
    if wanted.end == END:
        asked["limit"] = str(LARGEST)
    return read_page(
        collection,
        desk.formats,
        asked,
        order=collection.order,
        until=wanted.end if wanted.end != END else "",
        shown=fields,
        is_whole=False,
        folded=folded,
    )


def _sensible(
    desk: Desk,
    collection: Collection,
    query: Mapping[str, str],
    ranges: list[Range],
    fields: Container[str] | None,
    folded: Folded | None,
) -> list[tuple[Range, Page]]:
    """The ranges that make sense here, with their records."""
    found = []
    for one in ranges:
        try:
            found.append((one, page_of(desk, collection, query, one, fields, folded)))
        except ValidationError:  # of another order, which the page has left meanwhile
            continue
    return found
