"""How a collection is looked at: the parameters of an address, which a view keeps as its query."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query import conditions
from freelancer_os.engine.query.dates import Dates
from freelancer_os.engine.query.filters import narrowing
from freelancer_os.engine.query.grouping import grouping
from freelancer_os.engine.query.ordering import Order

# How what a list leaves is drawn.
DRAWN = frozenset({"group", "show", "wide", "calc", "by", "fold", "hide"})
# Where one is in it, and what is open; a view keeps none of that.
PASSING = frozenset(
    {"view", "layout", "compose", "named", "peek", "month", "week", "cursor", "until", "limit"}
)


def read_query(text: str) -> dict[str, str]:
    """The parameters of a query string that say how a collection is looked at."""
    return {name: value for name, value in parse_qsl(text) if name not in PASSING}


def write_query(params: Mapping[str, str]) -> str:
    """They as a query string again; without those that are empty."""
    return urlencode({n: v for n, v in params.items() if v and n not in PASSING})


def listed(params: Mapping[str, str]) -> dict[str, str]:
    """Those that filter and sort a list."""
    return {name: value for name, value in params.items() if name not in DRAWN}


def laid_out(params: Mapping[str, str]) -> dict[str, str]:
    """Those that lay a list out, whatever it holds."""
    return {name: value for name, value in params.items() if name in DRAWN or name == "order"}


def is_narrowed(params: Mapping[str, str]) -> bool:
    """Whether a list is filtered by them."""
    return bool(listed(params).keys() - {"order", "cursor", "limit"})


def mended(
    collection: Collection, formats: Formats, params: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """What of stored parameters makes sense now, and a sentence for each that does not.

    A view outlives the fields that it names.
    """
    kept: dict[str, str] = {}
    said: list[str] = []
    for name, text in params.items():
        found, problems = _mended(collection, formats, name, text)
        kept |= {name: found} if found else {}
        said += problems
    return kept, said


def _mended(
    collection: Collection, formats: Formats, name: str, text: str
) -> tuple[str, list[str]]:
    try:
        if name == "where":
            found, said = conditions.mended(collection, conditions.read(text), formats)
            mended = conditions.written(found) if found is not None else ""
            if mended:
                conditions.where(collection, mended, formats)  # nor is it too large a filter
            return mended, said
        if name in {"order", "show", "wide", "calc"}:
            return _parts(collection, name, text)
        _check(collection, formats, name, text)
    except ValidationError as error:
        return "", error.messages
    return text, []


def _check(collection: Collection, formats: Formats, name: str, text: str) -> None:
    if name == "group":
        grouping(collection, text)
    elif name == "by":
        if not collection.calendar:
            raise refusal(
                "by", _("{collection} have no calendar.").format(collection=collection.title)
            )
        Dates.of(collection, text)
    elif name not in {"fold", "hide"}:
        narrowing(collection, formats, {name: text})


def _parts(collection: Collection, name: str, text: str) -> tuple[str, list[str]]:
    """The fields of a list with commas that there are."""
    kept: list[str] = []
    said: list[str] = []
    for part in text.split(","):
        problem = _problem(collection, name, [*kept, part])
        (said if problem else kept).append(problem or part)
    return ",".join(kept), said


def _problem(collection: Collection, name: str, parts: list[str]) -> str:
    """Why the last of the parts cannot stand after those before it; "" if it can."""
    if name == "order":
        try:
            Order.of(collection, ",".join(parts))
        except ValidationError as error:
            return " ".join(error.messages)
        return ""
    field = parts[-1].partition(".")[0]
    known = field in collection.by_name
    sentence = _("{collection} have no field “{name}”.")
    return "" if known else sentence.format(collection=collection.subject, name=field[:40])


def values_of(text: str) -> list[str]:
    """The values of a list with commas, "none" as "" (`fold=lead,none`)."""
    return ["" if value == "none" else value for value in text.split(",") if value]


def list_of(values: Iterable[str]) -> str:
    """A list with commas of values, "" as "none"."""
    return ",".join(value or "none" for value in values)
