"""Writing a record of any collection: one path for cells, composers, the API and commands."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.core.fields.links import links_of
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import LACKING
from freelancer_os.core.words import Part, Sentence, Word
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.write.making import made_along
from freelancer_os.engine.write.telling import of_kind
from freelancer_os.people.models import User, Workspace

Direction = Literal["load", "parse"]
NOTHING: Mapping[str, str] = {}


def create(
    collection: Collection,
    workspace: Workspace,
    user: User,
    given: Mapping[str, object],
    *,
    direction: Direction = "load",
    door: str = "api",
    along: Mapping[str, str] = NOTHING,
) -> tuple[Record, Unit]:
    """Make a record from public fields; returns it as stored, and the unit that wrote it.

    `along` names what is made with it, by the fields that hold it. Raises ValidationError per
    field; then nothing is written.
    """
    with change(workspace, user, collection.label, door=door) as unit:
        record = collection.model(workspace=unit.workspace)
        values = read(collection, unit, given, record, direction)
        values |= made_along(unit, collection, values, along)
        check_required(collection.fields, values)
        put(collection, record, values)
        unit.sentence = of_kind(Sentence("Added {kind} {record}"), collection, record.named)
    return stored(collection, workspace, record.pk), unit


def update(
    collection: Collection,
    workspace: Workspace,
    user: User,
    pk: UUID,
    given: Mapping[str, Any],
    *,
    direction: Direction = "load",
    door: str = "api",
) -> tuple[Record, Unit]:
    """Set public fields of a record; returns it as stored, and the unit. Raises Http404 too."""
    with change(workspace, user, collection.singular, door=door) as unit:
        record = get(collection, unit, pk)
        values, called = read(collection, unit, given, record, direction), record.named
        if values:
            put(collection, record, values)
        formats = Formats.of(unit.workspace)
        unit.sentence = sentence_of(collection, formats, record, list(values), called)
    return stored(collection, workspace, pk), unit


def delete(
    collection: Collection, workspace: Workspace, user: User, pk: UUID, *, door: str = "api"
) -> Unit:
    """Delete a record; links to it become empty. Raises ValidationError, Http404."""
    with change(workspace, user, collection.singular, door=door) as unit:
        record = get(collection, unit, pk)
        unit.sentence = of_kind(Sentence("Deleted {kind} {record}"), collection, record.named)
        record.remove()
    return unit


def get(collection: Collection, unit: Unit, pk: UUID) -> Any:
    """A record read inside a change, with what its links name; raises Http404."""
    links = [field.name for field in links_of(collection.model)]
    found = unit.find(collection.model, pk, *links)
    if found is None:
        raise Http404(_("There is no such {kind}.").format(kind=collection.singular))
    return found


def stored(collection: Collection, workspace: Workspace, pk: UUID) -> Any:
    """A record as the database has it, with what its links name. Raises Http404."""
    found = collection.some(workspace, [pk]).get(pk)
    if found is None:
        raise Http404(_("There is no such {kind}.").format(kind=collection.singular))
    return found


def read(
    collection: Collection,
    unit: Unit,
    given: Mapping[str, Any],
    record: Record,
    direction: Direction,
) -> dict[str, Any]:
    """Public fields as Python values, all refusals at once. Links are read under the lock."""
    formats = Formats.of(unit.workspace)
    fields = collection.writable
    return read_fields(
        fields, given, formats, record, direction, lambda name: _not_written(collection, name)
    )


def read_fields(
    fields: Mapping[str, Field],
    given: Mapping[str, Any],
    formats: Formats,
    record: Record,
    direction: Direction,
    unknown: Callable[[str], str],
) -> dict[str, Any]:
    """What was given for these fields as Python values, all refusals at once.

    `unknown` is the sentence for a name that is none of them.
    """
    values: dict[str, Any] = {}
    problems: dict[str, list[str]] = {}
    for name in in_order(fields, given):
        if name not in fields:
            problems[name] = [unknown(name)]
            continue
        try:
            values[name] = getattr(fields[name], direction)(given[name], formats, values, record)
        except ValidationError as error:
            problems.update(messages_of(error, name))
    if problems:
        raise ValidationError(problems)
    return values


def put(collection: Collection, record: Record, values: Mapping[str, Any]) -> None:
    """Set public fields of a record: by its `edit`, and by its verbs what those write.

    Raises ValidationError per field.
    """
    parts, by_verb = spread(collection, values), collection.by_verb
    asked = {n: parts.pop(n) for n in by_verb.fields if n in parts} if by_verb else {}
    if parts or record._state.adding:
        record.edit(parts)
    if by_verb and asked:
        by_verb.does(record, asked)


def spread(collection: Collection, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by the names that the model's `edit` takes; those of own properties as one."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        parts = collection.writable[name].spread(value)
        if OWN in parts:
            parts[OWN] = {**found.get(OWN, {}), **parts[OWN]}
        found |= parts
    return found


def messages_of(error: ValidationError, name: str = "") -> dict[str, list[str]]:
    """The sentences of a refusal by field; those about no field under `name`."""
    return dict(error.message_dict) if hasattr(error, "error_dict") else {name: error.messages}


def in_order(fields: Mapping[str, Field], given: Iterable[str]) -> list[str]:
    """Currencies and links first: how an amount is read depends on them."""

    def rank(name: str) -> int:
        one = fields.get(name)
        return 0 if name == "currency" else 1 if isinstance(one, Link) else 2

    return sorted(given, key=rank)


def _not_written(collection: Collection, name: str) -> str:
    one = collection.by_name.get(name)
    if one is None:
        sentence = _("{collection} have no field “{name}”.")
        return sentence.format(collection=collection.subject, name=name[:40])
    return _("{field} follows from other fields and is not written.").format(field=one.label)


def check_required(fields: Iterable[Field], values: Mapping[str, Any]) -> None:
    """Raises ValidationError for each required field that was not sent."""
    missing = {
        one.name: ValidationError(_("{field} is missing.").format(field=one.label), code=LACKING)
        for one in fields
        if one.required and one.name not in values and one.instead not in values
    }
    if missing:
        raise ValidationError(missing)


def sentence_of(
    collection: Collection, formats: Formats, record: Record, names: list[str], called: Part = ""
) -> Sentence:
    """What history says of an edit of these fields, once it is made; arguments are none of them.

    `called` is what the record was called before.
    """
    beside = {one.name for one in collection.arguments}
    names = [name for name in names if name not in beside] or names
    if len(names) != 1 or names[0] not in collection.by_name:
        return of_kind(Sentence("Changed {kind} {record}"), collection, record.named)
    one = collection.by_name[names[0]]
    if one.changed:
        return Sentence(one.changed, {"record": record.named})
    parts = {"field": one.label, "record": called or record.named}
    parts["value"] = told(one, record, formats)
    if isinstance(one, Links):
        return Sentence("{field} of {record} are {value}", parts)
    return Sentence("{field} of {record} is {value}", parts)


def counted(collection: Collection, count: int) -> Sentence:
    """So many records, as a part of a sentence: "3 clients"."""
    kind = collection.singular if count == 1 else collection.plural
    return Sentence("{count} {kind}", {"kind": kind}, several="{count} {kind}", count=count)


def told(one: Field, record: Record, formats: Formats) -> Part:
    """The value of a field as a part of a sentence, also that there is none."""
    return words(one, record, formats) or Word.of("empty")


def words(one: Field, record: Record, formats: Formats) -> Part:
    """The value of a field in words, "" where there is none."""
    if isinstance(one, Link):
        return "" if getattr(record, one.id_column) is None else one.value(record).named
    text = getattr(one, "text", None)
    if callable(text):
        found: str = text(record, formats)
        return found
    choices = {key: label for key, label, _ in getattr(one, "choices", ())}
    value = one.value(record)
    return choices.get(value, one.raw(record, formats)) if value is not None else ""
