"""Resources: checklists, guides, strategies, tips."""

from django.utils.translation import gettext as _

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.addresses import Website
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Lines, Title
from freelancer_os.engine.kinds.named import Named
from freelancer_os.engine.registry import collections
from freelancer_os.tools.models import Resource

KINDS = (
    ("checklist", "Checklist", "green"),
    ("guide", "Guide", "blue"),
    ("strategy", "Strategy", "violet"),
    ("tip", "Tip", "amber"),
)


def categories(formats: Formats) -> list[str]:
    """What resources are usually about; a workspace adds its own."""
    return [_("Taxes"), _("Budgeting"), _("Investments"), _("Savings")]


RESOURCES = collections.add(
    Collection(
        slug="resources",
        model=Resource,
        singular="resource",
        plural="resources",
        icon="book-open",
        section="Tools",
        place=10,
        fields=(
            Title(name="title", label="Title", required=True),
            Choice(name="kind", label="Kind", choices=KINDS),
            Named(name="category", label="Category", max_length=100, known=categories),
            Website(name="url", label="Link", max_length=500),
            Lines(name="body", label="Text", max_length=20_000),
        ),
        table=("title", "kind", "category", "url"),
        brief=("kind", "category"),
        composer=("title", "kind", "category", "url"),
        order="title",
        group_by="kind",
        card=("category", "url"),
        body="body",
        notes={"body": "Markdown."},
    )
)
