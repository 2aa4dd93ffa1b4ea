"""A table that can be sorted, resized, selected in, and that loads as one scrolls."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.own.place import Own
from freelancer_os.web.cells.changing import form_of
from freelancer_os.web.cells.drawing import PICK, column, row_drawing
from freelancer_os.web.cells.in_short import is_naming
from freelancer_os.web.cells.kinds import Draw
from freelancer_os.web.shell.icons import icon
from freelancer_os.web.table.columns import Columns
from freelancer_os.web.table.foot import functions
from freelancer_os.web.table.groups import Groups

MARKS = {"ascending": " ↑", "descending": " ↓"}
PICK_WIDTH = 28
USUAL_WIDTHS = {"money": 128, "number": 112, "hours": 104, "percent": 148, "date": 112, "bool": 88}
USUAL, NAME = 168, 248  # pixels of a column of any other kind, and of the one that names the row


@dataclass(frozen=True)
class Grid:
    """A table on a page: what it shows, where it stands, who looks at it.

    `region` begins the ids of everything in it. `address` is the page's, to which `order=` can be
    added; `rows` is where further rows are asked for, and `starts` what a row pasted below begins
    with, as a query string.
    """

    collection: Collection
    columns: Columns
    formats: Formats
    region: str
    may_write: bool
    address: str
    rows: str
    order: str = ""
    starts: str = ""
    groups: Groups | None = None

    @property
    def lead(self) -> int:
        """Cells of a row before the first field."""
        return 1 if self.may_write else 0

    def whole(
        self, bodies: Iterable[str], foot: str, *, is_long: bool = False, foot_url: str = ""
    ) -> SafeString:
        """The table around its bodies; with `foot_url` the foot is fetched afterwards. It `is_long`
        if rows come as one scrolls."""
        more = f"{' sized' if self.columns.is_sized else ''}{' long' if is_long else ''}"
        role = ' role="grid" aria-multiselectable="true"' if self.may_write else ""
        width = f' width="{sum(self._widths())}"' if self.columns.is_sized else ""
        told = f' data-foot="{escape(foot_url)}" aria-busy="true"' if foot_url else ""
        return mark_safe(
            f'<div class="sheet" id="{self.region}-sheet"><table class="grid cards{more}"'
            f"{role}{width} "
            f'id="{self.region}-table" aria-label="{escape(self.collection.title)}" '
            f'data-region="{self.region}" data-slug="{self.collection.slug}" '
            f'data-rows="{escape(self.rows)}" data-starts="{escape(self.starts)}"{self._folds()}>'
            f'{self._widths_drawn()}<thead><tr id="{self.region}-head">{self._head()}</tr></thead>'
            f'{"".join(bodies)}<tfoot id="{self.region}-foot"{told}>{foot}</tfoot></table></div>'
        )

    def body(
        self,
        records: Iterable[Record],
        start: str = "",
        end: str = "",
        before: Record | None = None,
    ) -> SafeString:
        """The rows after the cursor `start`, up to that of the last of them; `before` is the record
        at `start`."""
        start, end = escape(start), escape(end)
        key = f"{self.region}-rows{'-' if start else ''}{start}"
        drawn = "".join(self._rows(records, before))
        return mark_safe(
            f'<tbody id="{key}" data-from="{start}" data-until="{end}">{drawn}</tbody>'
        )

    def _rows(self, records: Iterable[Record], before: Record | None) -> Iterator[str]:
        lead = PICK if self.may_write else ""
        for record in records:
            if self.groups is not None:
                yield self.groups.heading(record, before, self.region, lead)
            if self.groups is None or not self.groups.is_folded(record):
                yield self._row(record)
            before = record

    def more(self, cursor: str) -> SafeString:
        """The place where the rows after a cursor come; a link for those without script."""
        span, cursor = len(self.columns.fields) + self.lead, escape(cursor)
        address = escape(f"{self.address}{urlencode({'order': self.order})}&cursor={cursor}")
        return mark_safe(
            f'<tbody class="more" id="{self.region}-more" data-from="{cursor}"><tr>'
            f'<td colspan="{span}"><a href="{address}">{escape(_("Show more"))}</a></td>'
            "</tr></tbody>"
        )

    @cached_property
    def _row(self) -> Draw:
        return row_drawing(
            self.collection,
            self.columns.fields,
            self.formats,
            region=self.region,
            may_write=self.may_write,
            is_picked=True,
        )

    def _head(self) -> str:
        pick = (
            '<th class="cell-pick" scope="col"><label><input class="pick-all" type="checkbox" '
            f'autocomplete="off" id="{self.region}-pick-all" '
            f'aria-label="{escape(_("Select all"))}"></label></th>'
            if self.may_write
            else ""
        )
        fields = self.columns.fields
        return pick + "".join(self._column(one, place) for place, one in enumerate(fields))

    def _column(self, one: Field, place: int) -> str:
        stick = " stick" if place == 0 else ""
        calculates = self.columns.calculated.get(one.name, "")
        is_first = self.order.split(",")[0].removeprefix("-") == one.name
        aria = f' aria-sort="{self._sort(one)}"' if is_first else ""
        return (
            f'<th class="cell-{one.kind}{stick}" scope="col" id="{self.region}-head-{one.name}" '
            f'{column(one)} data-kind="{one.kind}"{self._made(one)} '
            f'data-calc="{" ".join(functions(one))}" data-calculates="{calculates}"{aria}>'
            f'<span class="head-label">{self._sorter(one)}</span>'
            f'<button class="head-menu" type="button" aria-haspopup="menu" '
            f'aria-label="{escape(_("Column {field}").format(field=one.label))}"></button>'
            f'<span class="head-edge" aria-hidden="true"></span>{self._adds(place)}</th>'
        )

    def _folds(self) -> str:
        """Which groups are folded, as the address says it, and what makes them, where one may set
        it."""
        if self.groups is None:
            return ""
        by = self.groups.grouped
        told = f' data-fold="{escape(self.groups.fold)}"'
        if by.read_only or not self.may_write:
            return told
        emptied = "" if by.required else ' data-group-empty="1"'
        told += f' data-group="{by.name}" data-group-kind="{by.kind}"{emptied}'
        return f'{told} data-group-label="{escape(by.label)}"'

    def _made(self, one: Field) -> str:
        """Where the form is that changes what is the workspace's own of a field, if one may."""
        form = form_of(self.collection, one) if self.may_write else ""
        pk = f' data-own="{one.place.pk}"' if form and isinstance(one.place, Own) else ""
        return f' data-form="{form}"{pk}' if form else ""

    def _adds(self, place: int) -> str:
        """The button that makes a property, behind the last head."""
        is_last = place == len(self.columns.fields) - 1
        if not (is_last and self.may_write and self.collection.takes_properties):
            return ""
        words = escape(_("New property"))
        return (
            f'<button class="head-add" type="button" id="{self.region}-head-add" '
            f'data-dialog="/{self.collection.slug}/new-property/" aria-haspopup="dialog" '
            f'aria-label="{words}">{icon("plus", 16)}</button>'
        )

    def _sorter(self, one: Field) -> str:
        """The label of a column, which sorts by it: down after up."""
        label = escape(one.label)
        if not one.sortable:
            return label
        sort = self._sort(one)
        mark = MARKS.get(sort, "")
        address = escape(f"{self.address}order={'-' if sort == 'ascending' else ''}{one.name}")
        return f'<a href="{address}" data-go>{label}{mark}</a>'

    def _sort(self, one: Field) -> str:
        """The direction in which a column is one of those that sort, "" if it is none."""
        names = self.order.split(",")
        is_down = f"-{one.name}" in names
        return "descending" if is_down else "ascending" if one.name in names else ""

    def _widths(self) -> list[int]:
        lead = [PICK_WIDTH] if self.may_write else []
        return [*lead, *(self._width(one) for one in self.columns.fields)]

    def _width(self, one: Field) -> int:
        usual = NAME if is_naming(self.collection, one) else USUAL_WIDTHS.get(one.kind, USUAL)
        return self.columns.widths.get(one.name, usual)

    def _widths_drawn(self) -> str:
        if not self.columns.is_sized:
            return ""
        drawn = "".join(f'<col width="{width}">' for width in self._widths())
        return f"<colgroup>{drawn}</colgroup>"
