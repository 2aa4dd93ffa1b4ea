"""Own properties on a page: the head of their rows, and the form that changes one.

They are made and deleted like any record, by forms that are fetched when they are asked for.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.own.place import Own
from freelancer_os.engine.own.properties import COLOURS, Property
from freelancer_os.engine.write import writing
from freelancer_os.web.shell.access import at_desk
from freelancer_os.web.shell.access import writing as writes
from freelancer_os.web.shell.answer import page_again, problems

OPTION, COLOUR, MORE = "option_", "colour_", "more"
DOTS = mark_safe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">'
    '<circle cx="5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/>'
    "</svg>"
)


def head(one: Field, region: str, *, may_write: bool) -> SafeString:
    """The label of a property; of an own one with the button that opens its form."""
    if not isinstance(one.place, Own) or not may_write:
        return escape(one.label)
    return format_html(
        '{} <button class="prop-edit" type="button" id="{}" data-dialog="/properties/{}/form/"'
        ' aria-haspopup="dialog" aria-label="Change the property {}">{}</button>',
        one.label,
        f"{region}-property-{one.name}",
        one.place.pk,
        one.label,
        DOTS,
    )


@at_desk
def new_form(request: Any, slug: str) -> HttpResponseBase:
    """The form that adds a property to a collection."""
    collection = request.desk.collection(slug)
    if not (collection.takes_properties and request.desk.may_write):
        raise Http404("No property can be added here.")
    context = {"collection": collection, "kinds": Property.Kind.choices}
    return render(request, "properties/new.html", context)


@at_desk
def form(request: Any, pk: UUID) -> HttpResponseBase:
    """The form that changes a property, and the one that deletes it."""
    desk = request.desk
    one = Property.objects.of(desk.workspace).filter(pk=pk).first()
    if one is None or not desk.may_write:
        raise Http404("There is no such property.")
    collection = desk.collection(one.collection)
    context = {"one": one, "collection": collection, "colours": COLOURS}
    return render(request, "properties/change.html", context)


@writes
def change(request: Any, pk: UUID) -> HttpResponseBase:
    """Rename a property, and rename, recolour, add or take away its options."""
    desk = request.desk
    collection = desk.collection("properties")
    given = {"name": request.POST.get("name", ""), **_options(request.POST)}
    try:
        _, unit = writing.update(collection, desk.workspace, desk.user, pk, given, door="page")
    except ValidationError as error:
        return problems(error)
    return page_again(request, unit.sentence if unit.written else "")


def _options(form: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """All options that a form has: those whose label was emptied are gone, new ones follow."""
    if MORE not in form:
        return {}
    named = ((n.removeprefix(OPTION), label) for n, label in form.items() if n.startswith(OPTION))
    kept = [
        {"value": value, "label": label, "colour": form.get(COLOUR + value, "")}
        for value, label in named
        if label.strip()
    ]
    added = [{"label": line} for line in form[MORE].splitlines() if line.strip()]
    return {"options": [*kept, *added]}


urlpatterns = [
    path("properties/<uuid:pk>/form/", form, name="property_form"),
    path("properties/<uuid:pk>/change/", change, name="change_property"),
    path("<slug:slug>/new-property/", new_form, name="new_property"),
]
