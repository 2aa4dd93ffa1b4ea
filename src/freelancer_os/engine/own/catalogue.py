"""The collections as one workspace has them: with the properties of its own making."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Option
from freelancer_os.engine.own.choices import Select, Several
from freelancer_os.engine.own.fields import OwnDay, OwnField, OwnFlag, OwnMoney, OwnNumber
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.properties import Property
from freelancer_os.engine.own.texts import OwnEmail, OwnLink, OwnPhone, OwnText

KINDS: Mapping[str, type[OwnField]] = {
    Property.Kind.TEXT: OwnText,
    Property.Kind.NUMBER: OwnNumber,
    Property.Kind.MONEY: OwnMoney,
    Property.Kind.DATE: OwnDay,
    Property.Kind.CHECKBOX: OwnFlag,
    Property.Kind.LINK: OwnLink,
    Property.Kind.EMAIL: OwnEmail,
    Property.Kind.PHONE: OwnPhone,
}


def field_of(one: Property) -> OwnField:
    """The field of a property."""
    named: dict[str, Any] = {"name": one.field, "label": one.name, "key": one.key, "pk": one.pk}
    if not one.has_options:
        return KINDS[one.kind](**named)
    kind = Select if one.kind == Property.Kind.SELECT else Several
    return kind(choices=options_of(one), **named)


def options_of(one: Property) -> tuple[Option, ...]:
    """The options of a property, in their order."""
    return tuple((o["value"], o["label"], o["colour"]) for o in one.options)


class OwnProperties:
    """The properties that a workspace has made. They are read once, when they are first needed."""

    def __init__(self, workspace: Any) -> None:
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
        for one in Property.objects.of(self.workspace).order_by("id"):
            found[one.collection].append(one)
        return found
