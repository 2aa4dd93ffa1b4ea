"""Doing what a collection's declaration names as an action of its records."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.callers import Caller
from freelancer_os.api.once import once
from freelancer_os.api.places import Place, collection_of, record_of
from freelancer_os.api.problems import as_json
from freelancer_os.api.records import answered, made
from freelancer_os.api.routes import Call, route
from freelancer_os.engine.actions import Action, Together
from freelancer_os.engine.write.acting import act, act_together, into
from freelancer_os.engine.write.duplicating import duplicate, may_be_duplicated


@dataclass(frozen=True)
class Deed:
    """An action, and the record with which it is done."""

    place: Place
    action: Action


def deed_of(caller: Caller, slug: str, key: str, verb: str) -> Deed:
    """The record and the action that a path names; raises Http404."""
    place = record_of(caller, slug, key)
    action = place.collection.doing.get(verb)
    if action is None:
        raise Http404(
            _("{collection} have no action “{verb}”.").format(
                collection=place.collection.subject, verb=verb[:40]
            )
        )
    return Deed(place, action)


def _do(call: Call[Deed]) -> HttpResponse:
    given = read_object(call.request, required=False)
    call.allow()
    return once(call, lambda: _done(call, given))


def _done(call: Call[Deed], given: dict[str, object]) -> HttpResponse:
    caller, place = call.caller, call.place.place
    action = call.place.action
    record, _unit = act(
        place.collection, caller.workspace, caller.user, place.record.pk, action, given
    )
    if action.makes:
        return made(call, into(place.collection, action), record)
    return answered(into(place.collection, action), record, caller.formats)


def duplicable(caller: Caller, slug: str, key: str) -> Place:
    """A record of which there can be another like it. Raises Http404."""
    place = record_of(caller, slug, key)
    if not may_be_duplicated(place.collection):
        sentence = _("{collection} are not duplicated.")
        raise Http404(sentence.format(collection=place.collection.subject))
    return place


def _duplicate(call: Call[Place]) -> HttpResponse:
    if read_object(call.request, required=False):
        raise ValidationError([_("A record is duplicated as it is.")])
    call.allow()
    return once(call, lambda: _duplicated(call))


def _duplicated(call: Call[Place]) -> HttpResponse:
    caller, place = call.caller, call.place
    record, _unit, _left = duplicate(
        place.collection, caller.workspace, caller.user, place.record.pk, door="api"
    )
    return made(call, place.collection, record)


def together_of(caller: Caller, slug: str, verb: str) -> Together:
    """What is done for all of a collection; raises Http404."""
    found = collection_of(caller, slug).together
    if found is None or found.verb != verb:
        raise Http404(_("There is no such action."))
    return found


def _together(call: Call[Together]) -> HttpResponse:
    if read_object(call.request, required=False):
        raise ValidationError([_("This takes nothing.")])
    call.allow()
    return once(call, lambda: _all_done(call))


def _all_done(call: Call[Together]) -> HttpResponse:
    unit = act_together(call.place, call.caller.workspace, call.caller.user)
    assert unit.written is not None  # what is offered writes
    return as_json({"done": unit.written.words, "change": str(unit.written.pk)})


together_view = route(together_of, POST=_together)
do_view = route(deed_of, POST=_do)
duplicate_view = route(duplicable, POST=_duplicate)
