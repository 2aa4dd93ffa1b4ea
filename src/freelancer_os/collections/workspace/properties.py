"""Properties that a workspace adds to its collections; they have no list of their own."""

from typing import ClassVar

from django.db.models import Q

from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Text, Title, refuse
from freelancer_os.engine.kinds.operators import Operator
from freelancer_os.engine.own.option_list import OptionList
from freelancer_os.engine.own.properties import PREFIX, Property

OWNERS = sorted((one.slug, one.title, "stone") for one in collections if one.takes_properties)
KINDS = tuple((value, label, "stone") for value, label in Property.Kind.choices)


class PublicName(Text):
    """The name under which the records of its collection have it."""

    operators: ClassVar[tuple[Operator, ...]] = ()

    def lookup(self, text: str, formats: Formats) -> Q:
        return Q(slug=text.removeprefix(PREFIX)) if text.startswith(PREFIX) else Q(pk__in=[])

    def condition(self, operator: str, value: object, formats: Formats) -> Q:
        raise refuse(self.name, f"It is filtered by “{self.name}=” alone.")


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
            "options": "Of a `select` or `multi_select`; all of them from now on. One with a known "
            "`value` is that option; one without gets a value of its own.",
            "field": "The name under which records of the collection have it.",
        },
    )
)
