"""History and bin: what was changed, and taking it back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from freelancer_os.core.models import FINAL, UNDER_WAY, Change, ChangeRow
from freelancer_os.core.undo.undo import redo, redoable, takes_long, undo, undo_one
from freelancer_os.core.words import Sentence
from freelancer_os.web.history.entries import counts_of, lines, read_number, standing, takes_back
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.answer import asking, page_again
from freelancer_os.web.shell.beside import beside
from freelancer_os.web.shell.gate import writes

SHOWN = 40
MANY = 20  # records: what is undone by a key asks where it is more
KEPT = timedelta(days=30)


@at_desk
def history(request: DeskRequest) -> HttpResponseBase:
    """The change log of the workspace, newest first."""
    own = Change.objects.filter(workspace=request.desk.workspace)
    changes = own.exclude(number=UNDER_WAY).order_by("-number")
    return _page(request, "history/page.html", changes, {})


@at_desk
def bin_(request: DeskRequest) -> HttpResponseBase:
    """The deletions of the last thirty days that still stand."""
    deleted = ChangeRow.objects.filter(
        workspace=request.desk.workspace,
        action=ChangeRow.Action.DELETE,
        id__gte=first_id(timezone.now() - KEPT),
    )
    changes = standing(request.desk).filter(pk__in=deleted.values("change"))
    return _page(request, "history/bin.html", changes, {"days": KEPT.days})


def first_id(instant: datetime) -> UUID:
    """The least identifier of that instant: UUID version 7 begins with the milliseconds."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)


def _page(
    request: DeskRequest, template: str, changes: QuerySet[Change], more: dict[str, object]
) -> HttpResponse:
    before = read_number(request.GET.get("before", ""))
    if before is not None:
        changes = changes.filter(number__lt=before)
    found = list(changes.select_related("user")[: SHOWN + 1])
    following = found[SHOWN - 1].number if len(found) > SHOWN else None
    context = {
        "lines": lines(request.desk, found[:SHOWN]),
        "next": following,
        "newest": "" if before is None else request.path,
        "older": f"{request.path}?before={following}" if following else "",
        **more,
    }
    return render(request, template, context)


@writes()
def undo_entry(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """Take one change back, whoever made it; `with_later` takes what builds on it along."""
    desk = request.desk
    changes = Change.objects.filter(workspace=desk.workspace).exclude(door__in=FINAL)
    one = changes.filter(pk=pk, stands_at__isnull=False).first()
    if one is None and not changes.filter(pk=pk).exists():
        raise Http404("There is no such change.")
    if one and (question := _question(request, one)):
        return question
    act = partial(undo_one, desk.workspace, desk.user, pk, with_later=_with_later(request))
    return _taken_back(request, _undone(request, one, act))


@writes()
def undo_newest(request: DeskRequest) -> HttpResponseBase:
    """Take the person's newest change back (Ctrl/⌘+Z)."""
    desk = request.desk
    newest = standing(desk).filter(user=desk.user).order_by("-stands_at", "-number").first()
    if newest and (question := _question(request, newest, MANY)):
        return question
    act = partial(undo, desk.workspace, desk.user, with_later=_with_later(request))
    return _taken_back(request, _undone(request, newest, act))


@writes()
def redo_newest(request: DeskRequest) -> HttpResponseBase:
    """Write the person's newest undo back."""
    desk = request.desk
    act, last = partial(redo, desk.workspace, desk.user), redoable(desk.workspace, desk.user)
    is_long = last is not None and takes_long(last)
    done = beside(desk, _("Redo"), act) if is_long else act()
    return page_again(request, done.words if done else "", undo=True)


def _undone(request: DeskRequest, one: Change | None, act: Callable[[], Change]) -> Change | None:
    """What took a change back; None where that goes on beside the page."""
    if one is None or not takes_long(one, with_later=_with_later(request)):
        return act()
    return beside(request.desk, str(Sentence("Undid: {change}", {"change": one.told})), act)


def _taken_back(request: DeskRequest, done: Change | None) -> HttpResponseBase:
    """The page after an undo, with the way forth again, and to what it changed on another page.

    Whether this page shows that, it knows (`frontend/js/shell/toast.js`).
    """
    if done is None:
        return page_again(request, "")
    (line,) = lines(request.desk, [done])
    way = next((one.url for one in line.records if one.url), "")
    told: str = done.words
    if way:
        key = way.rstrip("/").rpartition("/")[2]
        unseen = '{} <span data-made="{}">· <a href="{}">{}</a></span>'
        told = format_html(unseen, told, key, way, _("Show it"))
    return page_again(request, told, undo=False, redo=True)


def _question(request: DeskRequest, one: Change, beyond: int = 0) -> HttpResponse | None:
    """What is asked before a change of many records, more than `beyond`, is taken back."""
    if request.POST.get("undo_all") == "1" or _with_later(request):
        return None
    counts = counts_of(request.desk, one, beyond)
    return asking(f"{one.words}. {takes_back(counts)}", "undo_all") if counts else None


def _with_later(request: DeskRequest) -> bool:
    return bool(request.POST.get("with_later") == "1")


urlpatterns = [
    path("history/", history, name="history"),
    path("history/<uuid:pk>/undo/", undo_entry, name="undo_entry"),
    path("bin/", bin_, name="bin"),
    path("undo/", undo_newest, name="undo"),
    path("redo/", redo_newest, name="redo"),
]
