"""The collections as one workspace has them: with the properties of its own making."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from operator import attrgetter

from freelancer_os.core.own.values import LONGEST
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.words import Option, Typed
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.addresses import Email, Phone, Website
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field, Text
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number
from freelancer_os.engine.own.choices import Select, Several
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.place import Own
from freelancer_os.engine.own.properties import Property
from freelancer_os.people.models import Workspace

PLACES = 4
FARTHEST = 10**14
"""The largest number, scaled: ten thousand million."""

# What a property of each kind holds, and the field that makes of it what it is.
KINDS: Mapping[str, tuple[str, Callable[..., Field]]] = {
    Property.Kind.TEXT: ("text", partial(Text, max_length=LONGEST)),
    Property.Kind.NUMBER: (
        "number",
        partial(Number, places=PLACES, minimum=-FARTHEST, maximum=FARTHEST),
    ),
    Property.Kind.MONEY: ("number", Money),
    Property.Kind.DATE: ("day", Day),
    Property.Kind.SELECT: ("among", Select),
    Property.Kind.MULTI_SELECT: ("list", Several),
    Property.Kind.CHECKBOX: ("flag", Flag),
    Property.Kind.LINK: ("text", partial(Website, max_length=LONGEST)),
    Property.Kind.EMAIL: ("text", Email),
    Property.Kind.PHONE: ("text", Phone),
}


def field_of(one: Property) -> Field:
    """The field of a property."""
    holds, kind = KINDS[one.kind]
    options = tuple(option["value"] for option in one.options) if holds == "among" else ()
    more = {"choices": options_of(one)} if one.has_options else {}
    lies = Own.of(one.key, holds, one.pk, options)
    return kind(name=one.field, label=Typed(one.name), lies=lies, **more)


def options_of(one: Property) -> tuple[Option, ...]:
    """The options of a property, in their order."""
    return tuple((o["value"], one.label_of(o), o["colour"]) for o in one.options)


class OwnProperties:
    """The properties that a workspace has made. They are read once, when they are first needed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._found: dict[str, Collection] = {}

    def of(self, collection: Collection) -> Collection:
        """The collection with the workspace's own fields, in the order in which they were made; its
        table shows them last."""
        if not collection.takes_properties:
            return collection
        if collection.slug not in self._found:
            rows = self._rows[collection.slug]
            own = tuple(field_of(one) for one in rows if not one.is_declared)
            told = {one.field: options_of(one) for one in rows if one.is_declared}
            declared = tuple(
                replace(one, choices=told[one.name])
                if isinstance(one, OwnChoice) and one.name in told
                else one
                for one in collection.fields
                if not one.is_own
            )
            known = {one.name for one in declared}
            table = (*(n for n in collection.table if n in known), *(one.name for one in own))
            self._found[collection.slug] = replace(
                collection, fields=(*declared, *own), table=table
            )
        return self._found[collection.slug]

    @cached_property
    def _rows(self) -> dict[str, list[Property]]:
        found: dict[str, list[Property]] = defaultdict(list)
        rows = rows_by(Property, workspace_id=self.workspace.pk)
        for one in sorted(rows, key=attrgetter("pk")):
            found[one.collection].append(one)
        return found
