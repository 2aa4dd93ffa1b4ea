"""`POST /invoices/from-hours`: a draft of the unbilled hours of a client or of a project."""

from django.http import HttpResponse

from freelancer_os.api.bodies import read_object
from freelancer_os.api.callers import Caller
from freelancer_os.api.once import once
from freelancer_os.api.places import collection_of
from freelancer_os.api.records import made
from freelancer_os.api.routes import Call, route
from freelancer_os.collections.work.charging import invoice_of_hours
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.writing import stored


def invoices(caller: Caller) -> Collection:
    """The collection that gets a new record."""
    return collection_of(caller, "invoices")


def _make(call: Call[Collection]) -> HttpResponse:
    given = read_object(call.request)
    call.allow()
    return once(call, lambda: _made(call, given))


def _made(call: Call[Collection], given: dict[str, object]) -> HttpResponse:
    workspace = call.caller.workspace
    invoice = invoice_of_hours(workspace, call.caller.user, given)
    return made(call, call.place, stored(call.place, workspace, invoice.pk))


from_hours_view = route(invoices, POST=_make)
