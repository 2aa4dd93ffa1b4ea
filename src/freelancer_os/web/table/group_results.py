"""What the columns of a table come to in each of its groups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import OperationalError
from django.db.models import QuerySet, SmallIntegerField, Value

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.grouping import COUNTED, TOGETHER, Grouped, parts
from freelancer_os.web.table.columns import Columns
from freelancer_os.web.table.foot import Results, aggregates, by_currency, told


def group_results(
    collection: Collection,
    columns: Columns,
    rows: QuerySet[Any],
    formats: Formats,
    grouped: Grouped,
    values: Sequence[str],
) -> Mapping[str, Results]:
    """In words by the value of the group and the field. One statement for each column of
    currencies; no group has more rows than are counted."""
    found: dict[str, dict[str, str]] = {value: {} for value in values}
    asked = columns.calculated
    for start in range(0, len(values), TOGETHER):
        some = values[start : start + TOGETHER]
        holding = [grouped.holding(value) for value in some]
        for holder, held in by_currency(columns.fields, asked).items():
            wanted = aggregates(held, asked, collection.adds_up, formats)

            def added(place: int, part: QuerySet[Any]) -> QuerySet[Any]:
                by: Any = {"_place": Value(place, SmallIntegerField())}
                names = ("_place", holder) if holder else ("_place",)  # noqa: B023
                lines: Any = part.annotate(**by).values(*names)
                found: QuerySet[Any] = lines.annotate(**wanted)  # noqa: B023
                return found

            read: dict[str, list[dict[str, Any]]] = defaultdict(list)
            try:
                for line in parts(rows.order_by(), formats, holding, COUNTED, added):
                    read[some[line["_place"]]].append(line)
            except OperationalError:  # beyond 64 bits SQLite does not add
                continue
            for value, lines in read.items():
                for place, one in enumerate(held):
                    text = told(one, asked[one.name], place, lines, holder, formats)
                    found[value][one.name] = text
    return found
