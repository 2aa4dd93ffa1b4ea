"""`/{collection}/{id}/attachments`: the files of a record, listed and added."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.http import HttpResponse

from freelancer_os.api.once import once
from freelancer_os.api.places import Place, record_of
from freelancer_os.api.problems import as_json
from freelancer_os.api.receipts.files import files_of, kept
from freelancer_os.api.routes import Call, not_allowed, route
from freelancer_os.core.attached.attachments import Attachment, attach
from freelancer_os.core.files.naming import named
from freelancer_os.core.files.store import Kept
from freelancer_os.core.log.changes import change
from freelancer_os.core.words import Sentence
from freelancer_os.engine.write.writing import get
from freelancer_os.finance.receipts.receipts import Receipt


def _list(call: Call[Place]) -> HttpResponse:
    call.allow()
    rows = Attachment.objects.of(call.caller.workspace).on(call.place.record)
    return as_json({"items": _printed(rows)})


def _add(call: Call[Place]) -> HttpResponse:
    if issubclass(call.place.collection.model, Receipt):
        raise not_allowed(["GET"])  # a receipt is its file
    given = files_of(call.request)
    call.allow()
    with named(kept(given)) as files:
        sent = "\n".join(f"{name}\t{one.digest}" for name, one in files)
        return once(call, lambda: _added(call, files), sent.encode())


def _added(call: Call[Place], files: list[tuple[str, Kept]]) -> HttpResponse:
    caller, place = call.caller, call.place
    with change(caller.workspace, caller.user, Sentence("Added files"), door="api") as unit:
        record = get(place.collection, unit, place.record.pk)
        made = attach(record, files)
        unit.sentence = Sentence(
            "Added {count} file to {record}",
            {"record": record.named},
            several="Added {count} files to {record}",
            count=len(made),
        )
    return as_json({"items": _printed(made)}, status=HTTPStatus.CREATED)


def _printed(files: Iterable[Attachment]) -> list[dict[str, object]]:
    return [
        {"id": str(one.pk), "name": one.name, "size": one.size, "media_type": one.media_type}
        for one in files
    ]


attachments_view = route(record_of, GET=_list, POST=_add)
