"""Reading a list: filters, order, cursor. The cost does not grow with the table."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from freelancer_os.core.dates import read_date
from freelancer_os.core.ids import read_id
from freelancer_os.core.text import clean, fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.conditions import where
from freelancer_os.engine.fields import refuse
from freelancer_os.engine.lens import COUNTED, Lens
from freelancer_os.engine.ordering import Order

LARGEST = 200
RESERVED = {"limit", "order", "cursor", "q", "where", "date_from", "date_to"}


@dataclass(frozen=True)
class Page:
    """Some records of a list, and how many there are; `count` is exact up to 1,000, else None.

    `cursor` stands at the last record if more follow. `last` stands there in any case, so that the
    records from one cursor to another can be asked for again.
    """

    records: list[Any]
    cursor: str | None
    count: int | None
    last: str = ""


def read_page(
    collection: Collection,
    lens: Lens,
    query: Mapping[str, str],
    *,
    limit: int = 50,
    order: str = "-id",
    until: str = "",
) -> Page:
    """The page of a list that a query string asks for. Raises ValidationError per parameter.

    Takes `limit order cursor q where date_from date_to` and a filter per field. The page begins
    after `cursor`; with `until`, another cursor, it ends with the record there, 200 at most.
    """
    limit = LARGEST if until else read_limit(query.get("limit"), limit)
    sorting = Order.of(collection, query.get("order") or order)
    rows = filtered(collection, lens, query)
    rows, count = _counted(rows, is_searched=bool(query.get("q") or query.get("where")))
    places = sorting.first(
        rows.select_related(None), limit + 1, after=query.get("cursor", ""), until=until
    )
    return _page(collection, lens, sorting, places, limit, count if count <= COUNTED else None)


def _page(
    collection: Collection,
    lens: Lens,
    sorting: Order,
    places: list[Any],
    limit: int,
    count: int | None,
) -> Page:
    """The rows at the first places, and whether there are more.

    The ids are found first, from an index wherever there is one, so that only rows that are shown
    are read and joined with what their links name.
    """
    shown = places[:limit]
    found = collection.rows(lens.workspace).in_bulk([place[-1] for place in shown])
    records = [found[place[-1]] for place in shown if place[-1] in found]
    last = sorting.write(shown[-1]) if shown else ""
    return Page(records, last if len(places) > limit else None, count, last)


def _counted(rows: QuerySet[Any], *, is_searched: bool) -> tuple[QuerySet[Any], int]:
    """The rows and how many there are, counted to one more than is told.

    No index finds a text inside another, or what a filter by operators asks for, so few rows that
    were found by searching are not searched for again.
    """
    some = rows.order_by().select_related(None).values_list("pk", flat=True)[: COUNTED + 1]
    if not is_searched:
        return rows, some.count()
    keys = list(some)
    return rows.filter(pk__in=keys) if len(keys) <= COUNTED else rows, len(keys)


def filtered(collection: Collection, lens: Lens, query: Mapping[str, str]) -> QuerySet[Any]:
    """The rows that the filters of a query string leave."""
    rows = collection.rows(lens.workspace)
    for name, text in query.items():
        if name not in RESERVED:
            rows = _filter(collection, rows, lens, name, text)
    if query.get("q"):
        rows = rows.filter(_search(collection, clean(query["q"], field="q", max_length=200)))
    if query.get("where"):
        rows = rows.filter(where(collection, query["where"], lens))
    narrowed: QuerySet[Any] = _between(collection, rows, query, lens)
    return narrowed


def _filter(collection: Collection, rows: Any, lens: Lens, name: str, text: str) -> Any:
    if name in collection.filters:
        return collection.filters[name](rows, text, lens)
    one = collection.by_name.get(name)
    if one is None:
        raise refuse(name, f"{collection.plural.capitalize()} have no filter “{name[:40]}”.")
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
