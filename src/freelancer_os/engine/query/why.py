"""Why a total is what it is: exactly the entries that add up to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.fields.links import WorkspaceForeignKey, links_of
from freelancer_os.core.log.totals.totals import Part, registry
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import COUNTED, Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.query.listing import decode_place, encode_place
from freelancer_os.engine.registry import collections


@dataclass(frozen=True)
class Entry:
    """One entry behind a total; `amount` is signed, in minor units or seconds."""

    collection: str
    id: UUID
    title: str
    date: date | None
    amount: int
    currency: str | None


@dataclass(frozen=True)
class Why:
    """A total, some of its entries, the cursor of the next ones; `count` is exact up to 1,000."""

    field: Field
    total: int
    currency: str | None
    entries: list[Entry]
    cursor: str | None
    count: int | None


def why(
    collection: Collection,
    record: Record,
    name: str,
    formats: Formats,
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> Why:
    """Open a total of a record. Raises Http404 for what is not a sum of entries."""
    one = collection.by_name.get(name)
    if not isinstance(one, Money | Hours) or not one.why:
        raise Http404(_("This is not a total of entries."))
    adding = _parts(collection, record, one)
    if not adding:
        raise Http404(_("This is not a total of entries."))
    currency = one.currency(record, formats) if isinstance(one, Money) else None
    parts = _rows(adding, record, formats)
    after = None if cursor is None else decode_place(cursor)
    found = [
        (part, row)
        for part, rows in parts
        for row in (rows.filter(pk__lt=after) if after else rows)[: limit + 1]
    ]
    found.sort(key=lambda one: one[1].pk, reverse=True)
    entries = [_entry(part, row, currency) for part, row in found[:limit]]
    if after is None:
        entries = [*_start(collection, one, record, currency), *entries]
    more = len(found) > limit
    return Why(
        field=one,
        total=one.value(record),
        currency=currency,
        entries=entries,
        cursor=encode_place(found[limit - 1][1].pk) if more else None,
        count=_counted([rows for _part, rows in parts]),
    )


def counted(collection: Collection, record: Record, one: Money | Hours, formats: Formats) -> str:
    """How many entries add up to a total: "7 entries", "1,000+ payments", "" for none."""
    adding = _parts(collection, record, one)
    told = (_told(part, rows, formats) for part, rows in _rows(adding, record, formats))
    return ", ".join(filter(None, told))


def _told(part: Part, rows: QuerySet[Any], formats: Formats) -> str:
    source, count = _collection(part), _counted([rows])
    if count == 0:
        return ""
    noun = source.singular if count == 1 else source.plural
    told = ngettext("{count} {kind}", "{count} {kind}", COUNTED if count is None else count)
    return told.format(count=formats.count(count), kind=noun)


def explained(collection: Collection) -> list[str]:
    """The fields of a collection that are totals of entries."""
    return [one.name for one in collection.fields if isinstance(one, Money | Hours) and one.why]


def _parts(collection: Collection, record: Record, one: Money | Hours) -> tuple[Part, ...]:
    """What a total sums: what the field says of the record, else the stored total that it names."""
    if isinstance(one, Money) and one.adds is not None:
        return (one.adds(record),)
    total = registry.total(collection.model, getattr(one, "sums", "") or one.attribute)
    return total.parts if total is not None else ()


def _rows(
    parts: Iterable[Part], record: Record, formats: Formats
) -> list[tuple[Part, QuerySet[Any]]]:
    """What each part of a total sums of a record, the newest first."""
    return [(part, _of_part(part, record, formats)) for part in parts]


def _of_part(part: Part, record: Record, formats: Formats) -> QuerySet[Any]:
    whole, source = _whole(part), _collection(part)
    rows = part.rows(formats.workspace) if whole else source.rows(formats.workspace)
    of = {part.link: record.pk} if part.link else {}
    found = rows.filter(**part.where, **of).order_by("-id")
    return found.select_related(whole) if whole else found


def _whole(part: Part) -> str:
    """The link to the record that a row is told as, being of no collection; "" for itself."""
    if collections.of_model(part.model._meta.label) is not None:
        return ""
    goes_along = (link for link in links_of(part.model) if link.goes_along)
    return next((one.name for one in goes_along if collections.of_model(label_of(one))), "")


def label_of(link: WorkspaceForeignKey) -> str:
    """The label of the model that a link leads to."""
    model: Any = link.related_model
    return str(model._meta.label)


def _collection(part: Part) -> Collection:
    links = {link.name: link for link in links_of(part.model)}
    whole = links.get(_whole(part))
    named = part.model._meta.label if whole is None else label_of(whole)
    found = collections.of_model(named)
    if found is None:
        raise Http404(_("This is not a total of entries."))
    return found


def _start(
    collection: Collection, one: Field, record: Record, currency: str | None
) -> Iterator[Entry]:
    starts = getattr(one, "starts", "")
    if starts:
        label = collection.by_name[starts].label
        yield Entry(collection.slug, record.pk, label, None, getattr(record, starts), currency)


def _entry(part: Part, row: Any, currency: str | None) -> Entry:
    whole, source = _whole(part), _collection(part)
    told = getattr(row, whole) if whole else row
    return Entry(
        collection=source.slug,
        id=told.pk,
        title=str(told),
        date=getattr(told, source.by_name[source.on].attribute) if source.on else None,
        amount=getattr(row, part.column),
        currency=currency,
    )


def _counted(parts: Iterable[QuerySet[Any]]) -> int | None:
    count = sum(rows.order_by().values("pk")[: COUNTED + 1].count() for rows in parts)
    return count if count <= COUNTED else None
