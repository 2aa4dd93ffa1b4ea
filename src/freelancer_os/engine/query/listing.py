"""Reading a list: filters, order, cursor. The cost does not grow with the table."""

import base64
import binascii
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import COUNTED, Formats
from freelancer_os.engine.query.filters import named, narrowing
from freelancer_os.engine.query.grouping import Folded
from freelancer_os.engine.query.ordering import Order

LARGEST = 200


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
    formats: Formats,
    query: Mapping[str, str],
    *,
    limit: int = 50,
    order: str = "-id",
    until: str = "",
    shown: Container[str] | None = None,
    is_whole: bool = True,
    folded: Folded | None = None,
) -> Page:
    """The page of a list that a query string asks for. Raises ValidationError per parameter.

    Takes `limit order cursor q where date_from date_to` and a filter per field. The page begins
    after `cursor`; with `until`, another cursor, it ends with the record there, 200 at most. Where
    only some fields are `shown`, the links of others are not followed. What is archived is left out
    unless it is asked for, or the list `is_whole`. Of groups that are `folded` the first record
    stands for all.
    """
    limit = LARGEST if until else read_limit(query.get("limit"), limit)
    sorting = Order.of(collection, query.get("order") or order)
    rows = (filtered if is_whole else in_use)(collection, formats, query)
    rows, count = _counted(rows, is_searched=bool(query.get("q") or query.get("where")))
    if folded is not None:
        rows = folded.of(rows, sorting, formats)
    places = sorting.first(
        rows.select_related(None), limit + 1, after=query.get("cursor", ""), until=until
    )
    count_told = count if count <= COUNTED else None
    return _page(collection, formats, sorting, places, limit, count_told, shown)


def _page(
    collection: Collection,
    formats: Formats,
    sorting: Order,
    places: list[Any],
    limit: int,
    count: int | None,
    shown: Container[str] | None,
) -> Page:
    """The rows at the first places, and whether there are more.

    The ids are found first, from an index wherever there is one, so that only rows that are shown
    are read and joined with what their links name.
    """
    first = places[:limit]
    found = collection.some(formats.workspace, [place[-1] for place in first], shown)
    records = [found[place[-1]] for place in first if place[-1] in found]
    last = sorting.write(first[-1]) if first else ""
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


def filtered(
    collection: Collection, formats: Formats, query: Mapping[str, str]
) -> QuerySet[Record]:
    """The rows that the filters of a query string leave."""
    return collection.rows(formats.workspace).filter(narrowing(collection, formats, query))


def in_use(collection: Collection, formats: Formats, query: Mapping[str, str]) -> QuerySet[Record]:
    """The same without what is archived, unless the filters ask about that."""
    rows: QuerySet[Any] = filtered(collection, formats, query)
    if not collection.archives or "archived" in named(collection, query):
        return rows
    return rows.filter(archived=False)


def read_limit(text: str | None, default: int) -> int:
    """How many records a page holds; raises ValidationError on `limit` beyond 1 to 200."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= LARGEST):
        raise refusal("limit", _("The limit is a number from 1 to {most}.").format(most=LARGEST))
    return int(text)


def encode_place(pk: Any) -> str:
    """A cursor that stands at an id."""
    return base64.urlsafe_b64encode(str(pk).encode()).decode().rstrip("=")


def decode_place(cursor: str) -> UUID:
    """The id at which a cursor stands; raises ValidationError for one of other make."""
    try:
        found = read_id(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode())
    except (ValueError, UnicodeError, binascii.Error):
        found = None
    if found is None:
        raise refusal("cursor", _("This is not a cursor of this list."))
    return found
