"""What is written in slices: how far it has come, and cancelling it; what became of it.

Told to whoever waits at a page that asked for it, and on every other page in a line at its foot.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.core.models import Change, Job
from freelancer_os.core.undo.back import STALE, live, others
from freelancer_os.core.undo.slices import cancel
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import page_again
from freelancer_os.web.shell.beside import Beside, begun
from freelancer_os.web.shell.gate import writes


@dataclass(frozen=True)
class UnderWay:
    """A job as a line tells it: `what` it does, and how far it is, as text.

    `mixes`: amounts are half as they were. `is_cut_off`: nobody writes it any more, and it is taken
    back. Only one's own `is_cancellable`.
    """

    what: str
    name: str = ""  # where it goes on beside this person's pages
    done: int = 0
    total: int = 0
    told: str = ""
    mixes: bool = False
    is_cut_off: bool = False
    is_cancellable: bool = False


def under_way_of(desk: Desk) -> UnderWay | None:
    """What a person is told of: their own job, or one that changes every figure they see."""
    one = begun(desk)
    if one is None and not live and not others:
        return None
    jobs = Job.objects.filter(workspace=desk.workspace).select_related("change")
    job = jobs.filter(Q(change__user=desk.user) | Q(holds_all=True)).first()
    if job is None:
        return None if one is None else UnderWay(one.what, one.name)
    is_cut_off = timezone.now() - job.seen_at > STALE and job.pk not in live
    return UnderWay(
        what=job.change.words,
        name=one.name if one else "",
        done=job.done,
        total=job.total,
        told=_told(desk, job),
        mixes=job.holds_all,
        is_cut_off=is_cut_off,
        is_cancellable=job.change.user_id == desk.user.pk and not is_cut_off,
    )


@require_safe
@at_desk
def under_way(request: DeskRequest) -> HttpResponseBase:
    """`{"done", "total", "told"}` of one's own; null where there is none."""
    job, desk = _job(request.desk), request.desk
    if job is None:
        return JsonResponse(None, safe=False)
    return JsonResponse({"done": job.done, "total": job.total, "told": _told(desk, job)})


@require_safe
@at_desk
def line(request: DeskRequest) -> HttpResponseBase:
    """The line of a page as it is now; the page anew, and what became of it, once it has ended."""
    desk = request.desk
    name = request.GET.get("of", "")
    one = begun(desk, name) if name else None
    if one is not None and one.done.done():
        answer = _ended(request, one)
    elif found := under_way_of(desk):
        return render(request, "shell/under_way.html", {"job": found})
    else:
        answer = _ended_elsewhere(request)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#main", "morph:outerHTML"
    return answer


def _ended(request: DeskRequest, one: Beside) -> HttpResponseBase:
    """What was written beside one's own pages."""
    one.is_told = True
    if one.refusal:
        messages.error(request, one.refusal)
        return page_again(request, "")
    done = one.done.result()
    is_undo = done.kind == Change.Kind.UNDO
    return page_again(request, done.words, undo=not is_undo, redo=is_undo)


def _ended_elsewhere(request: DeskRequest) -> HttpResponseBase:
    if "cut-off" in request.GET:
        messages.error(request, _("This was cut off. Nothing of it was kept."))
    return page_again(request, "")


@writes()
def cancel_it(request: DeskRequest) -> HttpResponseBase:
    """Has the job end at its next slice, and taken back."""
    job = _job(request.desk)
    if job is not None:
        cancel(job)
    return HttpResponse() if request.htmx else page_again(request, "")


def _told(desk: Desk, job: Job) -> str:
    """How far it is, once that is known."""
    if not job.total:
        return ""
    shown = desk.formats.count
    return _("{done} of {total}").format(done=shown(job.done), total=shown(job.total))


def _job(desk: Desk) -> Job | None:
    own = Job.objects.filter(workspace=desk.workspace, change__user=desk.user)
    return own.select_related("change").first()


urlpatterns = [
    path("under-way/", under_way, name="under_way"),
    path("under-way/line/", line, name="under_way_line"),
    path("under-way/cancel/", cancel_it, name="cancel"),
]
