"""Editing in place: what a cell offers, saving it, making and deleting records."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.urls import path

from freelancer_os.core.errors import Conflict
from freelancer_os.engine.write import cells, writing
from freelancer_os.web.cells import offers
from freelancer_os.web.shell.access import at_desk
from freelancer_os.web.shell.access import writing as writes
from freelancer_os.web.shell.answer import page_again, problem, problems, refused

EXTRA = {"csrfmiddlewaretoken"}


def cell(request: Any, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """`GET` what the cell offers, `POST` its new value."""
    return (
        save(request, slug, pk, name)
        if request.method == "POST"
        else offer(request, slug, pk, name)
    )


@at_desk
def offer(request: Any, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """The list under a choice or link cell."""
    collection = request.desk.collection(slug)
    one = cells.editable(collection, name)
    record = writing.stored(collection, request.desk.workspace, pk)
    text = request.GET.get("q", "")[:200].replace("\x00", "")
    return HttpResponse(offers.options(record, one, text, request.desk.formats))


@writes
def save(request: Any, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """Save one cell and answer the page the person is on."""
    collection = request.desk.collection(slug)
    one, given = cells.editable(collection, name), request.POST
    edit = cells.Edit(
        value=given.get("value", ""),
        opened=given.get("opened"),
        create=given.get("create", ""),
        force=given.get("force") == "1",
        with_linked=given.get("with_linked") == "1",
        keep_length=given.get("keep_length") == "1",
    )
    try:
        unit = cells.save(collection, request.desk.workspace, request.desk.user, pk, one, edit)
    except cells.Stale as stale:
        return problem(stale.sentence, 409)
    except Conflict as conflict:
        return problem(conflict.sentence)
    except ValidationError as error:
        return refused(error)
    return page_again(request, unit.sentence if unit.written else "")


@writes
def create(request: Any, slug: str) -> HttpResponseBase:
    """Make a record from a composer; empty inputs are left to their defaults."""
    desk = request.desk
    collection = desk.collection(slug)
    given = {n: v for n, v in request.POST.items() if v.strip() and n not in EXTRA}
    try:
        _, unit = writing.create(
            collection, desk.workspace, desk.user, given, direction="parse", door="page"
        )
    except ValidationError as error:
        return problems(error)
    return page_again(request, unit.sentence)


@writes
def delete(request: Any, slug: str, pk: UUID) -> HttpResponseBase:
    """Delete a record."""
    desk = request.desk
    try:
        unit = writing.delete(desk.collection(slug), desk.workspace, desk.user, pk, door="page")
    except ValidationError as error:
        return problem(" ".join(error.messages))
    return page_again(request, unit.sentence)


urlpatterns = [
    path("<slug:slug>/<uuid:pk>/cell/<slug:name>/", cell, name="cell"),
    path("<slug:slug>/<uuid:pk>/delete/", delete, name="delete"),
]
