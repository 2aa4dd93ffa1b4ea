"""Adding to the small tables of a record: a new one, or one that exists and is not linked yet."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.write import writing
from freelancer_os.web.cells.composers import composer_within
from freelancer_os.web.record.related import linking as relating
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk


@require_safe
@at_desk
def new(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The form that makes a record of a collection, linked as the query says."""
    desk = request.desk
    collection = desk.collection(slug)
    if not desk.may_write or not collection.composer:
        raise Http404("Nothing is made here.")
    starts = {
        name: _target(desk, collection, name, key) for name, key in request.GET.dict().items()
    }
    return render(
        request,
        "cells/composer.html",
        {"composer": composer_within(desk, collection, starts), "compose": "", "is_open": True},
    )


def _target(desk: Desk, collection: Collection, name: str, key: str) -> Record:
    """The record that a link of the new one is to name."""
    one = next((one for one in collection.pointing if one.name == name), None)
    found: Any = None
    if one is not None:
        with suppress(ValidationError):
            found = one.parse(key, desk.formats, {}, None)
    target: Record | None = next(iter(found or ()), None) if isinstance(one, Links) else found
    if target is None:
        raise Http404("There is no such record.")
    return target


@require_safe
@at_desk
def loose(request: DeskRequest, slug: str, name: str, pk: UUID) -> HttpResponseBase:
    """The records of a collection that could be linked, by one of its fields, to a record."""
    desk = request.desk
    other = desk.collection(slug)
    one = next((one for one in other.pointing if one.name == name), None)
    if one is None or not desk.may_write:
        raise Http404("Nothing is linked here.")
    target = writing.stored(desk.collection(one.to), desk.workspace, pk)
    text = request.GET.get("q", "")[:200].replace("\x00", "")
    return HttpResponse(relating.loose(other, one, target, text, desk.formats))


urlpatterns = [
    path("<slug:slug>/new/", new, name="new"),
    path("<slug:slug>/loose/<slug:name>/<uuid:pk>/", loose, name="loose"),
]
