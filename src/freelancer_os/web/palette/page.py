"""`/palette/`: what the box offers for what was typed, as a fragment."""

from django.http import HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.web.palette.adding import add, adding
from freelancer_os.web.palette.found import found
from freelancer_os.web.palette.making import making
from freelancer_os.web.palette.places import keys, places
from freelancer_os.web.palette.sections import Asked, Making, Section
from freelancer_os.web.palette.telling import lacking
from freelancer_os.web.shell.access import DeskRequest, at_desk

SECTIONS: tuple[Making, ...] = (found, adding, places, making, keys)
"""What makes the sections, in their order."""


@require_safe
@at_desk
def palette(request: DeskRequest) -> HttpResponseBase:
    """The sections for `q`: `used` names what was opened last, `at` the page one is on."""
    asked = Asked.of(request.desk, request.GET)
    sections = made(asked)
    is_found = asked.mark or not asked.words or any(s.name in {"found", "add"} for s in sections)
    nothing = "" if is_found else _("Nothing holds “{text}”.").format(text=asked.text)
    told = {"sections": sections, "nothing": nothing}
    return HttpResponse(render_to_string("palette/answer.html", told))  # without the frame's counts


def made(asked: Asked) -> list[Section]:
    """The sections that have something to offer."""
    answered = (one(asked) for one in SECTIONS)
    told = [section for section in answered if section is not None and section.options]
    if _is_named(told, asked):
        return told
    if any(section.is_first for section in told):  # what is meant needs no other way to be made
        told = [section for section in told if section.name != "new"]
    is_found = any(section.name == "found" for section in told)
    first = [one for one in told if one.is_first or (one.name == "add" and not is_found)]
    return [*first, *(section for section in told if section not in first)]


def _is_named(told: list[Section], asked: Asked) -> bool:
    """Whether what was found first is called by all that was typed."""
    hits = [section.options[0].label for section in told if section.name == "found"]
    return bool(hits) and not lacking(hits[0], asked.words)


urlpatterns = [
    path("palette/", palette, name="palette"),
    path("palette/add/", add, name="palette_add"),
]
