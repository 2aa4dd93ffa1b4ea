"""One way through: token, right, place, method, then the body; every refusal a problem."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from freelancer_os.api.callers import Caller, caller_of
from freelancer_os.api.problems import Problem, problem_of

T_co = TypeVar("T_co", covariant=True)
View = Callable[..., HttpResponseBase]
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


@dataclass(frozen=True)
class Call(Generic[T_co]):
    """A request, its caller, and the place it is about."""

    request: HttpRequest
    caller: Caller
    place: T_co

    @cached_property
    def query(self) -> dict[str, str]:
        """The query's parameters. Raises ValidationError on one that is there twice."""
        repeated = [name for name, values in self.request.GET.lists() if len(values) > 1]
        if repeated:
            sentence = _("“{name}” is there twice.")
            raise ValidationError({n: [sentence.format(name=n[:40])] for n in repeated})
        return self.request.GET.dict()

    def allow(self, *names: str) -> dict[str, str]:
        """The query's parameters, of which only these are known. Raises ValidationError."""
        unknown = [name for name in self.query if name not in names]
        if unknown:
            sentence = _("There is no parameter “{name}”.")
            raise ValidationError({n: [sentence.format(name=n[:40])] for n in unknown})
        return self.query


Handler = Callable[[Call[Any]], HttpResponseBase]


def route(place: Callable[..., object], **handlers: Handler) -> View:
    """A view that checks in the order of the contract: 401, 403, 404, 405, then the handler.

    `place` finds what the path names, given the caller and the path's parts; raises Http404.
    """

    def answer(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            return _handle(request, parts, place, handlers)
        except Exception as error:  # every one is answered as a problem, the unforeseen as 500
            return problem_of(error).response()

    return csrf_exempt(answer)


def _handle(
    request: HttpRequest,
    parts: dict[str, str],
    place: Callable[..., object],
    handlers: dict[str, Handler],
) -> HttpResponseBase:
    caller = caller_of(request)
    method = request.method or ""
    if method not in SAFE and not caller.may_write:
        raise Problem(HTTPStatus.FORBIDDEN, _why_not(caller))
    found = place(caller, **parts)
    handler = handlers.get("GET" if method == "HEAD" else method)
    if handler is None:
        raise not_allowed(list(handlers))
    return handler(Call(request, caller, found))


def _why_not(caller: Caller) -> str:
    if caller.token.is_read_only:
        return _("This token reads; it does not write.")
    return _("An accountant reads this workspace and does not write in it.")


def not_allowed(methods: list[str]) -> Problem:
    """The answer to a method that an address does not have."""
    allowed = ", ".join([*methods, "HEAD"] if "GET" in methods else methods)
    sentence = _("This address takes {methods}.").format(methods=allowed)
    return Problem(HTTPStatus.METHOD_NOT_ALLOWED, sentence, headers={"Allow": allowed})
