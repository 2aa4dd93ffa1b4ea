"""Saved views. They have no list of their own: they are the tabs of the collections."""

from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import LAYOUTS, Collection, collections
from freelancer_os.engine.fields import Text, Title
from freelancer_os.engine.models import View

SLUGS = tuple((one.slug, one.title, "stone") for one in collections if one.has_page)
NAMES = tuple((layout, layout.capitalize(), "stone") for layout in LAYOUTS)

VIEWS = collections.add(
    Collection(
        slug="views",
        model=View,
        singular="view",
        plural="views",
        icon="eye",
        window="clients",
        fields=(
            Title(name="name", label="Name", required=True, max_length=120),
            Choice(name="collection", label="Collection", choices=SLUGS, required=True),
            Choice(name="layout", label="Layout", choices=NAMES),
            Text(name="query", label="Filters", max_length=2000),
            Text(name="slug", label="Address", read_only=True),
        ),
        table=("name", "collection", "layout", "query"),
        order="name",
        has_page=False,
    )
)
