"""Records put together by a choice or a link, and what each group comes to."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet, SmallIntegerField, Sum, Value
from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.query.ordering import Order

TOGETHER = 100  # groups in one statement: SQLite takes 500 parts of a UNION
COUNTED = 200
"""Up to here the records of a group are counted, and added up."""

Grouped = Choice | Link


@dataclass
class Come:
    """What a column comes to: how many records, and by currency their sum in minor units."""

    count: int = 0
    amounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    limit: int | None = COUNTED  # up to which it was counted

    @property
    def is_exact(self) -> bool:
        return self.limit is None or self.count <= self.limit

    def told(self, formats: Formats) -> str:
        """The sum in words; amounts in several currencies stand side by side."""
        return " + ".join(
            format_money(amount, code or formats.currency, formats.locale)
            for code, amount in sorted(self.amounts.items())
        )


def usual(collection: Collection) -> str:
    """The field that makes the columns of a board: what is tallied, else the first that can."""
    return collection.group_by or next((one.name for one in collection.groupings), "")


def grouping(collection: Collection, name: str) -> Grouped:
    """The field that makes the columns, as declared unless `group` names another one.

    Raises ValidationError on `group`.
    """
    wanted = name or usual(collection)
    found = next((one for one in collection.groupings if one.name == wanted), None)
    if found is None:
        sentence = _("{collection} are not grouped by “{name}”.")
        raise refusal("group", sentence.format(collection=collection.subject, name=wanted[:40]))
    return found


@dataclass(frozen=True)
class Folded:
    """The groups of a list that are folded: their values of the field that makes them."""

    grouped: Grouped
    values: tuple[str, ...]

    def of(self, rows: QuerySet[Any], sorting: Order, formats: Formats) -> QuerySet[Any]:
        """The rows without those of the groups, but for the first of each: its heading stands
        there."""
        if not self.values:
            return rows
        holding = [self.grouped.holding(value) for value in self.values[:TOGETHER]]
        in_order = sorting.sorted(rows.select_related(None))
        first = parts(in_order, formats, holding, 1, lambda place, part: part.values("pk"))
        heads = Q(pk__in=[line["pk"] for line in first])
        return rows.filter(~reduce(or_, holding) | heads)


def comes_to(
    collection: Collection,
    rows: QuerySet[Any],
    formats: Formats,
    grouped: Grouped,
    values: list[str],
) -> dict[str, Come]:
    """What the records of each column come to, as far as they are counted.

    What does not add up by the declaration counts in no sum but that of its own column.
    """
    summed = collection.by_name.get(collection.board_sum)
    money = summed if isinstance(summed, Money) else None
    among = Q() if grouped.name == collection.group_by else collection.adds_up
    amount = Sum(money.summed, filter=among) if money else Value(0)
    code = F(money.currency_column) if money and money.of else Value(formats.currency)

    def added(place: int, part: QuerySet[Any]) -> QuerySet[Any]:
        by: Any = {"_place": Value(place, SmallIntegerField()), "_code": code}
        of: Any = {"_count": Count("pk"), "_amount": amount}
        lines: QuerySet[Any] = part.annotate(**by).values(*by).annotate(**of)
        return lines

    found: dict[str, Come] = {value: Come() for value in values}
    for start in range(0, len(values), TOGETHER):
        some = values[start : start + TOGETHER]
        holding = [grouped.holding(value) for value in some]
        for line in parts(rows.order_by(), formats, holding, COUNTED + 1, added):
            come = found[some[line["_place"]]]
            come.count += line["_count"]
            come.amounts[line["_code"]] += line["_amount"] or 0
    return found


def parts(
    rows: QuerySet[Any],
    formats: Formats,
    holding: list[Q],
    limit: int,
    asked: Callable[[int, QuerySet[Any]], QuerySet[Any]],
) -> QuerySet[Any]:
    """What is asked of the first `limit` rows of every group, in one statement."""
    return of_each([rows.filter(one) for one in holding], formats, limit, asked)


def of_each(
    among: list[QuerySet[Any]],
    formats: Formats,
    limit: int,
    asked: Callable[[int, QuerySet[Any]], QuerySet[Any]],
) -> QuerySet[Any]:
    """What is asked of the first `limit` rows of each of these, in one statement.

    SQLite takes no LIMIT inside a UNION, but in a subquery of its parts.
    """
    parts = []
    for place, rows in enumerate(among):
        some = rows.values("pk")[:limit]
        parts.append(asked(place, rows.model.objects.of(formats.workspace).filter(pk__in=some)))
    first, *rest = parts
    return first.union(*rest, all=True) if rest else first
