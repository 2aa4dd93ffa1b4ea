"""`/manifest.webmanifest`, its icons, `/worker.js` and `/offline/`: the same for everybody."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from freelancer_os.web.installed.icons import SIZES, drawn
from freelancer_os.web.shell.frame.assets import DIST, built, whole

OFFLINE = "/offline/"
PAPER = "#fcfbf9"


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a system installs, in the person's language."""
    icons: list[dict[str, str]] = [
        {"src": f"/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in SIZES
    ]
    whole = {"src": "/icon-whole-512.png", "sizes": "512x512", "purpose": "maskable"}
    found = {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "name": "Freelancer OS",
        "short_name": "Freelancer OS",
        "description": _("The money and the work that earns it, in one window."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            *icons,
            {**whole, "type": "image/png"},
        ],
    }
    return JsonResponse(found, content_type="application/manifest+json")


@require_safe
@cache_control(max_age=86_400)
def icon(request: HttpRequest, size: int, *, is_whole: bool = False) -> HttpResponse:
    """The icon as PNG."""
    if size not in SIZES:
        raise Http404("There is no such icon.")
    return HttpResponse(drawn(size, is_whole=is_whole), content_type="image/png")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script between the pages and the server (js/worker.js), after what it keeps, which is
    also what a page fetches late: another build is another script, which the browser then takes."""
    script = DIST / built()["worker.js"].rpartition("/")[2]
    told = json.dumps({"offline": OFFLINE, "icon": "/static/icon.svg", "kept": whole()})
    text = f"self.KEPT={told};\n{script.read_text(encoding='utf-8')}"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """The page that stands in for any other while the server cannot be reached."""
    return render(request, "installed/offline.html")


urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("icon-<int:size>.png", icon, name="icon"),
    path("icon-whole-<int:size>.png", icon, {"is_whole": True}, name="icon_whole"),
    path("worker.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
]
