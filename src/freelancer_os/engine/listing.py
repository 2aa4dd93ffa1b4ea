"""Reading a list: filters, order, cursor. The cost does not grow with the table."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

from freelancer_os.core.dates import read_date
from freelancer_os.core.held import field_at
from freelancer_os.core.ids import read_id
from freelancer_os.core.own import OWN
from freelancer_os.core.text import clean, fold
from freelancer_os.core.wire import pack
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.fields import Field, refuse
from freelancer_os.engine.lens import Lens

COUNTED = 1_000
LARGEST = 200
LONGEST = 1_000  # characters of what sorts
RESERVED = {"limit", "order", "cursor", "q", "date_from", "date_to"}


@dataclass(frozen=True)
class Page:
    """Some records of a list, the cursor of the next ones, and how many there are.

    `count` is exact up to 1,000, else None.
    """

    records: list[Any]
    cursor: str | None
    count: int | None


def read_page(
    collection: Collection,
    lens: Lens,
    query: Mapping[str, str],
    *,
    limit: int = 50,
    order: str = "-id",
) -> Page:
    """The page of a list that a query string asks for. Raises ValidationError per parameter.

    Takes `limit order cursor q date_from date_to` and a filter per field.
    """
    limit = read_limit(query.get("limit"), limit)
    order = query.get("order") or order
    rows = filtered(collection, lens, query)
    rows, count = _counted(rows, is_searched=bool(query.get("q")))
    one, descending = _order(collection, order)
    column = one.order_column if one is not None else "id"
    if cursor := query.get("cursor"):
        rows = rows.filter(_after(collection, column, descending, cursor))
    found, more = _records(collection, lens, _sorted(collection, rows, column, descending), limit)
    return Page(
        records=found,
        cursor=_cursor(found[-1], one) if more else None,
        count=count if count <= COUNTED else None,
    )


def _counted(rows: QuerySet[Any], *, is_searched: bool) -> tuple[QuerySet[Any], int]:
    """The rows and how many there are, counted to one more than is told.

    No index finds a text inside another, so few rows that were found by searching are not
    searched for again.
    """
    some = rows.order_by().select_related(None).values_list("pk", flat=True)[: COUNTED + 1]
    if not is_searched:
        return rows, some.count()
    keys = list(some)
    return rows.filter(pk__in=keys) if len(keys) <= COUNTED else rows, len(keys)


def _records(
    collection: Collection, lens: Lens, rows: QuerySet[Any], limit: int
) -> tuple[list[Any], bool]:
    """The first rows, and whether there are more.

    The ids are found first, from an index wherever there is one, so that only rows that are shown
    are read and joined with what their links name.
    """
    keys = list(rows.select_related(None).values_list("pk", flat=True)[: limit + 1])
    found = collection.rows(lens.workspace).in_bulk(keys[:limit])
    return [found[key] for key in keys[:limit] if key in found], len(keys) > limit


def filtered(collection: Collection, lens: Lens, query: Mapping[str, str]) -> QuerySet[Any]:
    """The rows that the filters of a query string leave."""
    rows = collection.rows(lens.workspace)
    for name, text in query.items():
        if name not in RESERVED:
            rows = _filter(collection, rows, lens, name, text)
    if query.get("q"):
        rows = rows.filter(_search(collection, clean(query["q"], field="q", max_length=200)))
    narrowed: QuerySet[Any] = _between(collection, rows, query, lens)
    return narrowed


def _filter(collection: Collection, rows: Any, lens: Lens, name: str, text: str) -> Any:
    if name in collection.filters:
        return collection.filters[name](rows, text, lens)
    one = collection.by_name.get(name)
    if one is None:
        raise refuse(name, f"{collection.plural.capitalize()} have no filter “{name[:40]}”.")
    if name == "currency" and not _has(collection, name):
        return rows if one.load(text, lens, {}, None) == lens.currency else rows.none()
    return rows.filter(one.lookup(text, lens))


def _search(collection: Collection, text: str) -> Q:
    found = Q()
    for column in collection.search:
        is_folded = column.endswith("folded")
        found |= Q(
            **{
                f"{column}__{'contains' if is_folded else 'icontains'}": fold(text)
                if is_folded
                else text
            }
        )
    return found


def _between(collection: Collection, rows: Any, query: Mapping[str, str], lens: Lens) -> Any:
    for name in ("date_from", "date_to"):
        if name in query:
            if not collection.on:
                raise refuse(name, f"{collection.plural.capitalize()} have no date.")
            one, day = collection.by_name[collection.on], read_date(query[name], field=name)
            beyond = one.since if name == "date_from" else one.until
            rows = rows.filter(beyond(day, lens))
    return rows


def read_limit(text: str | None, default: int) -> int:
    """How many records a page holds; raises ValidationError on `limit` beyond 1 to 200."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= LARGEST):
        raise refuse("limit", f"The limit is a number from 1 to {LARGEST}.")
    return int(text)


