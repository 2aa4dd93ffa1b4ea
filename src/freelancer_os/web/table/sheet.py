"""The tables that pages show, and the parts of them that are fetched later."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.query.grouping import Folded
from freelancer_os.engine.query.listing import Page, in_use
from freelancer_os.engine.query.ordering import Order
from freelancer_os.engine.query.row_ranges import Range
from freelancer_os.web.cells.composers import Composer
from freelancer_os.web.cells.in_short import is_naming
from freelancer_os.web.lists.pages import Further, Sheet, page_of, shown
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import problems
from freelancer_os.web.table.columns import PARAMETERS, Columns
from freelancer_os.web.table.foot import adding, foot, results
from freelancer_os.web.table.grid import Grid
from freelancer_os.web.table.groups import Groups, folded

NOTHING: Mapping[str, str] = {}


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
    starts = adds.starts if adds is not None else {}
    drawn = {name: here[name] for name in PARAMETERS if name in here}
    name = adds.name if adds is not None else ""
    table = Table(desk, collection, {**query, **fixed, **drawn}, region, names, starts, name)
    found = shown(desk, collection, table.wanted, region, table.shown, table.folded)
    grid = table.grid(_and(address, {**here, **query}), [page for _, page in found.pages])
    bodies = [table.body(grid, one, page) for one, page in found.pages]
    if found.more:
        bodies.append(grid.more(found.more))
    whole = table.whole(grid, bodies, found.first, adding(adds), is_whole=found.is_whole)
    return Sheet(whole, found.first, desk.formats.count(found.first.count))


@dataclass(frozen=True)
class Table:
    """What a table is made of: a list of a collection, and its columns."""

    desk: Desk
    collection: Collection
    query: Mapping[str, str]
    region: str
    names: tuple[str, ...]
    starts: Mapping[str, str]
    adds: str = ""  # the form that makes a record of it

    @cached_property
    def folded(self) -> Folded | None:
        return folded(self.collection, self.query)

    @cached_property
    def columns(self) -> Columns:
        return Columns.of(self.collection, self.query, self.names)

    @property
    def shown(self) -> set[str] | None:
        """The fields of which something is drawn; None where records are called by their links."""
        if not any(is_naming(self.collection, one) for one in self.collection.fields):
            return None
        return {*(one.name for one in self.columns.fields), self.query.get("group", "")}

    @property
    def wanted(self) -> dict[str, str]:
        """The parameters of the list itself."""
        return {n: v for n, v in self.query.items() if n not in PARAMETERS}

    @property
    def further(self) -> str:
        """The query string that asks for more of the same table."""
        listed = {n: v for n, v in self.wanted.items() if n != "cursor"}
        drawn = {name: self.query[name] for name in PARAMETERS if name in self.query}
        drawn["show"] = ",".join(one.name for one in self.columns.fields)
        return urlencode(
            {
                **listed,
                **drawn,
                "region": self.region,
                "starts": urlencode(self.starts),
                "adds": self.adds,
            }
        )

    def grid(self, address: str, pages: list[Page]) -> Grid:
        return Grid(
            collection=self.collection,
            columns=self.columns,
            formats=self.desk.formats,
            region=self.region,
            may_write=self.desk.may_write,
            address=address,
            rows=f"/{self.collection.slug}/rows/?{self.further}",
            order=self.query.get("order") or self.collection.order,
            starts=urlencode(self.starts),
            groups=self._groups(pages),
        )

    def body(self, grid: Grid, one: Range, page: Page) -> SafeString:
        """The rows of a range; where they are grouped, after the record at its start."""
        before = None
        if one.start and grid.groups is not None:
            place = Order.of(self.collection, grid.order).read(one.start, "cursor")
            rows = self.collection.rows(self.desk.workspace)
            before = rows.filter(pk=place.pk).first()
        return grid.body(page.records, one.start, one.until(page.last), before)

    def _groups(self, pages: list[Page]) -> Groups | None:
        if self.folded is None:
            return None
        records = [record for page in pages for record in page.records]
        return Groups.of(
            self.collection,
            self._rows,
            self.desk.formats,
            self.folded,
            records,
            self._filters,
            self.columns,
            self.adds if self.desk.may_write else "",
        )

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
            self.desk.formats,
            lead=grid.lead,
            add=add,
            address=self.listed,
        )
        is_later = (bool(calculated) or page.count is None) and not is_whole
        later = f"/{self.collection.slug}/foot/?{self.further}" if is_later else ""
        return grid.whole(bodies, drawn, is_long=not is_whole, foot_url=later)

    @property
    def _rows(self) -> QuerySet[Any]:
        """All of its rows."""
        return in_use(self.collection, self.desk.formats, self._filters)

    def count(self) -> int:
        """How many rows it has, however many."""
        return self._rows.order_by().count()

    def results(self) -> Mapping[str, str]:
        """What its columns come to, over all of its rows."""
        columns, formats = self.columns, self.desk.formats
        return results(self.collection, columns.fields, columns.calculated, self._rows, formats)

    @property
    def listed(self) -> str:
        """The address of the records that its feet add up, "" on their own page."""
        if self.region == self.collection.slug:
            return ""
        return f"/{self.collection.slug}/?{urlencode({'view': 'table', **self._filters})}"

    @property
    def _filters(self) -> dict[str, str]:
        return {n: v for n, v in self.wanted.items() if n not in {"order", "limit", "cursor"}}


def _and(address: str, query: Mapping[str, str]) -> str:
    """The address with its filters, to which a parameter can be added."""
    kept = {name: value for name, value in query.items() if name not in {"order", "cursor"}}
    return f"{address}?{urlencode(kept)}{'&' if kept else ''}"


def _asked(asked: Further) -> Table:
    """The table of which more is asked for."""
    collection = asked.collection
    names = collection.table
    return Table(asked.desk, collection, asked.query, asked.region, names, {}, asked.adds)


def more(asked: Further) -> SafeString:
    """The rows of one range. Raises ValidationError."""
    table = _asked(asked)
    page = page_of(
        table.desk, table.collection, table.wanted, asked.range, table.shown, table.folded
    )
    grid = table.grid(_and(f"/{table.collection.slug}/", table.wanted), [page])
    body = table.body(grid, asked.range, page)
    rest = grid.more(page.cursor) if page.cursor and not asked.range.end else ""
    return format_html("<table>{}{}</table>", body, rest)


@at_desk
def sums(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The foot of a table whose rows are not all on the page."""
    table = _asked(Further.of(request, slug))
    columns, lead = table.columns, 1 if table.desk.may_write else 0
    try:
        found, count = table.results(), table.count()
    except ValidationError as error:
        return problems(error)
    formats = table.desk.formats
    drawn = foot(
        table.collection,
        columns.fields,
        columns.calculated,
        found,
        count,
        formats,
        lead=lead,
        address=table.listed,
    )
    return HttpResponse(f"<table><tfoot>{drawn}</tfoot></table>")


urlpatterns = [
    path("<slug:slug>/foot/", sums, name="foot"),
]
