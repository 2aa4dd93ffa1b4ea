"""Own properties on a page: the head of their rows, and the form that changes one.

They are made and deleted like any record, by forms that are fetched when they are asked for.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change as write
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.words import Option, Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.own.options import PARTS
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.place import Own
from freelancer_os.engine.own.properties import Property
from freelancer_os.engine.write import writing
from freelancer_os.web.cells.changing import form_of
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import as_form, writes
from freelancer_os.web.shell.icons import icon

OPTION, COLOUR, PLACE, MORE = "option_", "colour_", "place_", "more"


def head(collection: Collection, one: Field, region: str, *, may_write: bool) -> SafeString:
    """The label of a property, with the button that opens its form where there is something that a
    workspace can change."""
    form = form_of(collection, one) if may_write else ""
    if not form:
        return escape(one.label)
    is_own = isinstance(one.place, Own)
    words = _("Change the property {field}") if is_own else _("Change the values of {field}")
    return format_html(
        '{} <button class="prop-edit" type="button" id="{}" data-dialog="{}"'
        ' aria-haspopup="dialog" aria-label="{}">{}</button>',
        one.label,
        f"{region}-property-{one.name}",
        form,
        words.format(field=one.label),
        icon("ellipsis", 14),
    )


@at_desk
def new_form(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The form that adds a property to a collection."""
    collection = request.desk.collection(slug)
    if not (collection.takes_properties and request.desk.may_write):
        raise Http404("No property can be added here.")
    kinds = [(kind, label) for kind, label in _kinds(request.desk) if kind != Property.Kind.CHOICE]
    context = {"collection": collection, "kinds": kinds}
    return render(request, "properties/new.html", context)


@at_desk
def form(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The form that changes a property, and the one that deletes it."""
    desk = request.desk
    one = Property.objects.of(desk.workspace).filter(pk=pk).first()
    if one is None or not desk.may_write:
        raise Http404("There is no such property.")
    collection = desk.collection(one.collection)
    context = {
        "name": one.name,
        "own": one,
        "action": f"/properties/{pk}/change/",
        "collection": collection,
        "has_options": one.has_options,
        "options": one.options,
        "colours": _colours(),
    }
    return render(request, "properties/change.html", context)


def _kinds(desk: Desk) -> list[tuple[str, str]]:
    kind = desk.collection("properties").by_name["kind"]
    assert isinstance(kind, Choice)  # declared so
    return [(value, label) for value, label, _colour in kind.choices]


def _colours() -> list[Option]:
    return [
        ("stone", _("Stone"), "stone"),
        ("amber", _("Amber"), "amber"),
        ("green", _("Green"), "green"),
        ("blue", _("Blue"), "blue"),
        ("rose", _("Rose"), "rose"),
        ("violet", _("Violet"), "violet"),
    ]


def options(request: DeskRequest, slug: str, name: str) -> HttpResponseBase:
    """`GET` the form of the values of a choice that takes own ones; `POST` what they are."""
    return (arrange if request.method == "POST" else options_form)(request, slug, name)


def _choice(desk: Desk, slug: str, name: str) -> tuple[Collection, OwnChoice]:
    collection = desk.collection(slug)
    one = collection.by_name.get(name)
    if not isinstance(one, OwnChoice) or not desk.may_write:
        raise Http404("There are no values to change.")
    return collection, one


@at_desk
def options_form(request: DeskRequest, slug: str, name: str) -> HttpResponseBase:
    """The values of a choice, in their order, and those that records have besides."""
    collection, one = _choice(request.desk, slug, name)
    used = one.used(collection.model, request.desk.workspace)
    context = {
        "name": one.label,
        "action": request.path,
        "collection": collection,
        "has_options": True,
        "options": [dict(zip(PARTS, each, strict=True)) for each in one.among(used)],
        "colours": _colours(),
    }
    return render(request, "properties/change.html", context)


@writes(as_form)
def arrange(request: DeskRequest, slug: str, name: str) -> Unit:
    """Keep the values of a choice as the form has them."""
    desk = request.desk
    collection, one = _choice(desk, slug, name)
    named = {"field": one.label, "records": collection.title}
    sentence = Sentence("Changed the values of {field} of {records}", named)
    with write(desk.workspace, desk.user, sentence) as unit:
        one.kept_for(unit, collection).edit(_options(request.POST))
    return unit


@writes(as_form)
def change(request: DeskRequest, pk: UUID) -> Unit:
    """Rename a property, and rename, recolour, add or take away its options."""
    desk = request.desk
    collection = desk.collection("properties")
    given = {"name": request.POST.get("name", ""), **_options(request.POST)}
    _record, unit = writing.update(collection, desk.workspace, desk.user, pk, given, door="page")
    return unit


def _options(form: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """All options that a form has: those whose label was emptied are gone, new ones follow."""
    if MORE not in form:
        return {}
    named = [(n.removeprefix(OPTION), label) for n, label in form.items() if n.startswith(OPTION)]
    kept = [
        {"value": value, "label": label, "colour": form.get(COLOUR + value, "")}
        for value, label in sorted(named, key=_placed(form, [value for value, _ in named]))
        if label.strip()
    ]
    added = [{"label": line} for line in form[MORE].splitlines() if line.strip()]
    return {"options": [*kept, *added]}


def _placed(
    form: Mapping[str, str], values: list[str]
) -> Callable[[tuple[str, str]], tuple[int, int]]:
    """The order of options by the places that were typed: one that was moved goes before those of
    its new place if it came up, and after them if it went down."""

    def place(option: tuple[str, str]) -> tuple[int, int]:
        was = values.index(option[0]) + 1
        text = form.get(PLACE + option[0], "")
        now = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else was
        return now, (now > was) - (now < was)

    return place


urlpatterns = [
    path("properties/<uuid:pk>/form/", form, name="property_form"),
    path("properties/<uuid:pk>/change/", change, name="change_property"),
    path("<slug:slug>/<slug:name>/options/", options, name="choice_options"),
    path("<slug:slug>/new-property/", new_form, name="new_property"),
]
