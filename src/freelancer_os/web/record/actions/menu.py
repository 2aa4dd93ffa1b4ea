"""The menu of a record, wherever it is shown: to it, what can be done with it, deleting it last."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write import writing
from freelancer_os.engine.write.duplicating import duplicate, may_be_duplicated
from freelancer_os.web.cells.deleting import question
from freelancer_os.web.record.actions.actions import asides, doable
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.answer import page_with
from freelancer_os.web.shell.gate import told_of, writes


@at_desk
def menu(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """What the menu of a record holds."""
    desk = request.desk
    collection = desk.collection(slug)
    record = writing.stored(collection, desk.workspace, pk)
    context = {
        "collection": collection,
        "record": record,
        "address": f"/{slug}/{pk}/",
        "actions": doable(desk, collection, record),
        "asides": asides(desk, collection, record),
        "duplicates": may_be_duplicated(collection),
        "archives": _is_archived_instead(collection, record),
        "question": question(desk.workspace, collection, record) if desk.may_write else "",
    }
    return render(request, "record/actions/menu.html", context)


def _is_archived_instead(collection: Collection, record: Record) -> bool:
    """Whether archiving is the better way than deleting."""
    archive = collection.doing.get("archive")
    return archive is not None and archive.offered(record)


@writes()
def copy(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """Make a record like another."""
    desk = request.desk
    collection = desk.collection(slug)
    made, unit, left = duplicate(collection, desk.workspace, desk.user, pk)
    return page_with(request, f"{told_of(unit)}. {left}".strip(), collection, [made.pk])


urlpatterns = [
    path("<slug:slug>/<uuid:pk>/menu/", menu, name="record_menu"),
    path("<slug:slug>/<uuid:pk>/duplicate/", copy, name="duplicate"),
]
