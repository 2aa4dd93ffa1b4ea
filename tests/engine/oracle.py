"""What a condition means, said once more over records as the API prints them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from freelancer_os.core.values.text import fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.day_ranges import WITHIN
from freelancer_os.engine.kinds.field import Field

TEXT: dict[str, Callable[[str, str], bool]] = {
    "is": lambda got, asked: got == asked,
    "contains": lambda got, asked: asked in got,
    "starts_with": lambda got, asked: got.startswith(asked),
    "ends_with": lambda got, asked: got.endswith(asked),
}
ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda got, asked: got == asked,
    "greater": lambda got, asked: got > asked,
    "less": lambda got, asked: got < asked,
    "at_least": lambda got, asked: got >= asked,
    "at_most": lambda got, asked: got <= asked,
    "before": lambda got, asked: got < asked,
    "after": lambda got, asked: got > asked,
    "on_or_before": lambda got, asked: got <= asked,
    "on_or_after": lambda got, asked: got >= asked,
    "between": lambda got, asked: asked[0] <= got <= asked[1],
}
NOTHING: tuple[Any, ...] = (None, "", [])


def holds(collection: Collection, record: dict[str, Any], node: Any, formats: Formats) -> bool:
    """Whether a record, as the API prints it, is among those that a filter leaves."""
    if isinstance(node, dict):
        ((kind, parts),) = node.items()
        found = [holds(collection, record, part, formats) for part in parts]
        return all(found) if kind == "and" else any(found)
    name, operator, *value = node
    one = collection.by_name[name]
    if operator.startswith("not_") or operator == "is_not":
        turned = "is" if operator == "is_not" else operator.removeprefix("not_")
        return not _is(one, record[name], turned, value, formats)
    return _is(one, record[name], operator, value, formats)


def _is(one: Field, got: Any, operator: str, value: list[Any], formats: Formats) -> bool:
    if operator == "empty":
        return got in NOTHING
    (asked,) = value
    if got in NOTHING and got != "":
        return False
    match one.kind:
        case "choice" | "link":
            return got in (asked if isinstance(asked, list) else [asked])
        case "links":
            return bool({*got} & {*(asked if isinstance(asked, list) else [asked])})
        case "bool":
            return bool(got is asked)
        case "money" | "number" | "hours" | "percent":
            return ORDERED[operator](Decimal(got), _each(Decimal, asked))
        case "month":
            return ORDERED[operator](got, asked)
        case "date" | "instant":
            return _on(_day(got, formats), operator, asked, formats)
    if one.name == "currency":
        return got in (asked if isinstance(asked, list) else [asked])
    plain = fold if one.place.is_folded else str.casefold
    return TEXT[operator](plain(got), plain(asked))


def _on(day: date, operator: str, asked: Any, formats: Formats) -> bool:
    if operator == "within":
        first, last = WITHIN[asked](formats.today, formats.locale)
        assert first and last
        return first <= day <= last
    return ORDERED[operator](day, _each(date.fromisoformat, asked))


def _day(got: str, formats: Formats) -> date:
    if "T" not in got:
        return date.fromisoformat(got)
    return datetime.fromisoformat(got).astimezone(ZoneInfo(formats.time_zone)).date()


def _each(make: Callable[[str], Any], asked: Any) -> Any:
    return [make(one) for one in asked] if isinstance(asked, list) else make(asked)
