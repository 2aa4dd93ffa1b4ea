"""What a write lacks: asked for where it was refused, and sent along with it once more."""

from collections.abc import Container, Mapping

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import resolve

from freelancer_os.core.values.text import LACKING
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.cells import WAYS as CHOSEN
from freelancer_os.web.cells.inputs import asked_for
from freelancer_os.web.shell.access import DeskRequest
from freelancer_os.web.shell.answer import problems, refused

ALSO = "also."
"""What a cell is sent of other fields begins with this."""
WAYS = ("with_lines",)  # those of `answer.ways` that are arguments of a collection


def also(given: dict[str, str]) -> dict[str, str]:
    """The text of the other fields that a write was asked for, or that are a way on."""
    found = {n.removeprefix(ALSO): v for n, v in given.items() if n.startswith(ALSO) and v.strip()}
    return found | {name: given[name] for name in WAYS if name in given}


def chosen(given: Mapping[str, str]) -> frozenset[str]:
    """The ways on that a person has chosen."""
    return frozenset(name for name in CHOSEN if given.get(name) == "1")


def in_cell(request: DeskRequest, error: ValidationError) -> HttpResponse:
    """A refusal of a cell, or of many rows: one sentence, and a form for what is lacking."""
    return asked_beside(request, error, refused(error))


def in_form(request: DeskRequest, error: ValidationError) -> HttpResponse:
    """A refusal of a form: a sentence for each field, and such fields as it has not."""
    return asked_beside(request, error, problems(error))


def asked_beside(
    request: DeskRequest, error: ValidationError, answer: HttpResponse
) -> HttpResponse:
    """An answer that refuses, and a form for what is lacking."""
    desk, given = request.desk, also(request.POST.dict())
    collection = desk.collection(resolve(request.path_info).kwargs["slug"])
    if names := lacks(collection, error, given):
        inputs = [asked_for(desk, collection, name, given.get(name)) for name in names]
        answer.write(render_to_string("cells/asked.html", {"inputs": inputs}))
    return answer


def lacks(collection: Collection, error: ValidationError, given: Container[str]) -> list[str]:
    """The fields that would have to be said, or said better than they were `given`.

    Where a verb lacks what it is done with, the day is asked for as well.
    """
    if not hasattr(error, "error_dict"):
        return []
    errors = error.error_dict.items()
    names = [name for name, found in errors if name in given or found[0].code == LACKING]
    arguments = {one.name: one for one in collection.arguments}
    if any(name in arguments for name in names):
        names += [n for n, one in arguments.items() if one.kind == "date" and n not in names]
    return [name for name in names if name in collection.writable]
