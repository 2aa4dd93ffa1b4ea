"""Refusals of requests whose body was not read: the rest of it is no next request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

REFUSED = 400
Answering = Callable[[HttpRequest], HttpResponseBase]


def closing(get_response: Answering) -> Answering:
    """Says `Connection: close` with a refusal that left a body unread (RFC 9112, 9.6)."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        found = get_response(request)
        is_read = hasattr(request, "_body") or getattr(request, "_read_started", False)
        if found.status_code >= REFUSED and not is_read and request.META.get("CONTENT_LENGTH"):
            found["Connection"] = "close"
        return found

    return answer
