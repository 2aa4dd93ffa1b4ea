"""What a page answers when the program or its database fails: what is, and when to come again."""

import logging
import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from freelancer_os.core.failures import met, unforeseen
from freelancer_os.web.shell.answer import problem

logger = logging.getLogger(__name__)


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nobody took: 503 while the database fails, else 500.

    Asks the database nothing. In place for what a script sent, else a page of its own.
    """
    error = sys.exc_info()[1]
    failure = met(error)
    if failure is None and not _is_ours(request):
        return unreadable(request)
    if failure is None:
        return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, unforeseen())
    logger.warning("%s: %s (%s)", request.path, failure.sentence, str(error).strip())
    answer = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, failure.sentence)
    answer["Retry-After"] = str(failure.again)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # in one line, above
    return answer


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to a request that is not made as requests are."""
    return _answer(request, HTTPStatus.BAD_REQUEST, _("This request could not be read."))


def _is_ours(request: HttpRequest) -> bool:
    """Whether the body is in the one encoding that pages send."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    return charset.lower() in {"utf-8", "utf8"}


def _answer(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return problem(sentence, status)
    request.desk = None  # type: ignore[attr-defined]  # nothing stands around this page
    given = {"sentence": sentence, "again": request.get_full_path() if _is_read(request) else ""}
    answer = render(request, "shell/failing.html", given, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _is_read(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"}
