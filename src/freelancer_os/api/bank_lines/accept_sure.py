"""`POST /bank-lines/accept-sure`: all that is sure, as one change."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.callers import Caller
from freelancer_os.api.once import once
from freelancer_os.api.places import collection_of
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.collections.money.deciding.sure import accept_all_sure
from freelancer_os.engine.collection import Collection


def bank_lines(caller: Caller) -> Collection:
    """The collection of which lines are sorted."""
    return collection_of(caller, "bank-lines")


def _accept(call: Call[Collection]) -> HttpResponse:
    if read_object(call.request, required=False):
        raise ValidationError([_("This takes nothing: what is sure is accepted.")])
    call.allow()
    return once(call, lambda: _accepted(call))


def _accepted(call: Call[Collection]) -> HttpResponse:
    accepted, _unit = accept_all_sure(call.caller.workspace, call.caller.user, door="api")
    return as_json({"accepted": accepted})


accept_sure_view = route(bank_lines, POST=_accept)
