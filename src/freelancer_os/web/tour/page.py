"""`/tour/NAME/`: the steps of a tour for the script that shows them, and how far one has come."""

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freelancer_os.people.workspaces import TOURED
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.tour.steps import TOURS, Step, steps_for

AT = " at"  # behind its name: the step of a tour at which a person left


@at_desk
@require_http_methods(["GET", "POST"])
def tour(request: DeskRequest, name: str) -> HttpResponseBase:
    """The steps, and the one at which the person left; or keep which that is (`at`)."""
    if name not in TOURS:
        raise Http404("There is no such tour.")
    if request.method == "POST":
        return _kept(request, name)
    desk = request.desk
    steps = [_told(step) for step in steps_for(name, may_write=desk.may_write)]
    left = desk.membership.guided.get(name + AT)
    at = left if isinstance(left, int) and left < len(steps) else 0
    return JsonResponse({"steps": steps, "at": at})


def _kept(request: DeskRequest, name: str) -> HttpResponse:
    at, membership = request.POST.get("at", ""), request.desk.membership
    if at == TOURED:
        membership.guide(name, TOURED)
        membership.guide(name + AT, None)
    elif at.isascii() and at.isdigit() and int(at) < len(TOURS[name]):
        membership.guide(name + AT, int(at))
    else:
        return HttpResponse(_("There is no such step."), status=422)
    return HttpResponse(status=204)


def _told(step: Step) -> dict[str, str]:
    return {
        "page": step.page,
        "at": step.at,
        "title": str(step.title),
        "words": str(step.words),
    }


urlpatterns = [path("tour/<slug:name>/", tour, name="tour")]
