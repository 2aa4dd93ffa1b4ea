"""Where a request came from, behind proxies that are configured; others are believed nothing."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Answering = Callable[[HttpRequest], HttpResponseBase]


def proxies(number: str) -> int:
    """How many proxies stand before the program. Raises `ValueError` with a sentence."""
    if not number.isascii() or not (number or "0").isdigit():
        raise ValueError("FREELANCER_OS_PROXIES must be the number of proxies, such as 1.")
    return int(number or 0)


def forwarded(get_response: Answering) -> Answering:
    """Takes the address of whoever asks from `X-Forwarded-For`, `settings.PROXIES` from its end."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        came = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < settings.PROXIES <= len(came) and came[-settings.PROXIES]:
            request.META["REMOTE_ADDR"] = came[-settings.PROXIES]
        return get_response(request)

    return answer
