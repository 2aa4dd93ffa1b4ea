"""The one gate for writes: who may write, and what a refusal answers.

A view behind it says what to write and what to answer. It returns the unit of what it wrote, and
the page that the person is on is answered with that unit's sentence; or an answer of its own.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict, Stale
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.log.whole import named
from freelancer_os.core.models import UNDER_WAY, Change
from freelancer_os.engine.write.cells import AGREED
from freelancer_os.web.shell.access import DeskRequest, View, at_desk
from freelancer_os.web.shell.answer import (
    Refusal,
    asking,
    page_again,
    problem,
    problems,
    refused,
)

MAIN = "main"  # the part of a page that a write draws again
Writing = Callable[..., Unit | HttpResponseBase]
Refusing = Callable[[DeskRequest, ValidationError], HttpResponseBase]
"""What answers a request whose values are refused."""


def as_sentence(request: DeskRequest, error: ValidationError) -> HttpResponse:
    """One sentence, as a cell shows it, and the way on if there is one."""
    return refused(error)


def as_form(request: DeskRequest, error: ValidationError) -> HttpResponse:
    """A sentence for each field, as a form shows them."""
    return problems(error)


def read_only() -> str:
    """What somebody is told who may only read."""
    return _("You may read this workspace, not change it.")


def not_here(request: DeskRequest) -> HttpResponse:
    """The same, as an answer."""
    return problem(read_only(), 403)


def writes(
    refusing: Refusing = as_sentence,
    *,
    reader: Callable[[DeskRequest], HttpResponseBase] = not_here,
) -> Callable[[Writing], View]:
    """Only by POST, and only for those who may write; every refusal is answered here.

    A refusal of values (422) is told as `refusing` says; what was changed meanwhile is 409, with
    the way on if the refusal names one, or the page as it is now where what it shows is past; a
    write that is sent once more, since no answer came, is done once; `reader` answers those who may
    not write. What no script sent is refused on a page of its own. What is not there (Http404) and
    a missing token (CSRF) are answered by Django.
    """

    def gate(view: Writing) -> View:
        def answered(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if not request.desk.may_write:
                return reader(request)
            name = _name_of(request)
            try:
                with named(name):
                    done = view(request, *args, **kwargs)
            except (Conflict, ValidationError) as refusal:
                before = _done_before(request, name)
                if before is not None:
                    return page_again(request, before.words)
                if isinstance(refusal, Conflict):
                    return _conflict(request, refusal)
                return refusing(request, refusal)
            return _answer(request, done)

        @wraps(view)
        def guarded(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            answer = answered(request, *args, **kwargs)
            if isinstance(answer, Refusal) and not request.htmx:
                return answer.whole(request)
            return answer

        return at_desk(guarded)

    return gate


def _name_of(request: DeskRequest) -> UUID | None:
    """The id that the page chose for the change, the same when it sends a write once more."""
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        return None


def _done_before(request: DeskRequest, name: UUID | None) -> Change | None:
    """What a write that is sent once more did the first time, when its answer was lost."""
    if name is None:
        return None
    mine = Change.objects.filter(workspace=request.desk.workspace, user=request.desk.user)
    return mine.filter(pk=name).exclude(number=UNDER_WAY).first()


def _anew(request: DeskRequest, refusal: Stale) -> HttpResponseBase:
    """The page as it is now, which shows no more what is not there, and why nothing was done."""
    messages.error(request, refusal.sentence)
    return page_again(request, "")


def _conflict(request: DeskRequest, refusal: Conflict) -> HttpResponseBase:
    """What stands in the way, or a question where a person may agree to what it says."""
    if isinstance(refusal, Stale) and request.htmx and request.htmx.target == MAIN:
        return _anew(request, refusal)
    if refusal.way in AGREED:
        return asking(refusal.sentence, refusal.way)
    return problem(refusal.sentence, 409, way=refusal.way)


def _answer(request: DeskRequest, done: Unit | HttpResponseBase) -> HttpResponseBase:
    """The page as it is now; where nothing was changed, nothing is said."""
    return page_again(request, told_of(done)) if isinstance(done, Unit) else done


def told_of(unit: Unit) -> str:
    """The sentence of what a unit wrote; "" where that was nothing."""
    return unit.written.words if unit.written else ""
