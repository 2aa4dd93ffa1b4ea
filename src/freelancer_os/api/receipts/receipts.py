"""`GET` and `POST /receipts`: what waits in the tray, and files into it."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.callers import Caller
from freelancer_os.api.once import once
from freelancer_os.api.places import collection_of
from freelancer_os.api.problems import as_json
from freelancer_os.api.receipts.files import files_of, kept
from freelancer_os.api.records import list_records, made, printed
from freelancer_os.api.routes import Call, route
from freelancer_os.collections.money.deciding.tray import attach_all_sure, take_files
from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.naming import named
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.writing import stored
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.finance.receipts.taking import Given, Known, read


def receipts(caller: Caller) -> Collection:
    """The collection of what waits."""
    return collection_of(caller, "receipts")


def _take(call: Call[Collection]) -> HttpResponse:
    given = files_of(call.request)
    call.allow()
    with named(kept(given)) as files:
        found = read(call.caller.workspace, files)
        sent = "\n".join(f"{one.name}\t{one.kept.digest}" for one in found)
        return once(call, lambda: _taken(call, found), sent.encode())


def _taken(call: Call[Collection], given: list[Given]) -> HttpResponse:
    caller = call.caller
    made_, known, _unit = take_files(caller.workspace, caller.user, given, door="api")
    if len(given) == 1:
        if known:
            raise Conflict(known[0].why)
        return made(call, call.place, stored(call.place, caller.workspace, made_[0].pk))
    items = [_printed(call, one) for one in made_]
    told = [_known(call, one) for one in known]
    status = HTTPStatus.CREATED if items else HTTPStatus.OK
    return as_json({"items": items, "known": told}, status=status)


def _printed(call: Call[Collection], receipt: Receipt) -> dict[str, object]:
    found = stored(call.place, call.caller.workspace, receipt.pk)
    return printed(call.place, found, call.caller.formats)


def _known(call: Call[Collection], one: Known) -> dict[str, object]:
    """A file that is here already: where, and the sentence about it."""
    record = one.record
    url = None
    if record is not None:
        slug = "receipts" if isinstance(record, Receipt) else "transactions"
        url = call.request.build_absolute_uri(reverse("api:record", args=[slug, record.pk]))
    return {"name": one.name, "why": one.why, "url": url}


def _attach(call: Call[Collection]) -> HttpResponse:
    if read_object(call.request, required=False):
        raise ValidationError([_("This takes nothing: what is sure is attached.")])
    call.allow()
    return once(call, lambda: _attached(call))


def _attached(call: Call[Collection]) -> HttpResponse:
    attached, _unit = attach_all_sure(call.caller.workspace, call.caller.user, door="api")
    return as_json({"attached": attached})


receipts_view = route(receipts, GET=list_records, POST=_take)
attach_sure_view = route(receipts, POST=_attach)
