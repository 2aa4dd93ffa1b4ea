"""Categories of income and expenses."""

from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.finance.models import Category

KINDS = (("income", "Income", "green"), ("expense", "Expense", "rose"))
COLOURS = tuple((value, label, value) for value, label in Category.Colour.choices)

CATEGORIES = collections.add(
    Collection(
        slug="categories",
        model=Category,
        singular="category",
        plural="categories",
        icon="tag",
        section="Money",
        place=40,
        fields=(
            Title(name="name", label="Name", required=True, max_length=120),
            Choice(name="kind", label="Kind", choices=KINDS, required=True),
            Flag(name="is_client", label="Client income", read_only=True),
            Choice(name="colour", label="Colour", choices=COLOURS),
            Flag(name="archived", label="Archived"),
        ),
        table=("name", "kind", "colour", "is_client", "archived"),
        composer=("name", "kind", "colour"),
        order="name",
    )
)