def _order(collection: Collection, order: str) -> tuple[Field | None, bool]:
    """The field that sorts, None for the id, and whether it does so downwards."""
    name = order.removeprefix("-")
    if name == "id":
        return None, order.startswith("-")
    found = collection.by_name.get(name)
    if found is None or not found.sortable or (name == "currency" and not _has(collection, name)):
        raise refuse(
            "order", f"{collection.plural.capitalize()} cannot be sorted by “{name[:40]}”."
        )
    return found, order.startswith("-")


def _has(collection: Collection, column: str) -> bool:
    return any(f.name == column for f in collection.model._meta.get_fields())


def _sorted(
    collection: Collection, rows: QuerySet[Any], column: str, descending: bool
) -> QuerySet[Any]:
    tie = "-id" if descending else "id"
    if column == "id":
        return rows.order_by(tie)
    if not _is_nullable(collection, column):
        return rows.order_by(f"-{column}" if descending else column, tie)
    by = F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_last=True)
    return rows.order_by(by, tie)


def _is_nullable(collection: Collection, column: str) -> bool:
    return "__" in column or bool(_column(collection, column).null)


def _column(collection: Collection, column: str) -> Any:
    """What knows the values of a column: a field of Django's."""
    first, _, second = column.partition("__")
    if first == OWN:
        return field_at(second)
    found = collection.model._meta.get_field(first)
    return found.related_model._meta.get_field(second) if second else found


def _cursor(record: Any, one: Field | None) -> str:
    value = record.pk if one is None else one.place(record)
    place = [pack({"v": value}, ["v"])["v"], str(record.pk)]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _after(collection: Collection, column: str, descending: bool, cursor: str) -> Q:
    value, key = _place(collection, column, cursor)
    side = "lt" if descending else "gt"
    beyond = Q(**{f"pk__{side}": key})
    if column == "id":
        return beyond
    if value is None:
        return Q(**{f"{column}__isnull": True}) & beyond
    after = Q(**{f"{column}__{side}": value}) | (Q(**{column: value}) & beyond)
    if _is_nullable(collection, column):
        return after | Q(**{f"{column}__isnull": True})
    return Q(**{f"{column}__{side}e": value}) & after  # a range, which an index can begin at


def _place(collection: Collection, column: str, cursor: str) -> tuple[Any, Any]:
    """Value and id at which a cursor stands; raises ValidationError for one of other make."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        value, key = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        found = None if value is None else _column(collection, column).to_python(value)
        if isinstance(found, str):
            found = clean(found, field="cursor", max_length=LONGEST)
        _check_bounds(found)
    except (ValueError, TypeError, binascii.Error, UnicodeError, ValidationError, RecursionError):
        raise refuse("cursor", "This is not a cursor of this list.") from None
    pk = read_id(key)
    if pk is None:
        raise refuse("cursor", "This is not a cursor of this list.")
    return found, pk


def _check_bounds(value: Any) -> None:
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError
    if isinstance(value, datetime) and (value.tzinfo is None or not 1899 < value.year < 2201):
        raise ValueError


def encode_place(pk: Any) -> str:
    """A cursor that stands at an id."""
    return base64.urlsafe_b64encode(str(pk).encode()).decode().rstrip("=")


def decode_place(cursor: str) -> Any:
    """The id at which a cursor stands; raises ValidationError for one of other make."""
    try:
        found = read_id(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode())
    except (ValueError, UnicodeError, binascii.Error):
        found = None
    if found is None:
        raise refuse("cursor", "This is not a cursor of this list.")
    return found
