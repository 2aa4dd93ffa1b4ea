"""What the engine itself keeps: saved views, and own properties."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from django.core.exceptions import ValidationError
from django.db import models

from freelancer_os.core.admission import admit
from freelancer_os.core.records import Titled
from freelancer_os.core.slugs import free_slug, slug_of
from freelancer_os.core.unit import writing_unit
from freelancer_os.engine.collection import LAYOUTS, collections
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.listing import filtered
from freelancer_os.engine.own_properties import OwnProperties
from freelancer_os.engine.properties import Property

__all__ = ["Property", "View"]


class View(Titled):
    """A way of looking at a collection, kept under a name for everybody in the workspace.

    `query` holds filters and order as a query string; `slug` is its place in the address.
    """

    unlogged = frozenset({"folded"})

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=40, editable=False)
    collection = models.CharField(max_length=40)
    layout = models.CharField(max_length=12, default="table")
    query = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "collection", "slug"],
                name="view_slug_unique",
                violation_error_message="There is a view of this name already.",
            )
        ]

    def edit(self, values: Mapping[str, Any]) -> None:
        """Name a view, or change what it shows. Raises ValidationError per field."""
        asked = admit(self, values)
        for name, value in asked.items():
            setattr(self, name, value)
        if "name" in asked:
            self.slug = self._free_slug()
        self._check()
        self.save()

    def parameters(self) -> dict[str, str]:
        """Its filters and order, as a list reads them."""
        return dict(parse_qsl(self.query))

    def _free_slug(self) -> str:
        slug = slug_of(self.name, field="name")
        if slug in LAYOUTS:
            raise ValidationError({"name": [f"“{self.name}” names a layout; choose another name."]})
        taken = writing_unit(self).rows(View).filter(collection=self.collection)
        return free_slug(slug, set(taken.exclude(pk=self.pk).values_list("slug", flat=True)))

    def _check(self) -> None:
        declared = collections.get(self.collection)
        if declared is None:
            raise ValidationError({"collection": ["There is no such collection."]})
        collection = OwnProperties(self.workspace).of(declared)
        if self.layout not in collection.layouts:
            raise ValidationError({"layout": [f"{collection.title} have no {self.layout}."]})
        try:
            filtered(collection, Lens.of(self.workspace), self.parameters())
        except ValidationError as error:
            raise ValidationError({"query": error.messages}) from error
