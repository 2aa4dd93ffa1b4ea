"""`POST /invoices/ID/send`: by mail, or `{"by": "hand"}` once it has left in another way."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.callers import Caller
from freelancer_os.api.once import once
from freelancer_os.api.places import Place, record_of
from freelancer_os.api.records import answered
from freelancer_os.api.routes import Call, route
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.write.acting import act

INVOICES, MAIL, MARK = "invoices", "mail", "send"


@dataclass(frozen=True)
class Sending:
    """The invoice that a path names."""

    place: Place


def invoice_of(caller: Caller, key: str) -> Sending:
    """Raises Http404."""
    return Sending(record_of(caller, INVOICES, key))


def _send(call: Call[Sending]) -> HttpResponse:
    given = read_object(call.request, required=False)
    call.allow()
    return once(call, lambda: _sent(call, given))


def _sent(call: Call[Sending], given: dict[str, object]) -> HttpResponse:
    caller, place = call.caller, call.place.place
    by = given.pop("by", "mail")
    if by not in {"mail", "hand"}:
        raise refusal("by", _("It is sent by “mail” or by “hand”."))
    action = place.collection.doing[MARK if by == "hand" else MAIL]
    record, _unit = act(
        place.collection, caller.workspace, caller.user, place.record.pk, action, given
    )
    return answered(place.collection, record, caller.formats)


send_view = route(invoice_of, POST=_send)
