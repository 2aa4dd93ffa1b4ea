"""A collection as a board: one column per value of a choice or target of a link.

It costs the same number of statements however many columns there are: the cards of all columns are
found in one, and what the columns come to in another.
"""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Set as Values
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet, SmallIntegerField, Sum, Value
from django.utils.html import format_html
from django.utils.safestring import SafeString

from freelancer_os.core.amounts import format_money
from freelancer_os.engine.cards import card
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.fields import refuse
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.linking import TARGETS, Link
from freelancer_os.engine.money import Money
from freelancer_os.engine.ordering import Order

CARDS = 50  # in one column
ALL_CARDS = 400  # about so many where there are many columns
FEWEST = 10
TOGETHER = 100  # columns in one statement: SQLite takes 500 parts of a UNION
COUNTED = 200
"""Up to here the records of a column are counted, and added up."""

Grouped = Choice | Link


@dataclass(frozen=True)
class Column:
    """One column: the value it stands for, and its first cards; none where it is folded."""

    value: str
    label: str
    tag: SafeString
    cards: list[SafeString]
    has_more: bool
    is_folded: bool


@dataclass(frozen=True)
class Board:
    """The columns of a board; `has_more` where more targets are in use than it shows."""

    columns: list[Column]
    has_more: bool


@dataclass
class Come:
    """What a column comes to: how many records, and by currency their sum in minor units."""

    count: int = 0
    amounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    limit: int | None = COUNTED  # up to which it was counted

    @property
    def is_exact(self) -> bool:
        return self.limit is None or self.count <= self.limit

    def told(self, lens: Lens) -> str:
        """The sum in words; amounts in several currencies stand side by side."""
        return " + ".join(
            format_money(amount, code or lens.currency, lens.locale)
            for code, amount in sorted(self.amounts.items())
        )


def grouping(collection: Collection, name: str) -> Grouped:
    """The field that makes the columns, as declared unless `group` names another one.

    Raises ValidationError on `group`.
    """
    wanted = name or collection.group_by
    found = next((one for one in collection.groupings if one.name == wanted), None)
    if found is None:
        sentence = f"{collection.plural.capitalize()} are not grouped by “{wanted[:40]}”."
        raise refuse("group", sentence)
    return found


def board(
    collection: Collection,
    rows: QuerySet[Any],
    lens: Lens,
    grouped: Grouped,
    *,
    order: str,
    folded: Values[str],
    may_write: bool,
) -> Board:
    """The board over `rows`; a bounded number of cards in each column that is not folded."""
    options = grouped.columns(rows, lens)
    targets = options[:-1] if isinstance(grouped, Link) else options
    if has_more := isinstance(grouped, Link) and len(targets) > TARGETS:
        options = (*targets[:TARGETS], *options[-1:])
    sorting = Order.of(collection, order)
    holding = [grouped.holding(value) for value, _, _ in options if value not in folded]
    most = min(CARDS, max(FEWEST, ALL_CARDS // len(options)))
    records = _first(collection, rows, lens, sorting, holding, most + 1)
    standing: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        standing[grouped.column_of(record)].append(record)
    move = grouped if may_write and not grouped.read_only else None
    columns = [
        Column(
            value,
            label,
            _tag(grouped, value, label),
            [card(collection, one, lens, move=move) for one in standing[value][:most]],
            len(standing[value]) > most,
            value in folded,
        )
        for value, label, _ in options
    ]
    return Board(columns, has_more)


def comes_to(
    collection: Collection, rows: QuerySet[Any], lens: Lens, grouped: Grouped, values: list[str]
) -> dict[str, Come]:
    """What the records of each column come to, as far as they are counted.

    What does not add up (a void invoice) counts in no sum but that of its own column.
    """
    summed = collection.by_name.get(collection.board_sum)
    money = summed if isinstance(summed, Money) else None
    among = Q() if grouped.name == collection.group_by else collection.adds_up
    amount = Sum(money.summed, filter=among) if money else Value(0)
    code = F(money.currency_column) if money and money.of else Value(lens.currency)

    def added(place: int, part: QuerySet[Any]) -> QuerySet[Any]:
        by: Any = {"_place": Value(place, SmallIntegerField()), "_code": code}
        of: Any = {"_count": Count("pk"), "_amount": amount}
        lines: QuerySet[Any] = part.annotate(**by).values(*by).annotate(**of)
        return lines

    found: dict[str, Come] = {value: Come() for value in values}
    for start in range(0, len(values), TOGETHER):
        some = values[start : start + TOGETHER]
        holding = [grouped.holding(value) for value in some]
        for line in _parts(rows.order_by(), lens, holding, COUNTED + 1, added):
            come = found[some[line["_place"]]]
            come.count += line["_count"]
            come.amounts[line["_code"]] += line["_amount"] or 0
    return found


def _first(
    collection: Collection,
    rows: QuerySet[Any],
    lens: Lens,
    sorting: Order,
    holding: list[Any],
    limit: int,
) -> list[Any]:
    """The first records of every column, in their order."""
    if not holding:
        return []
    in_order = sorting.sorted(rows.select_related(None))
    found = _parts(in_order, lens, holding, limit, lambda place, part: part.values("pk"))
    keys = [line["pk"] for line in found]
    return list(sorting.sorted(collection.rows(lens.workspace).filter(pk__in=keys)))


def _parts(
    rows: QuerySet[Any],
    lens: Lens,
    holding: list[Any],
    limit: int,
    asked: Callable[[int, QuerySet[Any]], QuerySet[Any]],
) -> QuerySet[Any]:
    """What is asked of the first `limit` rows of every column, in one statement.

    SQLite takes no LIMIT inside a UNION, but in a subquery of its parts.
    """
    parts = []
    for place, one in enumerate(holding):
        some = rows.filter(one).values("pk")[:limit]
        parts.append(asked(place, rows.model.objects.of(lens.workspace).filter(pk__in=some)))
    first, *rest = parts
    return first.union(*rest, all=True) if rest else first


def _tag(grouped: Grouped, value: str, label: str) -> SafeString:
    if value and isinstance(grouped, Choice):
        return grouped.tag(value)
    return format_html("<span>{}</span>", label)
