"""Properties that a workspace adds to its collections; they have no list of their own."""

from typing import ClassVar

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Text, Title
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.own.option_list import OptionList
from freelancer_os.engine.own.properties import DECLARED, PREFIX, Property
from freelancer_os.engine.registry import collections

OWNERS = sorted((one.slug, one.title, "stone") for one in collections if one.takes_properties)
KINDS = tuple((value, label, "stone") for value, label in Property.Kind.choices)


class PublicName(Text):
    """The name under which the records of its collection have it."""

    operators: ClassVar[tuple[Operator, ...]] = (Operator("is", "is", "exact"),)

    @property
    def path(self) -> str:
        return "slug"

    def operand(self, value: object, formats: Formats) -> str:
        name = super().operand(value, formats)
        return name.removeprefix(PREFIX) if name.startswith(PREFIX) else f"{DECLARED}{name}"


PROPERTIES = collections.add(
    Collection(
        slug="properties",
        model=Property,
        singular="property",
        plural="properties",
        icon="list-plus",
        fields=(
            Title(name="name", label="Name", required=True, max_length=60),
            Choice(
                name="collection",
                label="Collection",
                choices=tuple(OWNERS),
                required=True,
            ),
            Choice(name="kind", label="Kind", choices=KINDS, required=True),
            OptionList(name="options", label="Options"),
            PublicName(name="field", label="Field", read_only=True, sortable=False),
        ),
        table=("name", "collection", "kind", "options"),
        order="name",
        notes={
            "collection": "It stays.",
            "kind": "It stays.",
            "options": "Of a `select`, `multi_select` or `choice`; all of them from now on, in "
            "their order. One with a known `value` is that option; one without gets a value of its "
            "own. A `choice` tells the values of a declared field, named by its `name`: `stage` of "
            "clients; what is built in there stays.",
            "field": "The name under which records of the collection have it.",
        },
    )
)
