"""The tables that pages show, and the parts of them that are fetched later."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.columns import PARAMETERS, Columns
from freelancer_os.engine.foot import foot, results
from freelancer_os.engine.listing import COUNTED, Page, filtered, read_page
from freelancer_os.engine.ranges import Range
from freelancer_os.engine.tables import Grid
from freelancer_os.web.access import Desk, at_desk
from freelancer_os.web.answer import problems
from freelancer_os.web.composers import Composer

OWN = {"region", "starts", "until"}  # what an address of further rows says beside the list
NOTHING: Mapping[str, str] = {}
_REGION = re.compile(r"[a-z-]{1,40}")


@dataclass(frozen=True)
class Sheet:
    """A table on a page: drawn, with its first records."""

    html: SafeString
    page: Page

    @property
    def is_empty(self) -> bool:
        return not self.page.records

    @property
    def count(self) -> str:
        """How many entries there are: "8" or "1,000+"."""
        return f"{COUNTED:,}+" if self.page.count is None else str(self.page.count)


def sheet(
    desk: Desk,
    collection: Collection,
    names: tuple[str, ...],
    query: Mapping[str, str],
    *,
    region: str,
    address: str,
    here: Mapping[str, str] = NOTHING,
    fixed: Mapping[str, str] = NOTHING,
    adds: Composer | None = None,
) -> Sheet:
    """A table of what `query` and the page's own `fixed` filters leave; sorted by its heads.

    `here` is what else stands in the address: the view, and how it is drawn. `names` are its
    columns unless that says so. `adds` is the form that its foot opens; rows pasted below begin as
    that does. Raises ValidationError.
    """
    starts = adds.hidden if adds is not None else {}
    drawn = {name: here[name] for name in PARAMETERS if name in here}
    table = Table(desk, collection, {**query, **fixed, **drawn}, region, names, starts)
    grid = table.grid(_and(address, {**here, **query}))
    ranges = [] if "cursor" in query else list(desk.ranges.get(region, ()))
    first = table.seen([ranges.pop(0)]) if ranges and not ranges[0].start else []
    page = first[0][1] if first else table.page(Range(query.get("cursor", ""), ""))
    bodies = [grid.body(page.records, query.get("cursor", ""), page.last)]
    bodies += [grid.body(found.records, one.start, one.end) for one, found in table.seen(ranges)]
    if page.cursor or first:
        bodies.append(grid.more(page.last))
    is_whole = page.cursor is None and not first and "cursor" not in query
    return Sheet(table.whole(grid, bodies, page, _button(adds), is_whole=is_whole), page)


def _button(adds: Composer | None) -> str:
    if adds is None:
        return ""
    return format_html(
        '<button class="btn-add" type="button" data-composer="composer-{}" '
        'aria-label="+ New in this table">+ New</button>',
        adds.name,
    )


@dataclass(frozen=True)
class Table:
    """What a table is made of: a list of a collection, and its columns."""

    desk: Desk
    collection: Collection
    query: Mapping[str, str]
    region: str
    names: tuple[str, ...]
    starts: Mapping[str, str]

    @cached_property
    def columns(self) -> Columns:
        return Columns.of(self.collection, self.query, self.names)

    @property
    def wanted(self) -> dict[str, str]:
        """The parameters of the list itself."""
        return {n: v for n, v in self.query.items() if n not in {*PARAMETERS, "cursor"}}

    @property
    def further(self) -> str:
        """The query string that asks for more of the same table."""
        asked = {**self.wanted, "region": self.region, "starts": urlencode(self.starts)}
        shown = ",".join(one.name for one in self.columns.fields)
        kept = {name: self.query[name] for name in ("wide", "calc") if name in self.query}
        return urlencode({**asked, "show": shown, **kept})

    def grid(self, address: str) -> Grid:
        return Grid(
            collection=self.collection,
            columns=self.columns,
            lens=self.desk.lens,
            region=self.region,
            may_write=self.desk.may_write,
            address=address,
            rows=f"/{self.collection.slug}/rows/?{self.further}",
            order=self.query.get("order") or self.collection.order,
            starts=urlencode(self.starts),
        )

    def page(self, wanted: Range) -> Page:
        """The rows of one range; without an end, as many as a page has. Raises ValidationError."""
        query = {**self.wanted, **({"cursor": wanted.start} if wanted.start else {})}
        return read_page(
            self.collection,
            self.desk.lens,
            query,
            order=self.collection.order,
            until=wanted.end,
        )

    def seen(self, ranges: list[Range]) -> list[tuple[Range, Page]]:
        """The ranges that make sense here, with their rows."""
        found = []
        for one in ranges:
            try:
                found.append((one, self.page(one)))
            except ValidationError:  # of another order, which the page has left meanwhile
                continue
        return found

    def whole(
        self, grid: Grid, bodies: list[SafeString], page: Page, add: str, *, is_whole: bool
    ) -> SafeString:
        """The table with its foot: what it comes to is told at once only where all rows are."""
        calculated = self.columns.calculated
        found = self.results() if is_whole and calculated else {}
        drawn = foot(
            self.collection,
            self.columns.fields,
            calculated,
            found,
            page.count,
            lead=grid.lead,
            add=add,
        )
        is_later = bool(calculated) and not is_whole
        later = f"/{self.collection.slug}/foot/?{self.further}" if is_later else ""
        return grid.whole(bodies, drawn, foot_url=later)

    def results(self) -> Mapping[str, str]:
        """What its columns come to, over all of its rows."""
        rows = filtered(self.collection, self.desk.lens, self._filters)
        columns = self.columns
        return results(self.collection, columns.fields, columns.calculated, rows, self.desk.lens)

    @property
    def _filters(self) -> dict[str, str]:
        return {n: v for n, v in self.wanted.items() if n not in {"order", "limit"}}


def _and(address: str, query: Mapping[str, str]) -> str:
    """The address with its filters, to which a parameter can be added."""
    kept = {name: value for name, value in query.items() if name not in {"order", "cursor"}}
    return f"{address}?{urlencode(kept)}{'&' if kept else ''}"


def _asked(request: Any, slug: str) -> Table:
    """The table of which more is asked for; raises Http404 for a place that no table has."""
    desk, query = request.desk, request.GET.dict()
    collection, region = desk.collection(slug), query.get("region", slug)
    if not _REGION.fullmatch(region):
        raise Http404("There is no such table.")
    listed = {name: value for name, value in query.items() if name not in OWN and value}
    return Table(desk, collection, listed, region, collection.table, {})


@at_desk
def rows(request: Any, slug: str) -> HttpResponseBase:
    """The rows after `cursor`: the next ones, or those up to `until`."""
    table, given = _asked(request, slug), request.GET
    wanted = Range(given.get("cursor", ""), given.get("until", ""))
    try:
        page = table.page(wanted)
    except ValidationError as error:
        return problems(error)
    grid = table.grid(_and(f"/{slug}/", table.wanted))
    more = grid.more(page.cursor) if page.cursor and not wanted.end else ""
    body = grid.body(page.records, wanted.start, wanted.end or page.last)
    return HttpResponse(f"<table>{body}{more}</table>")


@at_desk
def sums(request: Any, slug: str) -> HttpResponseBase:
    """The foot of a table whose rows are not all on the page."""
    table = _asked(request, slug)
    lead = 1 if table.desk.may_write else 0
    try:
        found, page = table.results(), table.page(Range("", ""))
    except ValidationError as error:
        return problems(error)
    columns = table.columns
    drawn = foot(table.collection, columns.fields, columns.calculated, found, page.count, lead=lead)
    return HttpResponse(f"<table><tfoot>{drawn}</tfoot></table>")


urlpatterns = [
    path("<slug:slug>/rows/", rows, name="rows"),
    path("<slug:slug>/foot/", sums, name="foot"),
]
