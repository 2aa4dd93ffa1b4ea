"""Own properties on a page: the head of their rows, and the form that changes one.

They are made and deleted like any record, by the forms of `partials/own_properties.html`.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zlib import crc32

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.urls import path
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.engine import writing
from freelancer_os.engine.fields import Field
from freelancer_os.web.access import writing as writes
from freelancer_os.web.answer import page_again, problems

OPTION, COLOUR, MORE = "option_", "colour_", "more"
DOTS = mark_safe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">'
    '<circle cx="5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/>'
    "</svg>"
)


def head(one: Field, region: str, *, may_write: bool) -> SafeString:
    """The label of a property; of an own one with the button that opens its form."""
    if not one.is_own or not may_write:
        return escape(one.label)
    return format_html(
        '{} <button class="prop-edit" type="button" popovertarget="{}"'
        ' aria-label="Change the property {}">{}</button>',
        one.label,
        place(one, region),
        one.label,
        DOTS,
    )


def place(one: Field, region: str) -> str:
    """The id of the form of a property in a region of the page.

    It is another one once the property has changed, so that the answer takes the form away.
    """
    state = repr((one.label, getattr(one, "choices", ())))
    return f"{region}-property-{one.name}-{crc32(state.encode()):08x}"


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


urlpatterns = [path("properties/<uuid:pk>/change/", change, name="change_property")]
