"""Lists of records, and records: read, created, changed, deleted."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.once import alone, once
from freelancer_os.api.places import Place, collection_of, record_of
from freelancer_os.api.problems import Problem, as_json
from freelancer_os.api.routes import Call, not_allowed, route
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.json_values import version
from freelancer_os.core.log.whole import whole
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.listing import read_page
from freelancer_os.engine.write.writing import create, delete, stored, update


def printed(collection: Collection, record: Record, formats: Formats) -> dict[str, Any]:
    """A record as a JSON object: its id and every field."""
    return {
        "id": str(record.pk),
        **{one.name: one.dump(record, formats) for one in collection.fields},
    }


def next_url(call: Call[object], cursor: str | None) -> str | None:
    """The absolute address of the next page: this one's, with another cursor."""
    if cursor is None:
        return None
    query = call.request.GET.copy()
    query["cursor"] = cursor
    return call.request.build_absolute_uri(f"{call.request.path}?{query.urlencode()}")


def list_records(call: Call[Collection]) -> HttpResponse:
    formats = call.caller.formats
    for name in ("order", "cursor", "where"):
        if call.query.get(name) == "":
            raise refusal(name, _("This parameter is empty."))
    page = read_page(call.place, formats, call.query, shown=())  # links are printed as ids
    if call.place.ahead is not None:
        call.place.ahead(call.caller.workspace, page.records)
    items = [printed(call.place, record, formats) for record in page.records]
    return as_json({"items": items, "count": page.count, "next": next_url(call, page.cursor)})


def _refuse_kept(collection: Collection) -> None:
    """Raises Problem 405 for records that only the program writes."""
    if collection.is_kept:
        raise not_allowed(["GET"])


def _create(call: Call[Collection]) -> HttpResponse:
    _refuse_kept(call.place)
    given = read_object(call.request)
    call.allow()
    return once(call, lambda: _created(call, given))


def _created(call: Call[Collection], given: dict[str, object]) -> HttpResponse:
    caller, collection = call.caller, call.place
    record, _ = create(collection, caller.workspace, caller.user, given)
    return made(call, collection, record)


def made(call: Call[Any], collection: Collection, record: Record) -> HttpResponse:
    """A new record, and where it is."""
    path = reverse("api:record", args=[collection.slug, record.pk])
    headers = {"Location": call.request.build_absolute_uri(path)}
    return answered(collection, record, call.caller.formats, HTTPStatus.CREATED, headers)


def _show(call: Call[Place]) -> HttpResponse:
    call.allow()
    return answered(call.place.collection, call.place.record, call.caller.formats)


def _update(call: Call[Place]) -> HttpResponse:
    _refuse_kept(call.place.collection)
    given = read_object(call.request)
    call.allow()
    caller, place = call.caller, call.place
    with _as_expected(call):
        record, _ = update(place.collection, caller.workspace, caller.user, place.record.pk, given)
        return answered(place.collection, record, caller.formats)


def _delete(call: Call[Place]) -> HttpResponse:
    if not call.place.collection.may_go:
        _refuse_kept(call.place.collection)
    call.allow()
    caller, place = call.caller, call.place
    try:
        with _as_expected(call):
            delete(place.collection, caller.workspace, caller.user, place.record.pk)
    except (
        ValidationError
    ) as error:  # nothing was sent that could be wrong: something is in the way
        raise Conflict(" ".join(error.messages)) from error
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})


def answered(
    collection: Collection,
    record: Record,
    formats: Formats,
    status: int = HTTPStatus.OK,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """The whole record, with its version as `ETag`."""
    tagged = {"ETag": etag(record), **(headers or {})}
    return as_json(printed(collection, record, formats), status=status, headers=tagged)


def etag(record: Record) -> str:
    """The version of a record as an entity tag; totals are no part of it."""
    return f'"{version(record)}"'


def _as_expected(call: Call[Place]) -> AbstractContextManager[object]:
    """One transaction, under the lock held to the call's `If-Match` (RFC 9110, 13.1.1), if any."""
    wanted = call.request.headers.get("If-Match")
    return whole(call.caller.workspace) if wanted is None else _unchanged(call, wanted)


@contextmanager
def _unchanged(call: Call[Place], wanted: str) -> Iterator[None]:
    """Raises Problem 412 if the record is not in one of the wanted versions."""
    with alone(call.caller.workspace):
        collection, pk = call.place.collection, call.place.record.pk
        found = etag(stored(collection, call.caller.workspace, pk))
        tags = {tag.strip() for tag in wanted.split(",")}
        if not tags & {"*", found}:
            sentence = _("The {kind} was changed since you read it. Read it again.").format(
                kind=collection.singular
            )
            raise Problem(HTTPStatus.PRECONDITION_FAILED, sentence)
        yield


collection_view = route(collection_of, GET=list_records, POST=_create)
record_view = route(record_of, GET=_show, PATCH=_update, DELETE=_delete)
