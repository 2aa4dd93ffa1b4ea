"""What a write answers: the page that the person is on, drawn again, and a toast."""

import copy
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import resolve
from django.urls.exceptions import Resolver404
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.log.ranks import FIXED, LINKED
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.layouts import USUAL
from freelancer_os.engine.write.writing import messages_of
from freelancer_os.web.shell.access import DeskRequest

ELSEWHERE = ("/api/", "/auth/", "/static/", "/healthz")


def ways(count: int = 2) -> dict[str, str]:
    """What would be done all the same with this form value, and the words of its button, where
    that is done to so many."""
    return {
        "with_linked": _("Move them along"),
        "without_linked": _("Take them off"),
        "leave_sent": _("Take it off"),
        "change_sent": _("Change it all the same"),
        "take_back": _("Take the payments away"),
        "with_later": _("Undo both together"),
        "with_lines": _("Reopen the bank lines too"),
        "force": _("Keep mine"),
        "archive": ngettext("Archive it", "Archive them", count),
        "sure": ngettext("Delete it", "Delete them", count),
        "undo_all": _("Undo all of it"),
    }


def page_again(
    request: DeskRequest, sentence: str, *, undo: bool = True, redo: bool = False
) -> HttpResponseBase:
    """The page at `HX-Current-URL` as it is now, with a toast that says `sentence`, and offers to
    undo it, or to redo what it took back.

    Without htmx it is a redirect there. A page that is gone (its record was deleted) leads to the
    list it belonged to.
    """
    if sentence:
        messages.success(request, sentence, extra_tags="undo" if undo else "redo" * redo)
    path, query = _current(request)
    if not request.htmx:
        return HttpResponseRedirect(_back(request))
    try:
        match = resolve(path)
        again = copy.copy(request)
        again.method, again.path, again.path_info = "GET", path, path
        again.GET, again.resolver_match = QueryDict(query), match
        answer: HttpResponseBase = match.func(again, *match.args, **match.kwargs)
    except (Http404, Resolver404):
        return _lead(f"/{path.strip('/').split('/', maxsplit=1)[0]}/")
    if answer.status_code in {301, 302}:
        return _lead(answer["Location"])
    return answer if answer.status_code < 400 else _lead("/")


def page_with(
    request: DeskRequest, sentence: str, collection: Collection, made: Sequence[UUID]
) -> HttpResponseBase:
    """The page with new records, and a way to them where it does not show them all.

    Which it shows, the page knows (`frontend/js/shell/toast.js`). A view or a property is a part of
    pages, no record of a list.
    """
    if not made or not collection.has_page:
        return page_again(request, sentence)
    address = f"/{collection.slug}/"
    if len(made) == 1:
        said, words, way = _("It is not shown here."), _("Open it"), f"{address}{made[0]}/"
    else:
        said, words = _("Not all of it is shown here."), _("Show all")
        way = f"{address}?{urlencode({'view': USUAL, 'order': '-id'})}"
    unseen = '{} <span data-made="{}">· {} <a href="{}">{}</a></span>'
    keys = " ".join(map(str, made))
    return page_again(request, format_html(unseen, sentence, keys, said, way, words))


def _current(request: DeskRequest) -> tuple[str, str]:
    """Path and query of the person's page; home for anything that is not a page of ours."""
    given = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    host = request.get_host()
    if not url_has_allowed_host_and_scheme(given, {host}, require_https=False):
        return "/", ""
    parts = urlsplit(given)
    path = parts.path or "/"
    return ("/", "") if path.startswith(ELSEWHERE) else (path, parts.query)


def _lead(address: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": address})


class Refusal(HttpResponse):
    """What refuses, or asks before: `told` is shown in place by those who have scripts, and on a
    page of its own by others; `ways` would do it all the same (names of form values)."""

    def __init__(
        self, told: SafeString, status: int, ways: Sequence[str] = (), count: int = 2
    ) -> None:
        super().__init__(told, status=status)
        self.told, self.ways, self.count = told, ways, count

    def whole(self, request: DeskRequest) -> HttpResponse:
        """The same as a page of its own, which sends what was sent once more by another way."""
        given = [(name, value) for name, found in request.POST.lists() for value in found]
        context = {
            "told": self.told,
            "ways": [(name, ways(self.count)[name]) for name in self.ways],
            "given": [(name, value) for name, value in given if name != "csrfmiddlewaretoken"],
            "back": _back(request),
        }
        return render(request, "shell/refused.html", context, status=self.status_code)


def _back(request: DeskRequest) -> str:
    path, query = _current(request)
    return f"{path}?{query}" if query else path


def problem(sentence: str, status: int = 422, *, way: str = "", more: str = "") -> Refusal:
    """One sentence that refuses; `way` names a form value that would do it, if one would, and
    `more` another."""
    first, second = (_way(name) if name else "" for name in (way, more))
    other = format_html("<i{}></i>", second) if second else ""
    body = format_html('<p class="problem"{}>{}</p>{}', first, sentence, other)
    return Refusal(body, status, [name for name in (way, more) if name])


def asking(sentence: str, *names: str, count: int = 2) -> Refusal:
    """A question before something is done to so many, and the ways in which it would be."""
    choices = format_html_join("", "<i{}></i>", ((_way(name, count),) for name in names))
    question = '<div class="question" hidden>{}</div><p class="problem">{}</p>'
    return Refusal(format_html(question, choices, sentence), 409, names, count)


def _way(name: str, count: int = 2) -> SafeString:
    return format_html(' data-way="{}" data-words="{}"', name, ways(count)[name])


def refused(error: ValidationError) -> Refusal:
    """A refusal of a cell: its sentences, and the offers to move along what is linked, or to take
    it off."""
    sentences = " ".join(s for found in messages_of(error).values() for s in found)
    codes = _codes(error)
    way = "with_linked" if codes & {LINKED, FIXED} else ""
    return problem(sentences, way=way, more="without_linked" if LINKED in codes else "")


def _codes(error: ValidationError) -> set[object]:
    found = error.error_dict.values() if hasattr(error, "error_dict") else [error.error_list]
    return {one.code for errors in found for one in errors}


def problems(error: ValidationError) -> Refusal:
    """A refusal of a form: a sentence per field."""
    rows = [(name, s) for name, found in messages_of(error).items() for s in found]
    lines = format_html_join("", '<li data-field="{}">{}</li>', rows)
    return Refusal(format_html('<ul class="problems">{}</ul>', lines), 422)
