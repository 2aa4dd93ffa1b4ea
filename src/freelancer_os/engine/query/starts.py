"""What a new record begins with, so that a list which is filtered holds it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from freelancer_os.core.values.dates import read_date
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.day_ranges import Span, compared, within
from freelancer_os.engine.kinds.field import Field, Title
from freelancer_os.engine.kinds.operators import Operator, Takes
from freelancer_os.engine.query.conditions import Condition, Node, compiled
from freelancer_os.engine.query.filters import asked

HOLDING = {
    ops.TEXT: "is",
    ops.CHOICE: "is",
    ops.LINK: "is",
    ops.FLAG: "is",
    ops.LINKS: "contains",
}
"""The operator of a condition that names what would fulfil it."""


def starts(collection: Collection, formats: Formats, query: Mapping[str, str]) -> dict[str, str]:
    """What fulfils the filters of a query, by field, as a form sends it.

    Of several values the first; of days today, if it is among them, else the nearest. What names
    the record, and what no value says (an amount from 100 on), is left open. Raises ValidationError
    on a parameter that is no filter.
    """
    found: dict[str, str] = {}
    days: dict[str, Span] = {}
    for name, node in asked(collection, query).items():
        compiled(collection, node, formats, name)  # what makes no sense is refused
        for one, operator, value in _writable(collection, node):
            values = operator.values(value, one.name)
            if one.operators is ops.DATE:
                span = _days(one, operator, values, formats)
                days[one.name] = _both(days.get(one.name, (None, None)), span)
            elif HOLDING.get(one.operators) == operator.name:
                found.setdefault(one.name, _sent(values[0]))
    nearest = {name: _nearest(formats.today, span) for name, span in days.items()}
    return found | {name: day.isoformat() for name, day in nearest.items()}


def _writable(collection: Collection, node: Node) -> Iterator[tuple[Field, Operator, object]]:
    """The conditions of a tree that a record must fulfil, of alternatives the first, if a form can
    set what they name."""
    if not isinstance(node, Condition):
        for part in node.parts if node.kind == "and" else node.parts[:1]:
            yield from _writable(collection, part)
        return
    one = collection.writable.get(node.field)
    if one is None or isinstance(one, Title) or one.kind == "instant":
        return
    operator = next((known for known in one.operators if known.name == node.operator), None)
    if operator is not None and operator not in ops.EITHER:
        yield one, operator, node.value


def _sent(value: object) -> str:
    """A value of a condition as a form sends it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _days(one: Field, operator: Operator, values: Sequence[object], formats: Formats) -> Span:
    if operator.takes is Takes.PERIOD:
        return within(values[0], formats, one.name)
    return compared(operator.name, [read_date(day, field=one.name) for day in values])


def _both(a: Span, b: Span) -> Span:
    first = max((day for day in (a[0], b[0]) if day is not None), default=None)
    last = min((day for day in (a[1], b[1]) if day is not None), default=None)
    return first, last


def _nearest(today: date, span: Span) -> date:
    first, last = span
    if first is not None and today < first:
        return first
    return last if last is not None and today > last else today
