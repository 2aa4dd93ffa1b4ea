"""Editing in place: what a cell offers, saving it, making and deleting records."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import path

from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.write import cells, writing
from freelancer_os.web.cells import offers
from freelancer_os.web.cells.asked import also, chosen, in_cell, in_form
from freelancer_os.web.cells.targets import typed_in
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.answer import page_with
from freelancer_os.web.shell.choosing import chosen as meant
from freelancer_os.web.shell.gate import told_of, writes

EXTRA = {"csrfmiddlewaretoken"}
ALONG = "create."  # a field of what is to be made with the record


def cell(request: DeskRequest, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """`GET` what the cell offers, `POST` its new value."""
    return (
        save(request, slug, pk, name)
        if request.method == "POST"
        else offer(request, slug, pk, name)
    )


@at_desk
def offer(request: DeskRequest, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """The list under a choice or link cell."""
    collection = request.desk.collection(slug)
    one = cells.editable(collection, name)
    record = writing.stored(collection, request.desk.workspace, pk)
    text = typed_in(request.GET)
    return HttpResponse(offers.offered(record, one, text, request.desk.formats).html)


@writes(in_cell)
def save(request: DeskRequest, slug: str, pk: UUID, name: str) -> Unit:
    """Save one cell."""
    desk = request.desk
    collection = desk.collection(slug)
    one, given = cells.editable(collection, name), request.POST
    value, create = given.get("value", ""), given.get("create", "")
    if typed := typed_in(given, "typed"):
        record = writing.stored(collection, desk.workspace, pk)
        meant = offers.offered(record, one, typed, desk.formats).first(typed)
        value, create = meant.value, meant.create
    edit = cells.Edit(
        value=value,
        opened=given.get("opened"),
        create=create,
        force=given.get("force") == "1",
        ways=chosen(given),
        keep_length=given.get("keep_length") == "1",
        also=also(given.dict()),
        after=given.get("after"),
    )
    return cells.save(collection, desk.workspace, desk.user, pk, one, edit)


@writes(in_form)
def create(request: DeskRequest, slug: str) -> HttpResponseBase:
    """Make a record from a composer; empty inputs are left to their defaults."""
    desk = request.desk
    collection = desk.collection(slug)
    given = {n: v for n, v in request.POST.dict().items() if v.strip() and n not in EXTRA}
    along = {n.removeprefix(ALONG): given.pop(n) for n in [*given] if n.startswith(ALONG)}
    given |= _meant(collection, given)
    record, unit = writing.create(
        collection, desk.workspace, desk.user, given, direction="parse", door="page", along=along
    )
    return page_with(request, told_of(unit), collection, [record.pk])


def _meant(collection: Collection, given: dict[str, str]) -> dict[str, str]:
    """The values of choices whose words were sent, as before the scripts are there."""
    choices = [one for one in collection.fields if isinstance(one, Choice) and one.name in given]
    return {one.name: meant(one.choices, given[one.name]) for one in choices}


@writes()
def delete(request: DeskRequest, slug: str, pk: UUID) -> Unit:
    """Delete a record."""
    desk = request.desk
    return writing.delete(desk.collection(slug), desk.workspace, desk.user, pk, door="page")


urlpatterns = [
    path("<slug:slug>/<uuid:pk>/cell/<slug:name>/", cell, name="cell"),
    path("<slug:slug>/<uuid:pk>/delete/", delete, name="delete"),
]
