"""The logo of the letterhead: chosen, shown, taken away."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from freelancer_os.core.files.naming import named
from freelancer_os.core.files.store import keep, path_of
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Sentence
from freelancer_os.people.letterhead import LARGEST_LOGO, logo_media
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.answer import problems
from freelancer_os.web.shell.gate import as_form, writes
from freelancer_os.web.shell.uploads import bounded

LONGEST_BODY = 2 * LARGEST_LOGO  # with what a form adds around it
# An SVG that is opened by itself runs nothing and fetches nothing.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@require_safe
@at_desk
def show(request: DeskRequest) -> HttpResponseBase:
    """`/settings/logo/`: the picture itself."""
    held = request.desk.workspace
    if not held.logo or not path_of(held.logo).is_file():
        raise Http404("There is no logo.")
    answer = FileResponse(path_of(held.logo).open("rb"), content_type=held.logo_type)
    answer["Content-Security-Policy"] = ALONE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _too_long(request: DeskRequest) -> HttpResponseBase:
    return problems(refusal("logo", _("A logo has at most 1 MB.")))


@csrf_exempt  # checked below, once it is sure that the body may be read
@writes(as_form)
@bounded(LONGEST_BODY, _too_long)
@csrf_protect
def save(request: DeskRequest) -> Unit:
    """Take a picture as the logo."""
    desk, file = request.desk, request.FILES.get("logo")
    if file is None:
        raise ValidationError({"logo": [_("Choose a file first.")]})
    content = file.read(LARGEST_LOGO + 1)
    media = logo_media(content)
    with (
        named([("logo", keep([content]))]) as ((_name, kept),),
        change(desk.workspace, desk.user, Sentence("Changed the logo")) as unit,
    ):
        unit.workspace.set_logo(kept, media)
    return unit


@writes(as_form)
def remove(request: DeskRequest) -> Unit:
    """Take the logo away."""
    desk = request.desk
    with change(desk.workspace, desk.user, Sentence("Removed the logo")) as unit:
        unit.workspace.set_logo(None)
    return unit


urlpatterns = [
    path("settings/logo/", show, name="logo"),
    path("settings/logo/save/", save, name="logo_save"),
    path("settings/logo/remove/", remove, name="logo_remove"),
]
