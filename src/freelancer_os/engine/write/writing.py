"""Writing a record of any collection: one path for cells, composers, the API and commands."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.links import links_of
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, refuse
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links

Direction = Literal["load", "parse"]


def create(
    collection: Collection,
    workspace: Any,
    user: Any,
    given: Mapping[str, Any],
    *,
    direction: Direction = "load",
    door: str = "api",
) -> tuple[Any, Unit]:
    """Make a record from public fields; returns it as stored, and the unit that wrote it.

    Raises ValidationError per field; then nothing is written.
    """
    with change(workspace, user, collection.label, door=door) as unit:
        record = collection.model(workspace=unit.workspace)
        values = read(collection, unit, given, record, direction)
        check_required(collection, values)
        record.edit(spread(collection, values))
        unit.sentence = f"Added {collection.singular} {record}"
    return stored(collection, workspace, record.pk), unit


def update(
    collection: Collection,
    workspace: Any,
    user: Any,
    pk: UUID,
    given: Mapping[str, Any],
    *,
    direction: Direction = "load",
    door: str = "api",
    extra: Mapping[str, Any] | None = None,
) -> tuple[Any, Unit]:
    """Set public fields of a record; returns it as stored, and the unit. Raises Http404 too.

    `extra` are values for the model's `edit` that no field has (`with_linked`).
    """
    with change(workspace, user, f"Changed {collection.singular}", door=door) as unit:
        record = get(collection, unit, pk)
        values = read(collection, unit, given, record, direction)
        if values:
            record.edit({**spread(collection, values), **(extra or {})})
        unit.sentence = sentence_of(collection, Formats.of(unit.workspace), record, list(values))
    return stored(collection, workspace, pk), unit


def delete(
    collection: Collection, workspace: Any, user: Any, pk: UUID, *, door: str = "api"
) -> Unit:
    """Delete a record; links to it become empty. Raises ValidationError, Http404."""
    with change(workspace, user, f"Deleted {collection.singular}", door=door) as unit:
        record = get(collection, unit, pk)
        unit.sentence = f"Deleted {collection.singular} {record}"
        record.remove()
    return unit


def get(collection: Collection, unit: Unit, pk: UUID) -> Any:
    """A record read inside a change, with what its links name; raises Http404."""
    links = [field.name for field in links_of(collection.model)]
    rows = unit.rows(collection.model).filter(pk=pk)
    found = (rows.select_related(*links) if links else rows).first()
    if found is None:
        raise Http404(f"There is no such {collection.singular}.")
    return found


def stored(collection: Collection, workspace: Any, pk: UUID) -> Any:
    """A record as the database has it, with what its links name. Raises Http404."""
    found = collection.rows(workspace).filter(pk=pk).first()
    if found is None:
        raise Http404(f"There is no such {collection.singular}.")
    return found


def read(
    collection: Collection, unit: Unit, given: Mapping[str, Any], record: Any, direction: Direction
) -> dict[str, Any]:
    """Public fields as Python values, all refusals at once. Links are read under the lock."""
    formats = Formats.of(unit.workspace)
    values: dict[str, Any] = {}
    problems: dict[str, list[str]] = {}
    for name in in_order(collection, given):
        try:
            one = _writable(collection, name)
            values[name] = getattr(one, direction)(given[name], formats, values, record)
        except ValidationError as error:
            problems.update(messages_of(error, name))
    if problems:
        raise ValidationError(problems)
    return values


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


def in_order(collection: Collection, given: Iterable[str]) -> list[str]:
    """Currencies and links first: how an amount is read depends on them."""

    def rank(name: str) -> int:
        one = collection.writable.get(name)
        return 0 if name == "currency" else 1 if isinstance(one, Link) else 2

    return sorted(given, key=rank)


def _writable(collection: Collection, name: str) -> Field:
    if name in collection.writable:
        return collection.writable[name]
    one = collection.by_name.get(name)
    if one is None:
        raise refuse(name, f"{collection.plural.capitalize()} have no field “{name[:40]}”.")
    raise refuse(name, f"{one.label} follows from other fields and is not written.")


def check_required(collection: Collection, values: Mapping[str, Any]) -> None:
    missing = {
        one.name: [f"{one.label} is missing."]
        for one in collection.fields
        if one.required and one.name not in values
    }
    if missing:
        raise ValidationError(missing)


def sentence_of(collection: Collection, formats: Formats, record: Any, names: list[str]) -> str:
    """What history says of an edit of these fields, once it is made."""
    if len(names) != 1 or names[0] not in collection.by_name:
        return f"Changed {collection.singular} {record}"
    one = collection.by_name[names[0]]
    shown = words(one, record, formats)
    verb = "are" if isinstance(one, Links) else "is"
    return f"{one.label} of {record} {verb} {shown or 'empty'}"


def words(one: Field, record: Any, formats: Formats) -> str:
    """The value of a field in words, "" where there is none."""
    if isinstance(one, Link):
        return "" if getattr(record, one.id_column) is None else str(one.value(record))
    text = getattr(one, "text", None)
    if callable(text):
        return str(text(record, formats))
    choices = {key: label for key, label, _ in getattr(one, "choices", ())}
    value = one.value(record)
    return choices.get(value, one.raw(record, formats)) if value is not None else ""
