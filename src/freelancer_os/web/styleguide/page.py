"""Every component in one page, for those who build it (only with DEBUG)."""

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from freelancer_os.web.shell.access import DeskRequest, at_desk

SURFACES = ("paper", "panel", "rail", "hover", "line", "accent", "accent-soft", "spend")
INKS = ("ink", "ink-2", "ink-3", "accent", "pos", "neg", "warn")
TAGS = ("stone", "amber", "green", "blue", "rose", "violet")
STAGES = (("lead", "Lead", "stone"), ("client", "Client", "green"))
ICONS = (
    "house", "users", "box", "wrench", "file-text", "workflow", "timer", "book-open",
    "contact-round", "target", "calendar", "landmark", "arrow-left-right", "tag", "chart-column",
    "settings", "plus", "list-filter", "arrow-up-down", "rows-3", "columns-3", "table",
    "square-kanban", "layout-grid", "paperclip", "trash-2", "download", "x", "search", "check",
)  # fmt: skip


@at_desk
def styleguide(request: DeskRequest) -> HttpResponseBase:
    """The design system: tokens, then each component as the pages use it."""
    if not settings.DEBUG:
        raise Http404("There is no such page.")
    context = {"surfaces": SURFACES, "inks": INKS, "tags": TAGS, "icons": ICONS, "stages": STAGES}
    return render(request, "styleguide/page.html", context)


urlpatterns = [path("styleguide", styleguide, name="styleguide")]
