"""JSON Schemas of records, made from the declarations."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import models

from freelancer_os.collections.money.entries.exchange_rate import Derived
from freelancer_os.core.values.slugs import PATTERN
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice, ChoiceOrNone
from freelancer_os.engine.kinds.codes import Code
from freelancer_os.engine.kinds.field import DECIMAL, Field, Text
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import MOST, Links
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.kinds.numbers import Number, Percent, Whole
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.properties import PREFIX

Schema = dict[str, Any]
Column = models.Field[Any, Any]
ID: Schema = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
}


def record_schema(collection: Collection) -> Schema:
    """A whole record, as every answer holds it."""
    fields = {one.name: field_schema(collection, one) for one in collection.fields}
    properties = {"id": {**ID, "description": "Its id, a UUID.", "readOnly": True}, **fields}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        **_own(collection),
    }


def write_schema(collection: Collection, *, new: bool) -> Schema:
    """What may be sent: to make a record, or (all optional) to change one."""
    writable = [one for one in collection.fields if not one.read_only] + list(collection.arguments)
    found: Schema = {
        "type": "object",
        "properties": {one.name: _written(collection, one) for one in writable},
        "additionalProperties": False,
        **_own(collection),
    }
    required = [one.name for one in writable if one.required and not one.instead]
    either = [{"required": [n]} for one in writable if one.instead for n in (one.name, one.instead)]
    if not new or not (required or either):
        return found
    return {**found, "required": required, **({"anyOf": either} if either else {})}


def action_schema(collection: Collection, action: Action) -> Schema:
    """What may be sent to do an action."""
    found: Schema = {
        "type": "object",
        "properties": {one.name: _asked(one) for one in collection.asked(action)},
        "additionalProperties": False,
    }
    required = [one.name for one in collection.asked(action) if one.required]
    return {**found, "required": required} if required else found


def _asked(one: Field) -> Schema:
    found: Schema = {**one.schema, **_narrowed(one), "description": " ".join(_said(one))}
    return {**found, "type": _types(found["type"], empty=not one.required)}


def _own(collection: Collection) -> Schema:
    """Fields of properties that a workspace has added, which differ from one to the next."""
    if not collection.takes_properties:
        return {}
    return {"patternProperties": {f"^{PREFIX}": {"description": "A property of your own."}}}


def field_schema(collection: Collection, one: Field) -> Schema:
    """One field of a record."""
    found: Schema = {**one.schema, **_narrowed(one), "description": description(collection, one)}
    found["type"] = _types(found["type"], empty=is_nullable(collection, one))
    if "null" in found["type"] and "enum" in found:
        found["enum"] = [*found["enum"], None]
    return {**found, "readOnly": True} if one.read_only else found


def _written(collection: Collection, one: Field) -> Schema:
    found = field_schema(collection, one)
    if isinstance(one, Text):
        del found["maxLength"]  # white space around it does not count
        found |= {"minLength": 1} if one.required else {}
    default = default_of(collection, one)
    return found if default is None else {**found, "default": default}


def _narrowed(one: Field) -> Schema:
    """What a declaration says about the values of one field."""
    return next((say(one) for kinds, say in _NARROWER if isinstance(one, kinds)), {})


EXAMPLES = {"money": "1234.50", "hours": "1.5", "number": "1.5", "percent": "26.67"}


# The first that fits says it.
_NARROWER: list[tuple[Any, Callable[[Any], Schema]]] = [
    (OwnChoice, lambda one: {"pattern": PATTERN, "examples": [one.choices[0][0]]}),
    (Code, lambda one: {"enum": ["", *(value for value, _, _ in one.choices)]}),
    (ChoiceOrNone, lambda one: {"enum": [*(value for value, _, _ in one.choices), None]}),
    (Choice, lambda one: {"enum": [value for value, _, _ in one.choices]}),
    (Text, lambda one: {"maxLength": one.max_length}),
    (Link, lambda one: dict(ID)),
    (Links, lambda one: {"items": dict(ID), "maxItems": MOST}),
    (Currency, lambda one: {"pattern": "^[A-Z]{3}$", "examples": ["EUR"]}),
    (Whole, lambda one: {"minimum": one.minimum, "maximum": one.maximum, "examples": [14]}),
    (
        Money | Hours | Number | Percent,
        lambda one: {"pattern": DECIMAL, "examples": [EXAMPLES[one.kind]]},
    ),
]


def _types(declared: str | Sequence[str], *, empty: bool) -> str | list[str]:
    names = [declared] if isinstance(declared, str) else list(declared)
    names = [name for name in names if name != "null"]
    if empty:
        return [*names, "null"]
    return names[0] if len(names) == 1 else names


def column_of(collection: Collection, one: Field) -> Column | None:
    """The model's column behind a field; None for one that has none of its own."""
    columns = collection.model._meta.concrete_fields
    return next((column for column in columns if column.name == one.attribute), None)


def is_nullable(collection: Collection, one: Field) -> bool:
    """Whether null is a value of the field."""
    column = column_of(collection, one)
    if one in collection.arguments or isinstance(one, Derived):
        return not one.required
    return bool(column is not None and column.null and not one.required)


def default_of(collection: Collection, one: Field) -> object:
    """What the field is unless it is sent, as a JSON value; None where only words can say it."""
    column = column_of(collection, one)
    if column is None or one.name in collection.notes or one.required or not column.has_default():
        return None
    return one.dump(collection.model(), _BLANK)


def description(collection: Collection, one: Field) -> str:
    """What the field is, in one or two sentences."""
    words = list(_said(one))
    if isinstance(one, Text) and not one.read_only:
        words.append(f"At most {one.max_length:,} characters.")
    words.append(collection.notes.get(one.name, ""))
    if one.read_only:
        words.append("Follows from other fields.")
    return " ".join(filter(None, words))


def _said(one: Field) -> Iterator[str]:
    """Its label, and what its kind says of it."""
    yield f"{one.label}."
    if words := _WORDS.get(one.kind, _nothing)(one):
        yield words


def _nothing(one: object) -> str:
    return ""


def _of_choice(one: object) -> str:
    if not isinstance(one, OwnChoice):
        return ""
    known = ", ".join(f"`{value}`" for value, _, _ in one.choices)
    return f"{known}, or a slug of your own."


def _of_money(one: object) -> str:
    if not isinstance(one, Money) or not one.of:
        return "An amount in the workspace's currency."
    return (
        f"An amount in {'`currency`' if one.of == 'currency' else f'the currency of `{one.of}`'}."
    )


_WORDS: dict[str, Callable[[Any], str]] = {
    "choice": _of_choice,
    "money": _of_money,
    "percent": lambda one: "Per cent; null where there is nothing to take it of.",
    "hours": lambda one: "Hours as a decimal number.",
    "instant": lambda one: "An instant, with an offset; printed in UTC.",
    "link": lambda one: f"The id of a record of `{one.to}`.",
    "links": lambda one: f"The ids of records of `{one.to}`.",
}

_BLANK = Formats(workspace=None, currency="EUR", locale="en", time_zone="UTC", today=None)  # type: ignore[arg-type]
