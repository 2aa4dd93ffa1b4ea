"""The groups of a table: a heading over the first row of each, with what the group comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.query.address import list_of, values_of
from freelancer_os.engine.query.grouping import (
    COUNTED,
    Come,
    Folded,
    Grouped,
    comes_to,
    grouping,
)
from freelancer_os.web.cells.kinds import show, tag
from freelancer_os.web.shell.icons import icon
from freelancer_os.web.table.columns import Columns
from freelancer_os.web.table.foot import Results, told_of
from freelancer_os.web.table.group_results import group_results


@dataclass(frozen=True)
class Groups:
    """The field by which rows stand together, and what the groups that are shown come to.

    `results` are those of the columns; `summed` names what is added up beside the heading, "" where
    nothing is; `address` lists the rows of all groups; `adds` is the form that makes a record.
    """

    collection: Collection
    grouped: Grouped
    come: Mapping[str, Come]
    results: Mapping[str, Results]
    folded: frozenset[str]
    columns: Columns
    formats: Formats
    summed: str
    address: str
    adds: str

    @classmethod
    def of(
        cls,
        collection: Collection,
        rows: QuerySet[Any],
        formats: Formats,
        folded: Folded,
        records: Iterable[Record],
        filters: Mapping[str, str],
        columns: Columns,
        adds: str,
    ) -> "Groups":
        """The groups in which `records` of `rows` stand; one statement for all of them, and one for
        each column of currencies."""
        grouped = folded.grouped
        values = list(dict.fromkeys(grouped.column_of(record) for record in records))
        come = comes_to(collection, rows, formats, grouped, values) if values else {}
        told = [value for value in values if come[value].is_exact]
        results = group_results(collection, columns, rows, formats, grouped, told)
        summed = collection.by_name.get(collection.board_sum)
        is_beside = summed is not None and summed.name not in columns.calculated
        others = urlencode({n: v for n, v in filters.items() if n != grouped.name})
        return cls(
            collection,
            grouped,
            come,
            results,
            frozenset(folded.values),
            columns,
            formats,
            summed.added_up if isinstance(summed, Money) and is_beside else "",
            f"/{collection.slug}/?view=table&{f'{others}&' if others else ''}",
            adds,
        )

    @property
    def fold(self) -> str:
        """The folded groups, as an address says them."""
        return list_of(sorted(self.folded))

    def is_folded(self, record: Record) -> bool:
        return self.grouped.column_of(record) in self.folded

    def heading(self, record: Record, before: Record | None, region: str, lead: str) -> str:
        """The row over a record whose group is not that of the record before it; `lead` is drawn
        before the heading. What the columns come to stands under them."""
        value = self.grouped.column_of(record)
        if before is not None and self.grouped.column_of(before) == value:
            return ""
        fields = self.columns.fields
        free = self.columns.before_results
        key = f"{region}-group-{escape(value or 'none')}"
        results = self.results.get(value, {})
        address = self._address(value)
        told = [told_of(one, self.columns.calculated, results, address) for one in fields]
        cells = "".join(
            f'<td class="cell-{one.kind}">{said}</td>'
            for one, said in list(zip(fields, told, strict=True))[free:]
        )
        head = f"{self._head(record, value, key)}{told[0]}"
        return (
            f'<tr class="group-row" id="{key}">{lead}<th colspan="{free}" scope="rowgroup">'
            f'<span class="group-head">{head}</span></th>{cells}</tr>'
        )

    def _tag(self, record: Record, value: str) -> str:
        """What its records have in common; not what stands beside it of one of them."""
        if not value:
            return escape(self.grouped.without)
        if isinstance(self.grouped, Choice):
            return tag(self.grouped.option(value))
        return show(self.grouped, record, self.formats)

    def _head(self, record: Record, value: str, key: str) -> str:
        come = self.come.get(value, Come())
        shown = self._tag(record, value)
        label = strip_tags(shown)  # its words, as they stand in HTML
        count = self.formats.count(come.count if come.is_exact else None, COUNTED)
        told = come.told(self.formats) if self.summed and come.is_exact else ""
        amount = self._amount(told, value) if told else ""
        is_folded = value in self.folded
        words = _("Unfold {column}") if is_folded else _("Fold {column}")
        return (
            f'<button class="column-fold group-fold" type="button" id="{key}-fold" '
            f'data-value="{escape(value or "none")}" aria-expanded="{str(not is_folded).lower()}" '
            f'aria-label="{words.format(column=label)}">{icon("chevron-down", 14)}</button>'
            f'{shown}<span class="mut">{count}</span>{amount}{self._add(value, label)}'
        )

    def _add(self, value: str, label: str) -> str:
        """The button that makes a record in the group, unless a verb leads there later."""
        by_verb = self.collection.by_verb
        is_led = by_verb is not None and self.grouped.name in by_verb.fields
        begins = not is_led or value == self.grouped.column_of(self.collection.model())
        if not (self.adds and begins and not self.grouped.read_only):
            return ""
        words = _("+ New in {column}").format(column=label) if value else _("+ New")
        return (
            f'<button class="btn-add" type="button" data-composer="composer-{self.adds}" '
            f'data-preset="{self.grouped.name}={escape(value)}" data-preset-label="{label}" '
            f'aria-label="{words}">{escape(_("+ New"))}</button>'
        )

    def _amount(self, told: str, value: str) -> str:
        """What a group comes to, named, as a link to its rows alone."""
        return (
            f'<span class="caption">{escape(self.summed)}</span>'
            f'<a class="why num" href="{escape(self._address(value))}">{escape(told)}</a>'
        )

    def _address(self, value: str) -> str:
        return f"{self.address}{urlencode({self.grouped.name: value or 'none'})}"


def folded(collection: Collection, query: Mapping[str, str]) -> Folded | None:
    """The groups that a table folds, None where it has no groups. Raises ValidationError."""
    if not query.get("group"):
        return None
    return Folded(grouping(collection, query["group"]), tuple(values_of(query.get("fold", ""))))
