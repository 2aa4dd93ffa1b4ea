"""The note of a record: read, and replaced."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.places import Place, record_of
from freelancer_os.api.problems import Problem, as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.log.whole import whole
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.write.cells import Stale
from freelancer_os.engine.write.notes import body_of, stored_body, version_of, write


def _show(call: Call[Place]) -> HttpResponse:
    call.allow()
    return _answer(body_of(call.place.collection, call.place.record))


def _replace(call: Call[Place]) -> HttpResponse:
    given = read_object(call.request)
    call.allow()
    body, caller, place = _body(given), call.caller, call.place
    try:
        with whole(caller.workspace):
            write(
                place.collection,
                caller.workspace,
                caller.user,
                place.record.pk,
                body,
                opened=_expected(call),
                door="api",
            )
            return _answer(stored_body(place.collection, caller.workspace, place.record.pk))
    except Stale as stale:
        raise Problem(HTTPStatus.PRECONDITION_FAILED, stale.sentence) from stale
    except ValidationError as error:
        raise ValidationError({"body": error.messages}) from error


def _body(given: dict[str, object]) -> object:
    """What a body of `{"body": "…"}` says. Raises ValidationError."""
    unknown = [name for name in given if name != "body"]
    if unknown:
        sentence = _("A note has no field “{name}”.")
        raise ValidationError({n: [sentence.format(name=n[:40])] for n in unknown})
    if "body" not in given:
        raise refusal("body", _("Body is missing."))
    return given["body"]


def _expected(call: Call[Place]) -> str | None:
    """Of the versions that `If-Match` names the present one, if it is among them; any will do
    without it."""
    wanted = call.request.headers.get("If-Match", "*")
    tags = [tag.strip().strip('"') for tag in wanted.split(",")]
    present = version_of(body_of(call.place.collection, call.place.record))
    return None if "*" in tags else present if present in tags else tags[0]


def _answer(body: str) -> HttpResponse:
    return as_json({"body": body}, headers={"ETag": f'"{version_of(body)}"'})


note_view = route(record_of, GET=_show, PUT=_replace)
