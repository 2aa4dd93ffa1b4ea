"""The panels of the controls over a list, which are read when they are opened."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.web.lists.look import Look, look_at, look_in
from freelancer_os.web.panels.filter import filter_panel
from freelancer_os.web.panels.properties import properties_panel
from freelancer_os.web.panels.sort import sort_panel
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk

WINDOWS = {"/workflow/", "/finance/", "/client/"}


def save_panel(look: Look, given: QueryDict) -> dict[str, Any]:
    """The form that keeps the look under a name."""
    return {"kept": look.kept}


def view_panel(look: Look, given: QueryDict) -> dict[str, Any]:
    """The forms that rename a saved view, copy it, make it the default one, delete it."""
    if look.view is None:
        raise Http404("This is not a saved view.")
    return {"view": look.view, "copy": _("{view} (copy)").format(view=look.view.name)[:120]}


PANELS: dict[str, Callable[[Look, Any], dict[str, Any]]] = {
    "filter": filter_panel,
    "sort": sort_panel,
    "properties": properties_panel,
    "save": save_panel,
    "view": view_panel,
}


@at_desk
def panel(request: DeskRequest, slug: str, name: str) -> HttpResponseBase:
    """One panel, drawn from what its form has sent; `here` is the query of the page at `at`."""
    if name not in PANELS:
        raise Http404("There is no such panel.")
    look = _look(request.desk, slug, request.GET)
    context = {"look": look, "at": look.address, **PANELS[name](look, request.GET)}
    return render(request, f"panels/{name}.html", context)


def _look(desk: Desk, slug: str, given: QueryDict) -> Look:
    collection, here = desk.collection(slug), QueryDict(given.get("here", "")).dict()
    at = given.get("at", "")
    if at in WINDOWS and slug == "transactions":
        return look_in(desk, collection, here, at)
    return look_at(desk, collection, here)


urlpatterns = [
    path("<slug:slug>/controls/<slug:name>/", panel, name="panel"),
]
