"""What is made on the way: records and values that a cell or a form names, not there so far."""

from collections.abc import Mapping
from typing import Any

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.named import Named
from freelancer_os.engine.registry import target_of


def made_by(unit: Unit, one: Field, record: Record, name: str) -> Any:
    """What a name makes for a field of a record: a record or a value, None where it makes none."""
    if name and isinstance(one, Link | Links):
        return _made(unit, one, record, name)
    if name and isinstance(one, Choice):
        return one.made(unit, record, name)
    if name and isinstance(one, Named):
        return one.load(name, Formats.of(unit.workspace), {}, record)
    return None


def made_along(
    unit: Unit, collection: Collection, values: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """What the names of a form make, by field, several with line breaks between: each fits what
    else the form says, as `values`."""
    begun: Any = collection.model(workspace=unit.workspace)
    if not getattr(begun, "currency", None):
        begun.currency = values.get("currency") or unit.workspace.currency
    found: dict[str, Any] = {}
    for field in collection.fields:
        one = collection.writable.get(field.name)
        if isinstance(one, Link | Choice) and field.name in values:
            setattr(begun, one.attribute, values[field.name])
        if one is None or not (asked := names.get(field.name, "")):
            continue
        made = [made_by(unit, one, begun, name) for name in asked.split("\n")]
        found[field.name] = [*values.get(field.name, []), *made]
        if not isinstance(one, Links):
            found[field.name] = made[0]
            setattr(begun, one.attribute, made[0])
    return found


def _made(unit: Unit, one: Link | Links, record: Record, title: str) -> Any:
    """A new record of the link's collection, started from the row in which it is made."""
    to = target_of(one)
    naming = to.fields[0]
    name = naming.parse(title, Formats.of(unit.workspace), {}, None)
    started = one.starts(record, name) if one.starts else {naming.name: name}
    made = to.model(workspace=unit.workspace)
    made.edit({name: value for name, value in started.items() if value is not None})
    return made
