"""The ways in: a one-time link, setting the program up, and the word of welcome before that."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from freelancer_os.people.known_browsers import remember
from freelancer_os.people.models import Membership, OneTimeLink, User
from freelancer_os.web.shell.access import CURRENT
from freelancer_os.web.welcome.setup_form import SetupForm

GONE = 410


@never_cache
@require_safe
def sign_in_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign one user in, once. Programs that only look at the link do not spend it."""
    link = OneTimeLink.find(secret)
    if link is None or link.user is None or not link.user.is_active:
        return render(request, "welcome/link_gone.html", status=GONE)
    if _only_looks(request):
        return HttpResponse()
    if not link.use():
        return render(request, "welcome/link_gone.html", status=GONE)
    first = Membership.objects.filter(user=link.user).order_by("id").first()
    return entered(request, link.user, first.workspace_id if first else None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, secret: str) -> HttpResponse:
    """The first start: makes the first user and their workspace, and signs them in."""
    if User.objects.exists():
        return render(request, "welcome/set_up_already.html", status=GONE)
    link = OneTimeLink.find(secret)
    if link is None or link.user_id is not None:
        return render(request, "welcome/setup_gone.html", status=GONE)
    accepted = request.headers.get("Accept-Language", "")
    form = SetupForm(request.POST if request.method == "POST" else None, accepted=accepted)
    if request.method == "POST" and form.is_valid():
        made = form.open(link)
        if made is not None:
            return entered(request, made[0], made[1].pk)
        if not form.errors:
            return render(request, "welcome/setup_gone.html", status=GONE)
    return render(
        request, "welcome/set_up.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """What to do before there is a user: open the link that stands in the terminal."""
    if User.objects.exists():
        return redirect("/")
    return render(request, "welcome/welcome.html")


def entered(request: HttpRequest, user: User, workspace: UUID | None) -> HttpResponse:
    """Sign a user in, at the desk of a workspace, and lead home."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if workspace is not None:
        request.session[CURRENT] = str(workspace)
    answer = redirect("/")
    remember(answer, user)
    return answer


def _only_looks(request: HttpRequest) -> bool:
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return request.method == "HEAD" or "prefetch" in purpose


urlpatterns = [
    path("auth/link/<str:secret>/", sign_in_by_link, name="link"),
    path("auth/setup/<str:secret>/", set_up, name="set_up"),
    path("welcome/", welcome, name="welcome"),
]
