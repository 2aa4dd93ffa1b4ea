"""The board of a collection: the pipeline of clients, invoices by status, and the like."""

from dataclasses import dataclass

from django.db.models import QuerySet

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import COUNTED as LISTED
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import TARGETS
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.own.arranging import built_in, takes_values
from freelancer_os.engine.query.address import list_of, values_of
from freelancer_os.engine.query.grouping import COUNTED, Come, Grouped, comes_to, grouping
from freelancer_os.engine.query.listing import in_use
from freelancer_os.web.board import columns
from freelancer_os.web.board.columns import Column
from freelancer_os.web.lists.look import Look
from freelancer_os.web.shell.tallies import Tallies


@dataclass(frozen=True)
class Pile:
    """A column of the board with its count and total, and where its buttons lead."""

    column: Column
    count: str
    amount: str
    fold_url: str
    hide_url: str
    all_url: str
    is_own: bool  # a value that can be taken away


@dataclass(frozen=True)
class BoardSheet:
    """A board on a page; it has what a table has, for the head of the page."""

    piles: list[Pile]
    caption: str
    group: str
    count: str
    has_more: bool
    arrange_url: str  # where its columns are changed, if they are of one's own choice
    hidden: int
    shown_url: str
    unsorted_url: str  # where it is sorted by fields, so that the order of one's own is off
    largest = TARGETS

    @property
    def is_empty(self) -> bool:
        return False


def board(look: Look) -> BoardSheet:
    """A collection as a board of what a look leaves. Raises ValidationError."""
    desk, collection, params = look.desk, look.collection, look.params
    rows = in_use(collection, desk.formats, look.filters)
    grouped = grouping(collection, params.get("group", ""))
    formats = desk.formats
    folded, hidden = (frozenset(values_of(params.get(name, ""))) for name in ("fold", "hide"))
    drawn = columns.board(
        collection,
        rows,
        formats,
        grouped,
        order=params.get("order", ""),
        folded=folded | hidden,
        may_write=desk.may_write,
    )
    values = [column.value for column in drawn.columns]
    tallies = desk.tallies
    if look.filters or grouped.name != collection.group_by:
        come = comes_to(collection, rows, formats, grouped, values)
    else:
        come = {value: _tallied(look, tallies, value) for value in values}
    summed = collection.by_name.get(collection.board_sum)
    own = takes_values(grouped) and isinstance(grouped, Choice)
    piles = [
        _pile(look, grouped, column, come[column.value])
        for column in drawn.columns
        if column.value not in grouped.rare or come[column.value].count
    ]
    return BoardSheet(
        [pile for pile in piles if pile.column.value not in hidden],
        summed.added_up if isinstance(summed, Money) else "",
        grouped.name,
        formats.count(tallies.count(collection.slug))
        if collection.group_by and not look.filters
        else _counted(rows, drawn, come, formats, may_add_up=bool(look.filters)),
        drawn.has_more,
        arrange_url=f"/{collection.slug}/{grouped.name}/column/" if own and desk.may_write else "",
        hidden=sum(pile.column.value in hidden for pile in piles),
        shown_url=look.url({"hide": ""}),
        unsorted_url=look.url({"order": ""}) if params.get("order") else "",
    )


def _pile(look: Look, grouped: Grouped, column: Column, come: Come) -> Pile:
    is_summed = bool(look.collection.board_sum) and come.is_exact and come.count
    return Pile(
        column,
        look.desk.formats.count(come.count if come.is_exact else None, COUNTED),
        come.told(look.desk.formats) if is_summed else "",
        _url_with(look, "fold", column.value),
        _url_with(look, "hide", column.value),
        look.plain("table", {**look.filters, grouped.name: column.value or "none"}),
        is_own=_is_own(look.collection, grouped, column, come),
    )


def _url_with(look: Look, name: str, value: str) -> str:
    """The address in which a list of columns has one more, or has it no longer."""
    there = frozenset(values_of(look.params.get(name, "")))
    return look.url({name: list_of(sorted(there ^ {value}))})


def _is_own(collection: Collection, grouped: Grouped, column: Column, come: Come) -> bool:
    """Whether a column can be taken away; of a declared choice, one that no record has."""
    if not column.value or not isinstance(grouped, Choice):
        return False
    return grouped.is_own or (not come.count and column.value not in built_in(collection, grouped))


def _counted(
    rows: QuerySet[Record],
    drawn: columns.Board,
    come: dict[str, Come],
    formats: Formats,
    *,
    may_add_up: bool,
) -> str:
    """How many records there are: what the columns come to, where they were counted to the end."""
    if not may_add_up or drawn.has_more or not all(one.is_exact for one in come.values()):
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
