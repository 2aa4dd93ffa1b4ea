"""The board of a collection: the pipeline of clients, invoices by status, and the like."""

from dataclasses import dataclass

from django.db.models import QuerySet

from freelancer_os.core.records.base import Record
from freelancer_os.engine.formats import COUNTED as LISTED
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.link import TARGETS
from freelancer_os.engine.query.address import list_of, values_of
from freelancer_os.engine.query.grouping import COUNTED, Come, comes_to, grouping
from freelancer_os.engine.query.listing import in_use
from freelancer_os.web.board import columns
from freelancer_os.web.board.columns import Column
from freelancer_os.web.lists.look import Look
from freelancer_os.web.shell.tallies import Tallies

NEWEST = "-id"


@dataclass(frozen=True)
class Pile:
    """A column of the board with its count and total, and where its buttons lead."""

    column: Column
    count: str
    amount: str
    fold_url: str
    all_url: str


@dataclass(frozen=True)
class BoardSheet:
    """A board on a page; it has what a table has, for the head of the page."""

    piles: list[Pile]
    caption: str
    group: str
    count: str
    has_more: bool
    largest = TARGETS

    @property
    def is_empty(self) -> bool:
        return False


def board(look: Look) -> BoardSheet:
    """A collection as a board of what a look leaves. Raises ValidationError."""
    desk, collection, params = look.desk, look.collection, look.params
    rows = in_use(collection, desk.formats, look.filters)
    grouped = grouping(collection, params.get("group", ""))
    formats, folded = desk.formats, frozenset(values_of(params.get("fold", "")))
    drawn = columns.board(
        collection,
        rows,
        formats,
        grouped,
        order=params.get("order") or NEWEST,
        folded=folded,
        may_write=desk.may_write,
    )
    values = [column.value for column in drawn.columns]
    tallies = desk.tallies
    if look.filters or grouped.name != collection.group_by:
        come = comes_to(collection, rows, formats, grouped, values)
    else:
        come = {value: _tallied(look, tallies, value) for value in values}
    summed = collection.by_name.get(collection.board_sum)
    return BoardSheet(
        [
            _pile(look, grouped.name, column, come[column.value], folded)
            for column in drawn.columns
            if column.value not in grouped.rare or come[column.value].count
        ],
        summed.label if summed is not None else "",
        grouped.name,
        _counted(rows, drawn, come, formats)
        if look.filters
        else formats.count(tallies.count(collection.slug)),
        drawn.has_more,
    )


def _pile(look: Look, group: str, column: Column, come: Come, folded: frozenset[str]) -> Pile:
    is_summed = bool(look.collection.board_sum) and come.is_exact and come.count
    return Pile(
        column,
        look.desk.formats.count(come.count if come.is_exact else None, COUNTED),
        come.told(look.desk.formats) if is_summed else "",
        look.url({"fold": list_of(sorted(folded ^ {column.value}))}),
        look.plain("table", {**look.filters, group: column.value or "none"}),
    )


def _counted(
    rows: QuerySet[Record], drawn: columns.Board, come: dict[str, Come], formats: Formats
) -> str:
    """How many records there are: what the columns come to, where they were counted to the end."""
    if drawn.has_more or not all(one.is_exact for one in come.values()):
        count = rows.order_by().values("pk")[: LISTED + 1].count()
    else:
        count = sum(one.count for one in come.values())
    return formats.count(count if count <= LISTED else None)


def _tallied(look: Look, tallies: Tallies, value: str) -> Come:
    """What a column comes to, from what the gateway keeps; that is exact however many they are."""
    found = Come(limit=None)
    for key, (count, amount) in tallies.of_name(look.collection.slug, value or "None").items():
        found.count += count
        found.amounts[key.partition("|")[2]] += amount
    return found
