"""All collections of the installation, and the one to which a field links."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links


class Collections:
    """All collections of the installation by slug, in the order in which they were declared."""

    def __init__(self) -> None:
        self._all: dict[str, Collection] = {}

    def add(self, collection: Collection) -> Collection:
        """Register; slugs are unique."""
        if collection.slug in self._all:
            raise ValueError(f"{collection.slug} is declared twice")
        self._all[collection.slug] = collection
        return collection

    def __iter__(self) -> Iterator[Collection]:
        return iter(self._all.values())

    def get(self, slug: str) -> Collection | None:
        return self._all.get(slug)

    def of_model(self, label: str) -> Collection | None:
        """The collection of a model by its label ("tools.goal")."""
        return next((c for c in self if c.model._meta.label_lower == label.lower()), None)


collections = Collections()


def target_of(one: Link | Links) -> Collection:
    """The collection to whose records a field links. Raises ValidationError on the field."""
    found = collections.get(one.to)
    if found is None:
        raise refusal(one.name, _("Nothing can be linked here."))
    return found
