"""The panels of the controls over a list, which are read when they are opened."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.html import format_html, format_html_join

from freelancer_os.core.values.text import fold
from freelancer_os.engine.collection import collections
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.web.lists.look import Look, look_at, look_in
from freelancer_os.web.panels.filter import filter_panel
from freelancer_os.web.panels.properties import properties_panel
from freelancer_os.web.panels.sort import sort_panel
from freelancer_os.web.shell.access import Desk, at_desk

OFFERED = 12
WINDOWS = {"/workflow/", "/finance/", "/client/"}


def save_panel(look: Look, given: Any) -> dict[str, Any]:
    """The form that keeps the look under a name."""
    return {"kept": look.kept}


def view_panel(look: Look, given: Any) -> dict[str, Any]:
    """The forms that rename a saved view, copy it, make it the default one, delete it."""
    if look.view is None:
        raise Http404("This is not a saved view.")
    return {"view": look.view, "copy": f"{look.view.name} (copy)"[:120]}


PANELS: dict[str, Callable[[Look, Any], dict[str, Any]]] = {
    "filter": filter_panel,
    "sort": sort_panel,
    "properties": properties_panel,
    "save": save_panel,
    "view": view_panel,
}


@at_desk
def panel(request: Any, slug: str, name: str) -> HttpResponseBase:
    """One panel, drawn from what its form has sent; `here` is the query of the page at `at`."""
    if name not in PANELS:
        raise Http404("There is no such panel.")
    look = _look(request.desk, slug, request.GET)
    context = {"look": look, "at": look.address, **PANELS[name](look, request.GET)}
    return render(request, f"panels/{name}.html", context)


@at_desk
def targets(request: Any, slug: str, name: str) -> HttpResponseBase:
    """The records that a filter by a link can name, for what was typed."""
    desk = request.desk
    one = desk.collection(slug).by_name.get(name)
    to = collections.get(one.to) if isinstance(one, Link | Links) else None
    if to is None:
        raise Http404("This field names no records.")
    typed = fold(request.GET.get("q", "")[:200])
    column = to.search[0]
    rows = to.model.objects.of(desk.workspace)
    found = rows.filter(**{f"{column}__icontains": typed}) if typed else rows
    by = ("folded", "id") if column == "folded" else ("-id",)
    options = format_html_join(
        "",
        '<div role="option" data-value="{}" aria-selected="false">{}</div>',
        ((row.pk, str(row)) for row in found.order_by(*by)[:OFFERED]),
    )
    nothing = format_html('<p class="mut">No {} fit.</p>', to.plural)
    return HttpResponse(format_html('<div role="listbox">{}</div>', options or nothing))


def _look(desk: Desk, slug: str, given: QueryDict) -> Look:
    collection, here = desk.collection(slug), QueryDict(given.get("here", "")).dict()
    at = given.get("at", "")
    if at in WINDOWS and slug == "transactions":
        return look_in(desk, collection, here, at)
    return look_at(desk, collection, here)


urlpatterns = [
    path("<slug:slug>/controls/<slug:name>/", panel, name="panel"),
    path("<slug:slug>/controls/targets/<slug:name>/", targets, name="targets"),
]
