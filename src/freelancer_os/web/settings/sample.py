"""`/settings/sample/`: the sample data, added by one click and removed by another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.models import View
from freelancer_os.engine.registry import collections
from freelancer_os.transfer.sample.adding import add_sample
from freelancer_os.transfer.sample.belonging import Belonging, Model
from freelancer_os.transfer.sample.removing import remove_sample
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import page_again
from freelancer_os.web.shell.gate import told_of, writes
from freelancer_os.web.shell.phrases import kind_of

NAMED = 6  # records of a kind that are told by name
STAYING = 40  # records that are told to stay
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass(frozen=True)
class Going:
    """So many records of a kind, and what some of them are called."""

    count: str
    names: str
    has_more: bool


@dataclass(frozen=True)
class Staying:
    """A record that becomes one's own; `by` is one's own record that names it, if one does."""

    title: str
    url: str
    by: str


@at_desk
@require_safe
def show(request: DeskRequest) -> HttpResponseBase:
    """What the sample is, or what of it would go and what would stay."""
    desk, context = request.desk, dict[str, Any]()
    if desk.workspace.sample is not None:
        found = Belonging(desk.workspace)
        kept = [*_staying(desk, found)]
        context = {
            "going": [*_going(desk, found)],
            "staying": kept[:STAYING],
            "more": len(kept[STAYING:]),
            "emptied": _emptied(desk, found),
        }
    return render(request, "settings/sample_page.html", context)


@writes()
def add(request: DeskRequest) -> Unit:
    """Add it."""
    return add_sample(request.desk.workspace, request.desk.user)


@writes()
def remove(request: DeskRequest) -> HttpResponseBase:
    """Remove it."""
    unit = remove_sample(request.desk.workspace, request.desk.user)
    return page_again(request, told_of(unit))


def _going(desk: Desk, found: Belonging) -> Iterator[Going]:
    """The kinds that people know by name first, each with the most records first."""
    kinds = [(model, pks) for model, pks in found.go.items() if pks]
    kinds.sort(key=lambda one: (not _is_named(one[0]), -len(one[1])))
    for model, pks in kinds:
        names = _titles(desk, model, pks, NAMED) if _is_named(model) else {}
        count = kind_of(model._meta.label, len(pks), desk.formats.locale)
        yield Going(count, ", ".join(names.values()), bool(names) and len(pks) > len(names))


def _staying(desk: Desk, found: Belonging) -> Iterator[Staying]:
    for model, pks in found.stay.items():
        collection = collections.of_model(model._meta.label)
        if collection is None or not collection.has_page:
            continue
        for pk, title in _titles(desk, model, pks, STAYING).items():
            by = found.because.get(pk)
            named = _titles(desk, by[0], {by[1]}, 1).values() if by else ()
            yield Staying(title, f"/{collection.slug}/{pk}/", ", ".join(named))


def _emptied(desk: Desk, found: Belonging) -> list[View]:
    """One's own views that ask for a record that goes: they stay, and find nothing by it."""
    gone = {str(pk) for pks in found.go.values() for pk in pks}
    rows = View.objects.of(desk.workspace).exclude(pk__in=found.go.get(View, ())).order_by("folded")
    return [view for view in rows if not gone.isdisjoint(_ID.findall(view.query))]


def _is_named(model: Model) -> bool:
    collection = collections.of_model(model._meta.label)
    return collection is not None and collection.has_page


def _titles(desk: Desk, model: Model, pks: set[UUID], most: int) -> dict[UUID, str]:
    rows = model.objects.of(desk.workspace).filter(pk__in=sorted(pks)[:most])
    found = {}
    for one in rows.order_by("pk"):
        one.workspace = desk.workspace  # in whose format days are told
        found[one.pk] = str(one) or _("Untitled")
    return found


urlpatterns = [
    path("settings/sample/", show, name="sample"),
    path("settings/sample/add/", add, name="sample_add"),
    path("settings/sample/remove/", remove, name="sample_remove"),
]
