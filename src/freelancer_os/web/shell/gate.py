"""The one gate for writes: who may write, and what a refusal answers.

A view behind it says what to write and what to answer. It returns the unit of what it wrote, and
the page that the person is on is answered with that unit's sentence; or an answer of its own.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.unit import Unit
from freelancer_os.web.shell.access import DeskRequest, View, at_desk
from freelancer_os.web.shell.answer import page_again, problem, problems, refused

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
    the way on if the refusal names one; `reader` answers those who may not write. What is not there
    (Http404) and a missing token (CSRF) are answered by Django.
    """

    def gate(view: Writing) -> View:
        @wraps(view)
        def guarded(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if not request.desk.may_write:
                return reader(request)
            try:
                done = view(request, *args, **kwargs)
            except Conflict as conflict:
                return problem(conflict.sentence, 409, way=conflict.way)
            except ValidationError as error:
                return refusing(request, error)
            return _answer(request, done)

        return at_desk(guarded)

    return gate


def _answer(request: DeskRequest, done: Unit | HttpResponseBase) -> HttpResponseBase:
    """The page as it is now; where nothing was changed, nothing is said."""
    return page_again(request, told_of(done)) if isinstance(done, Unit) else done


def told_of(unit: Unit) -> str:
    """The sentence of what a unit wrote; "" where that was nothing."""
    return unit.written.words if unit.written else ""
