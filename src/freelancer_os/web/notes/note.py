"""The note of a record on its page: read to be edited, saved, its checkboxes ticked."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.write import notes, writing
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes

FARTHEST = 9  # digits of a line's number


def tools() -> tuple[tuple[str, str, str], ...]:
    """What the editor's toolbar does: a name, its words, its icon."""
    return (
        ("heading1", _("Heading"), "heading-1"),
        ("heading2", _("Smaller heading"), "heading-2"),
        ("bold", _("Bold"), "bold"),
        ("italic", _("Italic"), "italic"),
        ("link", _("Link"), "link"),
        ("bullets", _("Bulleted list"), "list"),
        ("numbers", _("Numbered list"), "list-ordered"),
        ("tasks", _("Checklist"), "list-todo"),
        ("quote", _("Quote"), "text-quote"),
        ("code", _("Code"), "code"),
    )


def note(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """`GET` the note to edit it, `POST` what it is from now on."""
    return save(request, slug, pk) if request.method == "POST" else read(request, slug, pk)


@at_desk
def read(request: DeskRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """The editor of the note: its Markdown, the version that it is, the tools."""
    collection = request.desk.collection(slug)
    record = writing.stored(collection, request.desk.workspace, pk)
    body = notes.body_of(collection, record)
    context = {
        "body": body,
        "version": notes.version_of(body),
        "label": _("{field} of {record}").format(field=collection.body_label, record=record),
        "tools": tools(),
    }
    answer = render(request, "notes/editor.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@writes()
def save(request: DeskRequest, slug: str, pk: UUID) -> Unit | HttpResponseBase:
    """Save the note; with `on` (the person goes on writing) no page is answered.

    `opened` is the version from which it was written; without it whatever is there is replaced.
    """
    desk, given = request.desk, request.POST
    collection, body = desk.collection(slug), given.get("body", "")
    opened = given.get("opened") or None
    unit = notes.write(collection, desk.workspace, desk.user, pk, body, opened=opened)
    if "on" in given:
        present = notes.stored_body(collection, desk.workspace, pk)
        return HttpResponse(notes.version_of(present), content_type="text/plain")
    return unit


@writes()
def tick(request: DeskRequest, slug: str, pk: UUID) -> Unit:
    """Tick the checkbox in the line `line`, which read `saw`, or (`on=false`) take it away."""
    desk, given = request.desk, request.POST
    place = given.get("line", "")
    if not (place.isascii() and place.isdigit() and len(place) <= FARTHEST):
        raise Http404("There is no such checkbox.")
    on = given.get("on") == "true"
    collection = desk.collection(slug)
    return notes.tick(
        collection, desk.workspace, desk.user, pk, int(place), given.get("saw", ""), on=on
    )


urlpatterns = [
    path("<slug:slug>/<uuid:pk>/note/", note, name="note"),
    path("<slug:slug>/<uuid:pk>/note/tick/", tick, name="tick"),
]
