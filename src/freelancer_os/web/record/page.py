"""A record as a page of its own, the entries behind its totals, and its history."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.scaled import show_hours
from freelancer_os.engine.query.why import Entry, Why, why
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write import writing
from freelancer_os.web.record.opened import opened
from freelancer_os.web.record.past import past
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk


@at_desk
def record(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """A record: its properties, what is linked to it, its note, its files, its history."""
    desk = request.desk
    found = opened(desk, desk.collection(slug), pk, region="record")
    context = {
        "opened": found,
        "title": found.title,
        "past": past(desk, found.collection, found.record, _paged(f"{found.address}history/")),
    }
    return render(request, "record/page.html", context)


@at_desk
def history(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """Every change of a record, newest first, each with its undo."""
    desk = request.desk
    collection = desk.collection(slug)
    found = writing.stored(collection, desk.workspace, pk)
    context = {
        "collection": collection,
        "record": found,
        "title": _("History of {record}").format(record=found),
        "past": past(
            desk, collection, found, _paged(request.path), before=request.GET.get("before", "")
        ),
    }
    return render(request, "record/history.html", context)


def _paged(address: str) -> Callable[[str], str]:
    return lambda before: f"{address}?before={before}" if before else address


@at_desk
def explain(request: DeskRequest, slug: str, pk: UUID, name: str) -> HttpResponseBase:
    """Exactly the entries that add up to a total (row E5)."""
    desk = request.desk
    collection = desk.collection(slug)
    found = writing.stored(collection, desk.workspace, pk)
    try:
        behind = why(collection, found, name, desk.formats, cursor=request.GET.get("cursor"))
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    context = {
        "collection": collection,
        "record": found,
        "why": behind,
        "total": _shown(desk, behind, behind.total),
        "entries": [_row(desk, behind, entry) for entry in behind.entries],
        "title": _("{field} of {record}").format(field=behind.field.label, record=found),
    }
    return render(request, "record/why.html", context)


def _row(desk: Desk, behind: Why, entry: Entry) -> dict[str, object]:
    to = collections.get(entry.collection)
    return {
        "entry": entry,
        "date": entry.date and show_date(entry.date, desk.formats.locale, today=desk.formats.today),
        "amount": _shown(desk, behind, entry.amount),
        "collection": to,
    }


def _shown(desk: Desk, behind: Why, amount: int) -> str:
    if behind.currency is None:
        return show_hours(amount, desk.formats.locale)
    return format_money(amount, behind.currency, desk.formats.locale)


urlpatterns = [
    path("<slug:slug>/<uuid:pk>/", record, name="record"),
    path("<slug:slug>/<uuid:pk>/history/", history, name="record_history"),
    path("<slug:slug>/<uuid:pk>/why/<slug:name>/", explain, name="why"),
]
