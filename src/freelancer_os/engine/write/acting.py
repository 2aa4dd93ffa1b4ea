"""Doing what a declaration names as an action of its records: one path for pages and the API."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict, Stale
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Part, Sentence, msgid_of
from freelancer_os.engine.actions import Action, Together
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.writing import Direction, check_required, get, read_fields, stored
from freelancer_os.people.models import User, Workspace


def act(
    collection: Collection,
    workspace: Workspace,
    user: User,
    pk: UUID,
    action: Action,
    given: Mapping[str, Any],
    *,
    direction: Direction = "load",
    door: str = "api",
) -> tuple[Any, Unit]:
    """Do an action with a record, as one change; returns the record that stands there now as it is
    stored, and the unit.

    Raises Conflict if the record does not offer it, ValidationError per field, Http404; then
    nothing is written.
    """
    with change(workspace, user, action.label, door=door) as unit:
        record, formats = get(collection, unit, pk), Formats.of(unit.workspace)
        refuse_unless_offered(action, record)
        fields = {one.name: one for one in collection.asked(action)}
        values = read_fields(fields, given, formats, record, direction, _unknown)
        check_required(fields.values(), values)
        left = action.does(record, values) or record
        told = {name: _told(fields[name], value, formats) for name, value in values.items()}
        unit.sentence = Sentence(msgid_of(action.done), {"record": record.named, **told})
    return stored(into(collection, action), workspace, left.pk), unit


def into(collection: Collection, action: Action) -> Collection:
    """The collection of the record that an action leaves."""
    return (collections.get(action.into) if action.into else None) or collection


def act_together(
    together: Together, workspace: Workspace, user: User, *, door: str = "api"
) -> Unit:
    """Do what is done for all of a list, as one change. Raises Conflict where it is not offered."""
    with change(workspace, user, together.label, door=door) as unit:
        if not together.offered(unit.workspace):
            raise Conflict(_(together.otherwise))
        together.does(unit)
        unit.sentence = Sentence(msgid_of(together.done))
    return unit


def refuse_unless_offered(action: Action, record: Record) -> None:
    """Raises Stale with the sentence of the action."""
    if not action.offered(record):
        raise Stale(
            action.otherwise or _("{record} does not offer this now.").format(record=record)
        )


def _unknown(name: str) -> str:
    return _("This takes no “{name}”.").format(name=name[:40])


def _told(one: Field, value: Any, formats: Formats) -> Part:
    if isinstance(one, OwnChoice):
        return one.label_of(value)
    return "" if value is None else one.told(value, formats)
