"""The groups of a table: a heading over the first row of each, with what the group comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.html import escape

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.grouping import COUNTED, Come, Grouped, comes_to
from freelancer_os.web.cells.kinds import show


@dataclass(frozen=True)
class Groups:
    """The field by which rows stand together, and what the groups that are shown come to.

    `summed` names what is added up, "" where nothing is; `address` lists the rows of all groups.
    """

    grouped: Grouped
    come: Mapping[str, Come]
    formats: Formats
    summed: str
    address: str

    @classmethod
    def of(
        cls,
        collection: Collection,
        rows: QuerySet[Any],
        formats: Formats,
        grouped: Grouped,
        records: Iterable[Record],
        filters: Mapping[str, str],
    ) -> "Groups":
        """The groups in which `records` of `rows` stand; one statement for all of them."""
        values = list(dict.fromkeys(grouped.column_of(record) for record in records))
        come = comes_to(collection, rows, formats, grouped, values) if values else {}
        summed = collection.by_name.get(collection.board_sum)
        others = urlencode({n: v for n, v in filters.items() if n != grouped.name})
        address = f"/{collection.slug}/?view=table&{f'{others}&' if others else ''}"
        return cls(grouped, come, formats, summed.label if summed else "", address)

    def heading(
        self, record: Record, before: Record | None, region: str, lead: str, span: int
    ) -> str:
        """The row over a record whose group is not that of the record before it; `lead` is drawn
        before the heading, which spans the columns."""
        value = self.grouped.column_of(record)
        if before is not None and self.grouped.column_of(before) == value:
            return ""
        come = self.come.get(value, Come())
        shown = show(self.grouped, record, self.formats)
        tag = shown if value else escape(self.grouped.without)
        count = self.formats.count(come.count if come.is_exact else None, COUNTED)
        told = come.told(self.formats) if self.summed and come.is_exact else ""
        amount = self._amount(told, value or "none") if told else ""
        return (
            f'<tr class="group-row" id="{region}-group-{escape(value or "none")}">{lead}'
            f'<th colspan="{span}" scope="rowgroup"><span class="group-head">{tag}'
            f'<span class="mut">{count}</span>{amount}</span></th></tr>'
        )

    def _amount(self, told: str, value: str) -> str:
        """What a group comes to, named, as a link to its rows alone."""
        address = f"{self.address}{urlencode({self.grouped.name: value})}"
        return (
            f'<span class="caption">{escape(self.summed)}</span>'
            f'<a class="why num" href="{escape(address)}">{escape(told)}</a>'
        )
