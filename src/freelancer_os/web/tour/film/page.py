"""`/film/`: the film of the finance set-up, with captions and a transcript."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import override
from django.views.decorators.http import require_safe

from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.tour.film.captions import as_vtt, captions


@require_safe
@at_desk
def film(request: DeskRequest) -> HttpResponseBase:
    """The film; its captions are those of the person's language, if they do not choose others."""
    told = {"captions": list(captions()), "languages": settings.LANGUAGES}
    return render(request, "tour/film/film.html", told)


@require_safe
@at_desk
def film_captions(request: DeskRequest, code: str) -> HttpResponseBase:
    """The captions in one of the languages of the program."""
    if code not in dict(settings.LANGUAGES):
        raise Http404("There are no captions in this language.")
    with override(code):
        return HttpResponse(as_vtt(), content_type="text/vtt; charset=utf-8")


urlpatterns = [
    path("film/", film, name="film"),
    path("film/<slug:code>.vtt", film_captions, name="film_captions"),
]
