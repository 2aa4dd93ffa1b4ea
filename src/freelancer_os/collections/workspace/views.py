"""Saved views. They have no list of their own: they are the tabs of the collections."""

from typing import ClassVar

from django.utils.translation import gettext_noop

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Text, Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.layouts import layouts
from freelancer_os.engine.models import LONGEST, View
from freelancer_os.engine.registry import collections

SLUGS = tuple((one.slug, one.title, "stone") for one in collections if one.has_page)
NAMES = tuple((one.name, one.label, "stone") for one in layouts)


class Query(Text):
    """How a view looks at its collection; a sentence says only that it is another now."""

    changed: ClassVar[str] = gettext_noop("Changed the look of {record}")


VIEWS = collections.add(
    Collection(
        slug="views",
        model=View,
        singular="view",
        plural="views",
        icon="eye",
        fields=(
            Title(name="name", label="Name", required=True, max_length=120),
            Choice(name="collection", label="Collection", choices=SLUGS, required=True),
            Choice(name="layout", label="Layout", choices=NAMES),
            Query(name="query", label="Look", max_length=LONGEST, sortable=False),
            Flag(name="is_default", label="Default"),
            Text(name="slug", label="Address", read_only=True),
        ),
        table=("name", "collection", "layout", "is_default"),
        order="name",
        notes={
            "query": "How the collection is looked at, as a query string: `where`, `order`, "
            "`group`, `by`, and filters per field.",
            "is_default": "What the collection's page opens with; there is one at most.",
        },
    )
)
