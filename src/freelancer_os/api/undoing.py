"""Undo and redo of the caller's own changes, from whichever door they came."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.once import once
from freelancer_os.api.places import anywhere
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.models import Change
from freelancer_os.core.undo.undo import redo, undo
from freelancer_os.core.values.text import refusal


def _undo(call: Call[None]) -> HttpResponse:
    given = _options(call, "with_later")
    later = given.get("with_later", False)
    if not isinstance(later, bool):
        raise refusal("with_later", _("Write true or false."))
    caller = call.caller
    return once(
        call, lambda: _done(undo(caller.workspace, caller.user, with_later=later, door="api"))
    )


def _redo(call: Call[None]) -> HttpResponse:
    _options(call)
    return once(call, lambda: _done(redo(call.caller.workspace, call.caller.user, door="api")))


def _options(call: Call[None], *known: str) -> dict[str, object]:
    given = read_object(call.request, required=False)
    call.allow()
    unknown = {name: [_("There is no such option.")] for name in given if name not in known}
    if unknown:
        raise ValidationError(unknown)
    return given


def _done(entry: Change) -> HttpResponse:
    return as_json({"undone": entry.words, "change": str(entry.pk)})


undo_view = route(anywhere, POST=_undo)
redo_view = route(anywhere, POST=_redo)
