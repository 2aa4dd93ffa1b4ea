"""A collection as a board: one column per value of a choice or target of a link.

It costs the same number of statements however many columns there are: the cards of all columns are
found in one, those that somebody has moved among them, and what the columns come to in another.
"""

from collections import defaultdict
from collections.abc import Set as Values
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.records.placed import Placed
from freelancer_os.core.words import Option
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import TARGETS, Link
from freelancer_os.engine.query.grouping import Grouped, of_each
from freelancer_os.engine.query.ordering import Order
from freelancer_os.web.cells.cards import card_drawing
from freelancer_os.web.cells.kinds import tag

CARDS = 50  # in one column
ALL_CARDS = 400  # about so many where there are many columns
FEWEST = 10
NEWEST = "-id"


@dataclass(frozen=True)
class Column:
    """One column: the value it stands for, and its first cards; none where it is folded.

    Where no record `begins`, a verb leads to its value later: a new invoice is not paid. `colour`
    is that of its tag, "" where it has none.
    """

    value: str
    label: str
    tag: SafeString
    colour: str
    cards: list[SafeString]
    has_more: bool
    is_folded: bool
    begins: bool


@dataclass(frozen=True)
class Board:
    """The columns of a board; `has_more` where more targets are in use than it shows."""

    columns: list[Column]
    has_more: bool


def board(
    collection: Collection,
    rows: QuerySet[Any],
    formats: Formats,
    grouped: Grouped,
    *,
    order: str,
    folded: Values[str],
    may_write: bool,
) -> Board:
    """The board over `rows`; a bounded number of cards in each column that is not folded.

    Without an `order` they stand as a person has put them.
    """
    options = grouped.columns(rows, formats)
    targets = options[:-1] if isinstance(grouped, Link) else options
    if has_more := isinstance(grouped, Link) and len(targets) > TARGETS:
        options = (*targets[:TARGETS], *options[-1:])
    holding = [grouped.holding(value) for value, _, _ in options if value not in folded]
    most = min(CARDS, max(FEWEST, ALL_CARDS // len(options)))
    records = _first(collection, rows, formats, holding, order, most + 1)
    standing: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        standing[grouped.column_of(record)].append(record)
    move = grouped if may_write and not grouped.read_only else None
    card = card_drawing(collection, formats, move=move)
    led = collection.by_verb and grouped.name in collection.by_verb.fields
    columns = [
        Column(
            value,
            label,
            _tag(grouped, (value, label, colour)),
            grouped.option(value)[2] if value and isinstance(grouped, Choice) else "",
            [mark_safe(card(one)) for one in standing[value][:most]],
            len(standing[value]) > most,
            value in folded,
            not led or value == grouped.column_of(collection.model()),
        )
        for value, label, colour in options
    ]
    return Board(columns, has_more)


def _first(
    collection: Collection,
    rows: QuerySet[Any],
    formats: Formats,
    holding: list[Any],
    order: str,
    limit: int,
) -> list[Any]:
    """The first records of every column, in an order, else as they were put."""
    if not holding:
        return []
    rows, sorting = rows.select_related(None), Order.of(collection, order or NEWEST)
    is_placed = not order and issubclass(collection.model, Placed)
    orders = (
        [
            sorting.sorted(rows.filter(place__isnull=True)),
            rows.filter(place__isnull=False).order_by("-place"),
        ]
        if is_placed
        else [sorting.sorted(rows)]
    )
    among = [in_order.filter(one) for in_order in orders for one in holding]
    found = of_each(among, formats, limit, lambda place, part: part.values("pk"))
    some = collection.rows(formats.workspace).filter(pk__in=[line["pk"] for line in found])
    if is_placed:
        return sorted(some, key=lambda one: one.stands, reverse=True)
    return list(sorting.sorted(some))


def _tag(grouped: Grouped, option: Option) -> SafeString:
    value, label, colour = option
    if value and isinstance(grouped, Choice):
        return tag(grouped.option(value))
    if value and colour:
        return tag(option)
    return format_html("<span>{}</span>", label)
