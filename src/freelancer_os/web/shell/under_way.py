"""How far one's own job has come, for the line at which one waits; and cancelling it."""

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freelancer_os.core.models import Job
from freelancer_os.core.undo.slices import cancel
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes


@require_safe
@at_desk
def under_way(request: DeskRequest) -> HttpResponseBase:
    """`{"done", "total", "told"}`; null where there is none."""
    job, shown = _job(request.desk), request.desk.formats.count
    if job is None:
        return JsonResponse(None, safe=False)
    told = _("{done} of {total}").format(done=shown(job.done), total=shown(job.total))
    return JsonResponse({"done": job.done, "total": job.total, "told": told if job.total else ""})


@writes()
def cancel_it(request: DeskRequest) -> HttpResponseBase:
    """Has the job end at its next slice, and taken back."""
    job = _job(request.desk)
    if job is not None:
        cancel(job)
    return HttpResponse()


def _job(desk: Desk) -> Job | None:
    own = Job.objects.filter(workspace=desk.workspace, change__user=desk.user)
    return own.select_related("change").first()


urlpatterns = [
    path("under-way/", under_way, name="under_way"),
    path("under-way/cancel/", cancel_it, name="cancel"),
]
