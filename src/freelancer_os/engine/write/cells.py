"""One cell, and how it is saved."""

from collections.abc import Collection as Names
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.own.choices import Several
from freelancer_os.engine.write.making import made_by
from freelancer_os.engine.write.placing import put_under
from freelancer_os.engine.write.writing import get, put, read, sentence_of, told
from freelancer_os.people.models import User, Workspace


class Stale(Conflict):
    """Somebody else has changed the cell since it was opened."""


@dataclass(frozen=True)
class Edit:
    """What a person entered in a cell: the text or id, and what the cell held before.

    `create` names a record to make and link; `force` overrides what somebody else entered;
    `ways` names those that a person has chosen where something is linked (`go`); `keep_length`
    moves its end along. `without` takes off, of several, what was entered.
    `also` is the text of other fields, which it was asked for. `after` is the id of the record
    under which it is put on a board, "" for the top, None where it was put nowhere.
    """

    value: str = ""
    opened: str | None = None
    create: str = ""
    force: bool = False
    ways: frozenset[str] = frozenset()
    keep_length: bool = False
    without: bool = False
    also: Mapping[str, str] = field(default_factory=dict)
    after: str | None = None


AGREED = frozenset({"leave_sent", "change_sent", "take_back"})
WAYS = AGREED | {"with_linked", "without_linked"}


def go(unit: Unit, ways: Names[str]) -> None:
    """What was chosen of `WAYS`: what is linked is moved along or taken off; one `AGREED` that what
    was sent or paid loses something. Where one did not, a person is asked."""
    unit.moves_linked, unit.drops_linked = "with_linked" in ways, "without_linked" in ways
    unit.asks = not AGREED.intersection(ways)


def editable(collection: Collection, name: str) -> Field:
    """The field of a cell; raises Http404 for what is not edited in place."""
    one = collection.by_name.get(name)
    if one is None or one.read_only or not one.in_cells:
        raise Http404(_("There is no such cell."))
    return one


def save(
    collection: Collection, workspace: Workspace, user: User, pk: UUID, one: Field, edit: Edit
) -> Unit:
    """Save one cell. Raises Stale, ValidationError, Http404; then nothing is written."""
    with change(workspace, user, one.label) as unit:
        record = get(collection, unit, pk)
        formats, called = Formats.of(unit.workspace), record.named
        if edit.opened is not None and not edit.force:
            refuse_stale(one, record, formats, edit.opened, user)
        if edit.after is not None:
            is_there = one.raw(record, formats) == edit.value
            put_under(unit, collection, record, edit.after)
            if is_there:
                unit.sentence = Sentence("Moved {record}", {"record": record.named})
                return unit
        value = entered(unit, one, record, formats, edit)
        ends = _end_along(collection, one, record, value, always=edit.keep_length)
        go(unit, edit.ways)
        also = read(collection, unit, edit.also, record, "parse")
        put(collection, record, {one.name: value, **ends, **also})
        collection = as_made(collection, unit, one, edit)
        unit.sentence = sentence_of(collection, formats, record, [one.name], called)
    return unit


def entered(unit: Unit, one: Field, record: Record, formats: Formats, edit: Edit) -> Any:
    """What the cell is to hold; a record or a value that it names is made first."""
    made = made_by(unit, one, record, edit.create)
    if made is None:
        return one.parse(edit.value, formats, {}, record)
    return [*one.value(record), made] if isinstance(one, Links | Several) else made


def as_made(collection: Collection, unit: Unit, one: Field, edit: Edit) -> Collection:
    """The collection as it is now: a choice to which the edit adds has an option more."""
    is_more = edit.create and isinstance(one, Choice)
    return OwnProperties(unit.workspace).of(collection) if is_more else collection


def _end_along(
    collection: Collection, one: Field, record: Record, value: Any, *, always: bool
) -> dict[str, Any]:
    """The end that keeps the length of what begins at `value` from now on; where it is not
    `always` to be kept, an end that would else be passed."""
    if collection.calendar[:1] != (one.name,) or value is None:
        return {}
    start = one.value(record)
    ends = {name: collection.by_name[name].value(record) for name in collection.calendar[1:]}
    return {
        name: end + (value - start)
        for name, end in ends.items()
        if start and end and (always or value > end)
    }


def refuse_stale(one: Field, record: Record, formats: Formats, opened: str, user: User) -> None:
    """Raises Stale where a field does not hold what it held when `user` opened it."""
    if one.raw(record, formats) == opened:
        return
    who, value = changed_by(record, one.logged), told(one, record, formats)
    if who == user:
        sentence = _("This is “{value}” now. You changed it elsewhere while you were editing.")
    elif who:
        sentence = _("This is “{value}” now. {user} changed it while you were editing.")
    else:
        sentence = _("This is “{value}” now. It was changed while you were editing.")
    raise Stale(sentence.format(value=value, user=who))


def changed_by(record: Record, column: str) -> User | None:
    """Who changed a column of a record last, None where that is not known."""
    rows = ChangeRow.objects.filter(workspace=record.workspace, record_id=record.pk)
    last = next(
        (r for r in rows.select_related("change__user").order_by("-id")[:50] if column in r.after),
        None,
    )
    return last.change.user if last else None
